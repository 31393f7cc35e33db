import { describe, expect, test } from "vitest";
import { policyFix, type Excess } from "../../lib/audit/policy-fix.ts";
import type { Account } from "../../lib/snapshot/model.ts";
import { asking, at, mallory, role } from "../checks/w5-1c/contract-input.ts";
import { arns, boundary, changed, ids, sound } from "../checks/sound-accounts.ts";

const { contract } = asking();
const clerk = role("rollward-look-up");
const group = `arn:aws:iam::${ids.register}:group/clerks`;
const managed = `arn:aws:iam::${ids.register}:policy/wide`;

/** The register account with one more role, one group, one managed policy and one policy on the table. */
function account(statement: unknown, change: Partial<Account> = {}) {
  const document = { Version: "2012-10-17", Statement: statement };
  const { authorizationDetails: details } = sound.accounts[0]!;
  return changed(ids.register, {
    authorizationDetails: {
      ...details,
      GroupDetailList: [
        {
          Arn: group,
          GroupName: "clerks",
          GroupPolicyList: [
            { PolicyName: "g", PolicyDocument: encodeURIComponent(JSON.stringify(document)) },
          ],
        },
      ],
      RoleDetailList: [
        ...details.RoleDetailList.filter(({ Arn }) => Arn !== clerk),
        ...[mallory, clerk].map((Arn) => ({
          Arn,
          RoleName: Arn.slice(Arn.lastIndexOf("/") + 1),
          AssumeRolePolicyDocument: document,
          RolePolicyList: [{ PolicyName: "p", PolicyDocument: document }],
          PermissionsBoundary: { PermissionsBoundaryArn: boundary(ids.register) },
        })),
      ],
      Policies: [
        ...details.Policies,
        {
          Arn: managed,
          PolicyName: "wide",
          DefaultVersionId: "v2",
          PolicyVersionList: [
            { VersionId: "v1", Document: { Version: "2012-10-17", Statement: [] } },
            { VersionId: "v2", IsDefaultVersion: true, Document: document },
          ],
        },
      ],
    },
    resourcePolicies: [{ resource: at.roll, policy: document }],
    ...change,
  });
}

const excess = (policy: string, statement: string | number, change: Partial<Excess> = {}): Excess => ({
  principal: mallory,
  actions: ["dynamodb:Scan", "dynamodb:Query"],
  by: [{ policy, statement, effect: "Allow" }],
  ...change,
});
/** The lines that the diff takes out and puts in, without marks of JSON. */
function changes(statement: unknown, wanted: Excess): readonly string[] {
  const diff = policyFix(account(statement), contract, wanted)?.diff ?? "";
  return diff
    .split("\n")
    .slice(2)
    .filter((line) => /^[+-]/.test(line))
    .map((line) => line[0]! + line.slice(1).trim().replace(/,$/, ""));
}

const allow = (Action: unknown, more: object = {}) => ({ Effect: "Allow", Action, Resource: "*", ...more });

describe("an identity’s policy", () => {
  test("loses the actions and keeps the others", () => {
    const statement = [allow(["dynamodb:Scan", "s3:ListBucket"])];
    expect(changes(statement, excess(`${mallory}/inline/p`, 0))).toEqual(['-"dynamodb:Scan"']);
  });

  test("loses a wildcard that takes them in, in any case", () => {
    const statement = [allow(["DynamoDB:*", "s3:ListBucket"])];
    expect(changes(statement, excess(`${mallory}/inline/p`, 0))).toEqual(['-"DynamoDB:*"']);
  });

  test("is narrowed to what the task was granted", () => {
    const statement = [allow("dynamodb:*", { Sid: "Look" })];
    expect(changes(statement, excess(`${clerk}/inline/p`, "Look", { principal: clerk }))).toEqual([
      '-"Action": "dynamodb:*"',
      '+"Action": "dynamodb:GetItem"',
    ]);
  });

  test("loses the statement when nothing is left of it, and only that", () => {
    const statement = [allow("s3:ListBucket"), allow("dynamodb:Scan", { Sid: "Bad" })];
    const gone = changes(statement, excess(`${mallory}/inline/p`, "Bad"));
    expect(gone).toContain('-"Action": "dynamodb:Scan"');
    expect(gone.join()).not.toContain("ListBucket");
    expect(changes(statement, excess(`${mallory}/inline/p`, 1))).toEqual(gone);
  });

  test("with NotAction is taken out: what it leaves cannot be told", () => {
    const statement = [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }];
    expect(changes(statement, excess(`${mallory}/inline/p`, 0))).toContain('-"NotAction": "iam:*"');
  });

  test.each([
    ["a group’s, percent-encoded", `${group}/inline/g`],
    ["a managed one, in its default version", managed],
  ])("%s", (_, policy) => {
    expect(changes([allow(["dynamodb:Scan", "s3:ListBucket"])], excess(policy, 0))).toEqual([
      '-"dynamodb:Scan"',
    ]);
  });
});

describe("a policy of a resource, or of trust", () => {
  test("loses the principal where it names others", () => {
    const statement = [allow("dynamodb:*", { Principal: { AWS: [mallory, clerk] } })];
    expect(changes(statement, excess(at.roll, 0))).toEqual([`-"${mallory}"`]);
  });

  test("loses the statement where it names nobody else", () => {
    const statement = [allow("dynamodb:*", { Principal: "*", Sid: "open" })];
    expect(changes(statement, excess(at.roll, "open"))).toContain('-"Principal": "*"');
  });

  test("of trust, likewise", () => {
    const statement = [allow("sts:AssumeRole", { Principal: { AWS: mallory } })];
    const wanted = excess(clerk, 0, { actions: ["sts:AssumeRole"] });
    expect(changes(statement, wanted)).toContain('-"Action": "sts:AssumeRole"');
  });
});

describe("of several statements", () => {
  test("the identity’s goes before the resource’s, and a boundary is never mended", () => {
    const by = [boundary(ids.register), at.roll, `${mallory}/inline/p`].map((policy) => ({
      policy,
      statement: 0,
      effect: "Allow" as const,
    }));
    const fix = policyFix(account([allow("dynamodb:Scan")]), contract, excess("", 0, { by }));
    expect(fix?.policy).toBe(`${mallory}/inline/p`);
    const bare = policyFix(
      account([allow("dynamodb:Scan")]),
      contract,
      excess("", 0, { by: by.slice(0, 1) }),
    );
    expect(bare).toBeUndefined();
  });

  test.each<[string, string, string | number]>([
    ["a guardrail", "scp/deny", 0],
    ["a policy that is not there", `${mallory}/inline/none`, 0],
    ["a statement that is not there", `${mallory}/inline/p`, 7],
    ["a Sid that is not there", `${mallory}/inline/p`, "none"],
    ["hostile names", "__proto__", "constructor"],
    ["another resource", arns.vault, 0],
  ])("%s gives no diff", (_, policy, statement) => {
    expect(policyFix(account([allow("dynamodb:Scan")]), contract, excess(policy, statement))).toBeUndefined();
  });

  test.each([null, "text", 7, [null], { Effect: "Allow" }])("nor a malformed statement: %j", (statement) => {
    expect(() => policyFix(account(statement), contract, excess(`${mallory}/inline/p`, 0))).not.toThrow();
  });
});
