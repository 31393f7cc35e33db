import { describe, expect, test } from "vitest";
import { judgeCapabilities } from "../../lib/audit/capability-verdicts.ts";
import type { CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { say } from "../../lib/base/words.ts";
import type { CapabilityId } from "../../lib/contract/contract.ts";
import type { Route } from "../../lib/iam/escalation.ts";
import { asking, at, granted, mallory, right, role } from "../checks/w5-1c/contract-input.ts";
import { config } from "../checks/sound-accounts.ts";
import { rightsAccess, type FakeRight } from "../fakes/rights-access.ts";
import { along } from "../fakes/reach-routes.ts";
import { reachAlong } from "../fakes/still-reach.ts";

const handOut = role("rollward-hand-out-list");
const lookUp = role("rollward-look-up");

function input(routes: readonly Route[], more: readonly FakeRight[] = [], change: Partial<CheckInput> = {}) {
  const access = rightsAccess([...granted, ...more]);
  return asking([], { access, reach: reachAlong(access, routes), ...change });
}

const judge = (given: CheckInput, ...capabilities: readonly CapabilityId[]) =>
  judgeCapabilities(given, capabilities).filter(({ status }) => status !== "not-applicable");
const lines = (verdicts: readonly Verdict[]) => verdicts.map(({ status, subject }) => `${status} ${subject}`);
const said = ({ words, args }: Verdict, lang: "en" | "fr" = "en") => say(words, lang, args);

describe("what holds only after escalation", () => {
  const [verdict] = judge(input([along(mallory, handOut)]), "read-roll");

  test("fails as the capability does, under the asset and the principal", () => {
    expect(lines(judge(input([along(mallory, handOut)]), "read-roll"))).toEqual([`fail roll ${mallory}`]);
  });

  test("says so in its words, in both languages, with the first step and the request in the end", () => {
    expect(said(verdict!)).toBe(
      `The roll: ${mallory} can make itself able to read or copy the whole roll, and no task of the contract allows it: sts:AssumeRole lets it act as ${handOut}, and dynamodb:Query on ${at.roll}/index/by-county is allowed. That is after escalation.`,
    );
    expect(said(verdict!, "fr")).toContain(
      "peut, en s’en donnant d’abord les moyens, lire ou copier toute la liste",
    );
    expect(said(verdict!, "fr")).toContain("C’est après escalade de privilèges.");
  });

  test("carries the steps with their requests, and the request of whom it acts as then", () => {
    expect(verdict).toMatchObject({
      witness: { principal: handOut, action: "dynamodb:Query" },
      route: [
        {
          kind: "sts-assume-role",
          principal: mallory,
          via: ["sts:AssumeRole"],
          target: handOut,
          gives: "acts",
          witnesses: [{ principal: mallory, action: "sts:AssumeRole", resource: handOut }],
        },
      ],
      evidence: {
        capabilities: ["read-roll"],
        as: handOut,
        steps: [`sts-assume-role: sts:AssumeRole → ${handOut}`],
      },
    });
  });

  test("counts the steps that follow the first", () => {
    const helper = role("helper");
    const far = along(mallory, handOut, helper);
    expect(said(judge(input([far]), "read-roll")[0]!)).toContain(
      `sts:AssumeRole lets it act as ${helper}, one more step follows, and dynamodb:Query`,
    );
  });

  test("says what the route takes for granted", () => {
    const assumes = [{ en: "It runs {n, plural} there.", fr: "Cela s’y exécute." }];
    const [taken] = judge(input([{ ...along(mallory, handOut), assumes }]), "read-roll");
    expect(taken!.assumes).toEqual(assumes);
    expect(said(taken!)).toContain("is allowed, provided that what the route takes for granted is so.");
  });

  test("of a task’s holder is more than its task needs", () => {
    const [excess] = judge(
      input([along(handOut, role("other"))], [right(role("other"), "dynamodb:Scan", at.roll)]),
      "read-roll",
    ).filter(({ subject }) => subject.endsWith("hand-out-list"));
    expect(said(excess!)).toContain(
      "can make itself able to read or copy the whole roll in more ways than its task needs",
    );
  });

  test("of a holder who must use a second factor is told when the way needs none, and only then", () => {
    const glass = role("glass");
    const tasks = { "break-glass": [glass] };
    const mfa = { context: { "aws:MultiFactorAuthPresent": true } };
    const rights = [
      right(glass, "cloudtrail:StopLogging", at.trail, mfa),
      right(role("other"), "cloudtrail:StopLogging", at.trail),
    ];
    const contract = asking([], { config: { ...config, tasks } }).contract;
    const told = (route: Route) =>
      judge(input([route], rights, { contract }), "silence-trail").filter(({ subject }) =>
        subject.endsWith("glass"),
      );
    expect(told(along(glass, role("other"))).map((one) => said(one))).toEqual([
      expect.stringContaining("without the second factor that its task asks for"),
    ]);
    const [step] = along(glass, role("other")).steps;
    const guarded = { ...step!, witnesses: step!.witnesses.map((one) => ({ ...one, ...mfa })) };
    expect(told({ ...along(glass, role("other")), steps: [guarded] })).toEqual([]);
  });

  test("is unknown, never a pass, where a step is neither proved nor refuted", () => {
    const open = { ...along(mallory, handOut), unknown: "a trust of tomorrow" };
    const [first, ...others] = judge(input([open]), "read-roll");
    expect(others).toEqual([]);
    expect(first).toMatchObject({ status: "unknown", subject: `roll ${mallory}` });
    expect(said(first!)).toContain("it could not be decided (a trust of tomorrow)");
  });

  test("goes before a doubt that there is already before escalation", () => {
    const doubt = right(mallory, "dynamodb:Scan", at.roll, { unknown: "tomorrow" });
    expect(lines(judge(input([along(mallory, handOut)], [doubt]), "read-roll"))).toEqual([
      `fail roll ${mallory}`,
    ]);
  });

  test("stands in the evidence of one verdict, where the same principal can some of it already before", () => {
    const own = right(mallory, "dynamodb:GetItem", at.roll);
    const [only, ...others] = judge(input([along(mallory, handOut)], [own]), "read-voter", "read-roll");
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      subject: `roll ${mallory}`,
      evidence: { capabilities: ["read-voter"], afterEscalation: ["read-roll"] },
    });
    expect(only).not.toHaveProperty("route");
    expect(said(only!)).toContain("before escalation");
  });

  test("a pass says that it holds before and after", () => {
    const [pass] = judge(input([]), "read-roll");
    expect(said(pass!)).toContain(
      "nobody outside the contract can read or copy the whole roll, before escalation or after",
    );
    expect(said(pass!, "fr")).toContain("ni avant ni après escalade de privilèges");
  });
});

test("a verdict after escalation shows how to take the first step away, by a diff where its statement was read", () => {
  const [verdict] = judge(input([along(lookUp, handOut)]), "read-roll");
  expect(say(verdict!.fix!.words, "en", verdict!.fix!.args)).toContain(
    `Take the first step away from ${lookUp}: sts:AssumeRole, which leads to ${handOut}`,
  );
});
