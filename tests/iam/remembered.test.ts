import { expect, test } from "vitest";
import { remembered } from "../../lib/iam/remembered.ts";

const counted = () => {
  const asked: string[] = [];
  const of = remembered((text) => (asked.push(text), text.length));
  return { asked, of };
};

test("a text that is asked about again is not looked at again", () => {
  const { asked, of } = counted();
  expect([of("roll"), of("vault/"), of("roll")]).toEqual([4, 6, 4]);
  expect(asked).toEqual(["roll", "vault/"]);
});

test("long texts are not kept, nor more than so many", () => {
  const { asked, of } = counted();
  const [longest, longer] = ["x".repeat(2048), "x".repeat(2049)];
  for (const text of [longest, longer, longest, longer]) expect(of(text)).toBe(text.length);
  expect(asked).toEqual([longest, longer, longer]);
  for (let at = 1; at < 10_000; at++) of(String(at));
  of(longest);
  expect(asked.length).toBe(3 + 9999);
  // One more than are kept: all are forgotten.
  of("one more");
  of(longest);
  expect(asked.slice(-2)).toEqual(["one more", longest]);
});
