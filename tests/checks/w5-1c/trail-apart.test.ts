import { expect, test } from "vitest";
import { trailApart } from "../../../checks/w5-1c/trail-apart.ts";
import { trailSilencers } from "../../../checks/w5-1c/trail-silencers.ts";
import { rollWriters } from "../../../checks/w5-1c/roll-writers.ts";
import { ids, sound, unread } from "../sound-accounts.ts";
import { asking, at, judged, lines, mallory, named, noAccountsRead, right, role } from "./contract-input.ts";

const alter = (principal: string) => right(principal, "dynamodb:PutItem", at.roll);
const silence = (principal: string) => right(principal, "cloudtrail:StopLogging", at.trail);

test("passes the stacks, and two principals who each hold one of the rights", () => {
  expect(lines(trailApart, asking())).toEqual(["pass trail"]);
  expect(lines(trailApart, asking([alter(mallory), silence(role("other"))]))).toEqual(["pass trail"]);
});

test("fails for one who holds both, with the request that silences", () => {
  const [verdict] = judged(trailApart, asking([alter(mallory), silence(mallory)]));
  expect(verdict).toMatchObject({
    status: "fail",
    subject: mallory,
    witness: { principal: mallory, action: "cloudtrail:StopLogging" },
    evidence: { can: [{ asset: "roll", action: "dynamodb:PutItem" }, { asset: "trail" }] },
  });
});

test("it alone names a holder of break-glass who has both rights, each of them allowed", () => {
  const glass = role("glass");
  const config = { ...asking().contract.config!, tasks: { "break-glass": [glass] } };
  const mfa = { context: { "aws:MultiFactorAuthPresent": true } };
  const input = asking(
    [
      { ...alter(glass), ...mfa },
      { ...silence(glass), ...mfa },
    ],
    { config },
  );
  expect(named(trailSilencers, input)).toEqual([]);
  expect(named(rollWriters, input)).toEqual(["not-applicable assets"]);
  expect(lines(trailApart, input)).toEqual([`fail ${glass}`]);
});

test("does not know what could not be decided or read", () => {
  const perhaps = { ...silence(mallory), unknown: "tomorrow" };
  expect(lines(trailApart, asking([alter(mallory), perhaps]))).toEqual([`unknown ${mallory}`]);
  const snapshot = unread(sound, {
    what: "x",
    why: "denied",
    account: ids.audit,
    facts: "resource-policies",
  });
  expect(lines(trailApart, asking([], { snapshot }))).toEqual(["unknown trail"]);
  const contract = { ...asking().contract, assets: [] };
  expect(lines(trailApart, asking([], { contract }))).toEqual(["unknown roll", "unknown trail"]);
});

test("is not applicable without accounts", () => {
  expect(lines(trailApart, asking([], noAccountsRead))).toEqual(["not-applicable accounts"]);
});
