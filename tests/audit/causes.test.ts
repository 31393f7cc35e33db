import { describe, expect, test } from "vitest";
import { judgeCapabilities } from "../../lib/audit/capability-verdicts.ts";
import type { CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { say } from "../../lib/base/words.ts";
import type { CapabilityId } from "../../lib/contract/contract.ts";
import type { Route } from "../../lib/iam/escalation.ts";
import { asking, at, granted, mallory, right, role } from "../checks/w5-1c/contract-input.ts";
import { config, ids } from "../checks/sound-accounts.ts";
import { rightsAccess, type FakeRight } from "../fakes/rights-access.ts";
import { along, writes } from "../fakes/reach-routes.ts";
import { reachAlong } from "../fakes/still-reach.ts";

const handOut = role("rollward-hand-out-list");

function input(routes: readonly Route[], more: readonly FakeRight[] = [], change: Partial<CheckInput> = {}) {
  const access = rightsAccess([...granted, ...more]);
  return asking([], { access, reach: reachAlong(access, routes), ...change });
}

const judge = (given: CheckInput, ...capabilities: readonly CapabilityId[]) =>
  judgeCapabilities(given, capabilities).filter(({ status }) => status !== "not-applicable");
const lines = (verdicts: readonly Verdict[]) => verdicts.map(({ status, subject }) => `${status} ${subject}`);
const said = ({ words, args }: Verdict, lang: "en" | "fr" = "en") => say(words, lang, args);

describe("whoever writes rights is named once", () => {
  const ruler = right(mallory, "iam:PutRolePolicy", mallory);
  const other = role("other");
  const ruled = [ruler, right(other, "iam:AttachRolePolicy", other)];
  const both = [writes(mallory), writes(other)];

  test("by the check of rules, for the account’s users and roles; by every other for all at once", () => {
    const given = input(both, ruled);
    const rules = judge(given, "change-rules").filter(({ status }) => status !== "pass");
    expect(lines(rules)).toContain(`fail identity/${ids.register} ${mallory}`);
    expect(lines(rules)).toContain(`fail identity/${ids.register} ${other}`);
    expect(lines(rules)).toContain("fail vault rights-writers");
    const readers = judge(given, "read-voter", "read-roll");
    expect(lines(readers)).toEqual(["fail roll rights-writers"]);
    expect(said(readers[0]!)).toBe(
      `The roll: 2 principals (${mallory}, ${other}) can make themselves able to read single voters, read or copy the whole roll after escalation, for they can write rights, roles or credentials, as rule-changers tells.`,
    );
    expect(readers[0]).toMatchObject({
      witness: { principal: mallory },
      route: [{ principal: mallory, target: mallory, gives: "own" }],
      evidence: { principals: [{ principal: mallory, as: mallory }, { principal: other }] },
    });
  });

  test("one alone is called by its name", () => {
    const [readers] = judge(input([writes(mallory)], [ruler]), "read-roll");
    expect(said(readers!)).toContain(`The roll: ${mallory} can make itself able to`);
    expect(said(readers!, "fr")).toContain(`${mallory} peut, après escalade de privilèges,`);
  });

  test("and so is whoever becomes one who does", () => {
    const clerk = role("clerk");
    const given = input([along(clerk, mallory), ...both], ruled);
    const rules = judge(given, "change-rules");
    expect(lines(rules)).toContain(`fail identity/${ids.register} through ${mallory}`);
    expect(lines(judge(given, "read-roll"))).toEqual(["fail roll rights-writers"]);
  });

  test("but whom the contract lets change rules is named by each check: no other names it", () => {
    const tasks = { "break-glass": [mallory] };
    const mfa = { context: { "aws:MultiFactorAuthPresent": true } };
    const guarded = { ...ruler, ...mfa };
    const [step] = writes(mallory).steps;
    const writing = { ...step!, witnesses: step!.witnesses.map((one) => ({ ...one, ...mfa })) };
    const contract = asking([], { config: { ...config, tasks } }).contract;
    const given = input([{ ...writes(mallory), steps: [writing] }], [guarded], { contract });
    expect(lines(judge(given, "read-roll"))).toEqual([`fail roll ${mallory}`]);
  });

  test("what is not decided of them is unknown for all at once", () => {
    const open = { ...writes(mallory), unknown: "a version that was not read" };
    expect(lines(judge(input([open], [ruler]), "read-roll"))).toEqual([
      "unknown roll rights-writers undecided",
    ]);
  });
});

describe("whoever comes to a right through somebody whom the check names is told of with the others who do", () => {
  const [first, second, helper] = [role("first"), role("second"), role("helper")];

  test("of a right that the nearest has already before", () => {
    const own = right(helper, "dynamodb:Scan", at.roll);
    const given = input([along(first, helper), along(second, helper, first)], [own]);
    const verdicts = judge(given, "read-roll");
    expect(lines(verdicts)).toEqual([`fail roll ${helper}`, `fail roll through ${helper}`]);
    expect(said(verdicts[1]!)).toBe(
      `The roll: 2 principals (${first}, ${second}) can make themselves able to read or copy the whole roll after escalation, by way of ${helper}, whom this check names too.`,
    );
    expect(verdicts[1]).toMatchObject({
      witness: { principal: helper },
      route: [{ principal: first, target: helper }],
      evidence: {
        principals: [
          { principal: first, as: helper },
          { principal: second, as: helper },
        ],
      },
    });
  });

  test("of a right that the nearest takes a step for itself", () => {
    const given = input([
      along(first, handOut, helper),
      along(second, handOut, helper),
      along(helper, handOut),
    ]);
    const verdicts = judge(given, "read-roll");
    expect(lines(verdicts)).toEqual([`fail roll ${helper}`, `fail roll through ${helper}`]);
    expect(said(verdicts[1]!)).toContain(`2 principals (${first}, ${second}) can make themselves able to`);
    expect(said(verdicts[1]!, "fr")).toContain(`en passant par ${helper}, que ce contrôle nomme aussi`);
  });

  test("but through one whom the contract allows it, each for itself", () => {
    expect(lines(judge(input([along(first, handOut), along(second, handOut)]), "read-roll"))).toEqual([
      `fail roll ${first}`,
      `fail roll ${second}`,
    ]);
  });
});
