import { expect, test } from "vitest";
import { changeTakesTwo } from "../../../checks/w5-1c/change-takes-two.ts";
import { say } from "../../../lib/base/words.ts";
import { asking, judged, noAccountsRead } from "./contract-input.ts";

test("is not applicable yet, and says why and where to look until then: neither pass, fail nor unknown", () => {
  const [verdict, ...others] = judged(changeTakesTwo, asking());
  expect(others).toEqual([]);
  expect(verdict).toMatchObject({ status: "not-applicable", subject: "deployment" });
  expect(say(verdict!.words, "en")).toContain("come with a later version");
});

test("is not applicable without accounts", () => {
  expect(judged(changeTakesTwo, asking([], noAccountsRead))[0]).toMatchObject({ subject: "accounts" });
});
