import { describe, expect, test } from "vitest";
import { replyOf } from "../../bench/accounts/reply.ts";
import {
  exactCases,
  missedCases,
  togetherOf,
  wideCases,
  type Case,
} from "../../bench/escalation-peers/cases.ts";
import { everyPath, missTable, summary } from "../../bench/escalation-peers/table.ts";
import { escalationPaths } from "../../lib/iam/reach/paths.ts";
import { fitSnapshot } from "../../lib/snapshot/shape.ts";
import { snapshotOfBare } from "../../lib/snapshot/bare.ts";

const cases = { exact: exactCases(), wide: wideCases(), missed: missedCases() };

describe.each(Object.entries(cases))("cases, %s", (_, list) => {
  const together = togetherOf(list);
  const principals = [...together.UserDetailList, ...together.RoleDetailList];
  const everything = [...principals, ...together.GroupDetailList, ...together.Policies];

  test("fit into one account, where each has names of its own", () => {
    const arns = everything.map(({ Arn }) => Arn);
    expect(new Set(arns).size).toBe(arns.length);
    expect(new Set(list.map(({ goer }) => goer)).size).toBe(list.length);
  });

  test("have who goes and who is gained in it, with names as AWS takes them", () => {
    const arns = new Set(principals.map(({ Arn }) => Arn));
    expect(list.flatMap(({ goer, gained }) => [goer, gained]).filter((arn) => !arns.has(arn))).toEqual([]);
    const names = [...arns].map((arn) => arn.slice(arn.lastIndexOf("/") + 1));
    expect(names.filter((name) => !/^[\w+=,.@-]{1,64}$/.test(name))).toEqual([]);
  });

  test("are AWS’s own reply, with every field of it, and a snapshot", () => {
    const reply = replyOf(together);
    for (const policy of reply.Policies)
      expect(Object.keys(policy)).toEqual(expect.arrayContaining(policyFields));
    for (const user of reply.UserDetailList)
      expect(Object.keys(user)).toEqual(expect.arrayContaining(userFields));
    for (const role of reply.RoleDetailList)
      expect(Object.keys(role)).toEqual(expect.arrayContaining(roleFields));
    const bare = JSON.parse(JSON.stringify(reply)) as Record<string, unknown>;
    const origin = { path: "details.json", now: new Date(0), lang: "en" as const };
    expect(fitSnapshot(snapshotOfBare(bare, origin))).toHaveProperty("snapshot");
  });
});

// GetAccountAuthorizationDetails of the IAM API Reference: ManagedPolicyDetail, UserDetail, RoleDetail.
const policyFields = [
  "Arn",
  "AttachmentCount",
  "CreateDate",
  "DefaultVersionId",
  "IsAttachable",
  "Path",
  "PermissionsBoundaryUsageCount",
  "PolicyId",
  "PolicyName",
  "PolicyVersionList",
  "UpdateDate",
];
const identityFields = ["Arn", "AttachedManagedPolicies", "CreateDate", "Path", "Tags"];
const userFields = [...identityFields, "GroupList", "UserId", "UserName", "UserPolicyList"];
const roleFields = [
  ...identityFields,
  "AssumeRolePolicyDocument",
  "InstanceProfileList",
  "RoleId",
  "RoleLastUsed",
  "RoleName",
  "RolePolicyList",
];

test("wide cases ask for nothing of a resource or a condition", () => {
  const rights = togetherOf(cases.wide).UserDetailList.flatMap(({ UserPolicyList = [] }) =>
    UserPolicyList.filter(({ PolicyName }) => PolicyName === "rights"),
  );
  expect(rights.length).toBeGreaterThan(100);
  for (const { PolicyDocument } of rights)
    expect(PolicyDocument).toMatchObject({ Statement: [{ Effect: "Allow", Resource: "*" }] });
  expect(JSON.stringify(rights)).not.toContain("Condition");
});

test("the tables count each path once, and say where a tool did not run", () => {
  const answers = [
    {
      tool: "a",
      exact: new Set(cases.exact),
      wide: new Set(cases.wide.slice(0, 1)),
      missed: new Set<Case>(),
    },
    { tool: "b" },
  ];
  const count = escalationPaths.length;
  const rows = summary(cases, answers).split("\n");
  expect(rows.at(-1)).toBe(`| all | ${count} | ${count} · 1 | – · – |`);
  const families = rows.slice(2, -1).map((row) => Number(row.split(" | ")[1]));
  expect(families.reduce((sum, each) => sum + each, 0)).toBe(count);
  expect(missTable(cases, answers).split("\n").at(-1)).toBe(`| all | ${cases.missed.length} | 0 | – |`);
  expect(everyPath(cases, answers).split("\n")).toHaveLength(count + 2);
});
