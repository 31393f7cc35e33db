import { randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { VoterIds } from "../../lib/backup/seal/voter-ids.ts";

const fresh = () => new VoterIds((bytes) => randomBytes(bytes));
const add = (ids: VoterIds, id: string) => {
  const bytes = Buffer.from(`..${id}..`);
  return ids.add(bytes, 2, 2 + id.length);
};

test("an id is new once", () => {
  const ids = fresh();
  expect(["A", "B", "A", "AB", "B", "a"].map((id) => add(ids, id))).toEqual([
    true,
    true,
    false,
    true,
    false,
    true,
  ]);
});

test("any ids: exactly the repeated ones are told", () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,3}$/), { maxLength: 300 }),
      (list) => {
        const ids = fresh();
        const seen = new Set<string>();
        for (const id of list) {
          expect(add(ids, id)).toBe(!seen.has(id));
          seen.add(id);
        }
      },
    ),
  );
});

test.each([
  ["numbered", (index: number) => `AR-${index}`],
  ["numbered with zeros before", (index: number) => String(index).padStart(16, "0")],
  ["numbered with zeros behind", (index: number) => String(index).padEnd(10, "0") + String(index).length],
  [
    "alike but for two places far apart",
    (index: number) => `${String.fromCharCode(65 + (index % 26))}${"x".repeat(40)}${Math.floor(index / 26)}`,
  ],
])("half a million ids, %s, are all new, and then all known", (_, idOf) => {
  const ids = fresh();
  let news = 0;
  for (let index = 0; index < 500_000; index++) if (add(ids, idOf(index))) news++;
  expect(news).toBe(500_000);
  for (let index = 0; index < 500_000; index += 997) expect(add(ids, idOf(index))).toBe(false);
});

test.each([Buffer.alloc(8), Buffer.alloc(8, 255)])("whatever the key, even one of zeros or ones", (key) => {
  const ids = new VoterIds(() => key);
  for (let index = 0; index < 100_000; index++)
    if (!add(ids, `AR${index}`)) throw new Error(`AR${index} seemed known`);
  expect(add(ids, "AR99999")).toBe(false);
});
