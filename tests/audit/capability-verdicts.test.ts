import { describe, expect, test } from "vitest";
import { assetsOf } from "../../lib/audit/assets.ts";
import { judgeCapabilities } from "../../lib/audit/capability-verdicts.ts";
import { say } from "../../lib/base/words.ts";
import { capabilityIds, type CapabilityId } from "../../lib/contract/contract.ts";
import { rightsAccess, type FakeRight } from "../fakes/rights-access.ts";
import { asking, at, granted, mallory, right, role } from "../checks/w5-1c/contract-input.ts";
import { allow, arns, changed, ids, root, sound, unread } from "../checks/sound-accounts.ts";

const judge = (
  more: readonly FakeRight[],
  ids: readonly CapabilityId[],
  change: Parameters<typeof asking>[1] = {},
) => judgeCapabilities(asking(more, change), ids);
const line = ({ status, subject }: { readonly status: string; readonly subject: string }) =>
  `${status} ${subject}`;

describe("one verdict for an asset and a principal", () => {
  test("that names all that it can do, with the first request that proves it, the statement and a diff", () => {
    const clerk = role("rollward-look-up");
    const wide = changed(ids.register, {
      authorizationDetails: {
        ...sound.accounts[0]!.authorizationDetails,
        RoleDetailList: [
          {
            Arn: clerk,
            RoleName: "rollward-look-up",
            AssumeRolePolicyDocument: allow({
              Principal: { Service: "lambda.amazonaws.com" },
              Action: "sts:AssumeRole",
            }),
            RolePolicyList: [
              { PolicyName: "task", PolicyDocument: allow({ Action: "dynamodb:*", Resource: at.roll }) },
            ],
          },
        ],
      },
    });
    const [verdict] = judge([right(clerk, "dynamodb:*", at.roll)], ["read-voter", "read-roll"], {
      snapshot: wide,
    });
    expect(verdict).toMatchObject({
      status: "fail",
      subject: `roll ${clerk}`,
      witness: { principal: clerk, resource: at.roll },
      evidence: { capabilities: ["read-voter", "read-roll"] },
    });
    expect(say(verdict!.words, "en", verdict!.args)).toMatch(
      /^The roll: arn:.*rollward-look-up can read single voters, read or copy the whole roll in more ways than its task needs: dynamodb:/,
    );
    expect(say(verdict!.fix!.words, "en", verdict!.fix!.args)).toContain(`Change ${clerk}/inline/task`);
    expect(verdict!.fix!.diff).toContain('-      "Action": "dynamodb:*"');
    expect(verdict!.fix!.diff).toContain('+      "Action": "dynamodb:GetItem"');
  });

  test("a proof goes before a doubt of the same principal", () => {
    const doubt = right(mallory, "dynamodb:GetItem", at.roll, { unknown: "tomorrow" });
    const proof = right(mallory, "dynamodb:Scan", at.roll);
    expect(judge([doubt, proof], ["read-voter", "read-roll"]).map(line)[0]).toBe(`fail roll ${mallory}`);
  });

  test("a pass counts who was asked and who may", () => {
    const [verdict] = judge([], ["read-voter", "read-roll"]);
    expect(verdict).toMatchObject({ status: "pass", subject: "roll" });
    expect(verdict!.evidence).toMatchObject({
      holders: [
        role("rollward-export"),
        role("rollward-hand-out-list"),
        role("rollward-look-up"),
        role("rollward-seal", ids.vault),
      ],
    });
    expect(say(verdict!.words, "en", verdict!.args)).toContain("6 users and roles were asked, of whom 4 can");
  });
});

describe("everybody, and whole accounts, where a policy lets them in", () => {
  const open = (principal: unknown, effect = "Allow") =>
    changed(ids.vault, {
      resourcePolicies: [
        {
          resource: arns.vault,
          policy: {
            Version: "2012-10-17",
            Statement: [{ Effect: effect, Principal: principal, Action: "s3:*", Resource: "*" }],
          },
        },
      ],
    });

  test.each<[string, unknown, string]>([
    ["everybody", "*", "*"],
    ["everybody, written otherwise", { AWS: "*" }, "*"],
    ["a whole account that was not read", { AWS: "999999999999" }, root("999999999999")],
  ])("%s", (_, principal, named) => {
    const told = judge([right(named, "s3:GetObject", at.set)], ["read-sealed"], {
      snapshot: open(principal),
    });
    expect(told.map(line)).toEqual([`fail vault ${named}`, "pass mirrors/1"]);
  });

  test("are not asked about where only a denial names them, or where the account was read", () => {
    const anybody = [right("*", "s3:*", at.set), right(root(ids.mirror), "s3:*", at.set)];
    expect(judge(anybody, ["read-sealed"], { snapshot: open("*", "Deny") })[0]!.status).toBe("pass");
    expect(judge(anybody, ["read-sealed"], { snapshot: open({ AWS: ids.mirror }) })[0]!.status).toBe("pass");
  });
});

describe("what was not read is never a pass", () => {
  const told = (entry: Parameters<typeof unread>[1]) =>
    judge([], ["read-sealed"], { snapshot: unread(sound, entry) }).map(line);

  test.each<[string, Parameters<typeof unread>[1], string[]]>([
    [
      "users and roles of its account",
      { what: "iam", why: "denied", account: ids.vault, facts: "identities" },
      ["unknown vault", "pass mirrors/1"],
    ],
    [
      "policies of its account’s resources",
      { what: "s3", why: "denied", account: ids.mirror, facts: "resource-policies" },
      ["pass vault", "unknown mirrors/1"],
    ],
    [
      "the policy on it",
      { what: "s3", why: "denied", account: ids.vault, facts: "resource-policies", resource: arns.vault },
      ["unknown vault", "pass mirrors/1"],
    ],
    [
      "the policy on something else",
      {
        what: "s3",
        why: "denied",
        account: ids.vault,
        facts: "resource-policies",
        resource: "arn:aws:s3:::other",
      },
      ["pass vault", "pass mirrors/1"],
    ],
    [
      "users and roles of another account",
      { what: "iam", why: "denied", account: ids.audit, facts: "identities" },
      ["pass vault", "pass mirrors/1"],
    ],
    [
      "guardrails, which only take rights away",
      { what: "organizations", why: "denied", facts: "organization" },
      ["pass vault", "pass mirrors/1"],
    ],
  ])("%s", (_, entry, expected) => {
    expect(told(entry)).toEqual(expected);
  });

  test("an account that is not there at all", () => {
    const snapshot = { ...sound, accounts: sound.accounts.filter(({ id }) => id !== ids.vault) };
    expect(judge([], ["read-sealed"], { snapshot }).map(line)).toEqual(["unknown vault", "pass mirrors/1"]);
  });

  test("a failure stands, and says that guardrails were not read", () => {
    const snapshot = unread(sound, {
      what: "organizations:ListPolicies",
      why: "denied",
      facts: "organization",
    });
    const [verdict] = judge([right(mallory, "s3:GetObject", at.set)], ["read-sealed"], { snapshot });
    expect(verdict).toMatchObject({
      status: "fail",
      evidence: { guardrailsUnread: "organizations:ListPolicies" },
    });
  });

  test("an asset that the contract does not find, while one that few offices have is not applicable", () => {
    const contract = { ...asking().contract, assets: [], outsideMirrors: [] };
    expect(judge([], ["read-sealed"], { contract }).map(line)).toEqual(["unknown vault", "unknown mirrors"]);
    expect(judge([], ["read-protected-voter"], { contract }).map(line)).toEqual(["not-applicable assets"]);
    expect(
      assetsOf({ snapshot: sound, contract: { ...contract, outsideMirrors: ["/disk"] } }, ["mirrors"]),
    ).toMatchObject({
      assets: [],
      gaps: [{ status: "not-applicable" }],
    });
  });

  test("a policy on the asset that was not understood", () => {
    const access = rightsAccess(granted, {
      notUnderstood: [{ policy: arns.vault, why: "{n, plural} of tomorrow" }],
    });
    const verdicts = judge([], ["read-sealed"], { access });
    expect(verdicts.map(line)).toEqual(["unknown vault", "pass mirrors/1"]);
    expect(say(verdicts[0]!.words, "fr", verdicts[0]!.args)).toContain("{n, plural} of tomorrow");
  });
});

test("all questions of one audit are few: one for each kind of resource, not for each action, and one more after escalation", () => {
  const access = rightsAccess([]);
  const input = asking([], {
    access: { ...access, who: (question) => (access.questions.push(question), []) },
  });
  for (const id of capabilityIds) judgeCapabilities(input, [id]);
  const first = access.questions.length;
  expect(first).toBeLessThan(260);
  for (const id of capabilityIds) judgeCapabilities(input, [id]);
  expect(access.questions.length).toBe(first);
});
