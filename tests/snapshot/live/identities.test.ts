import { describe, expect, test } from "vitest";
import { silentProgress } from "../../../lib/base/context.ts";
import { gatherAccounts } from "../../../lib/snapshot/live/gather-accounts.ts";
import {
  awsError,
  refusing,
  scriptedClients,
  smallAccount,
  type Script,
} from "../../fakes/scripted-account.ts";

// AWS’s reply leaves out policies that serve only as boundaries, and has left out boundaries themselves.

const id = "123456789012";
const bound = `arn:aws:iam::${id}:policy/rollward-boundary`;
const audit = "arn:aws:iam::aws:policy/SecurityAudit";
const work = {
  lang: "en",
  clock: () => new Date("2026-11-23T12:00:00Z"),
  random: (bytes: number) => new Uint8Array(bytes),
  signal: new AbortController().signal,
  progress: silentProgress,
  remark: () => {},
} as const;

const role = (name: string, boundary?: string, attached: readonly string[] = []) => ({
  RoleName: name,
  Arn: `arn:aws:iam::${id}:role/${name}`,
  AssumeRolePolicyDocument: "%7B%7D",
  AttachedManagedPolicies: attached.map((PolicyArn) => ({ PolicyArn })),
  ...(boundary === undefined ? {} : { PermissionsBoundary: { PermissionsBoundaryArn: boundary } }),
});
const user = (name: string) => ({ UserName: name, Arn: `arn:aws:iam::${id}:user/${name}` });
const details = (roles: readonly object[], users: readonly object[] = []): Script => ({
  GetAccountAuthorizationDetailsCommand: () => ({
    UserDetailList: users,
    GroupDetailList: [],
    RoleDetailList: roles,
    Policies: [],
    IsTruncated: false,
  }),
});
/** What IAM says of boundaries, and of the policies that the details lack. */
const usage = (count: number | undefined, arn = bound): Script => ({
  ListPoliciesCommand: () => ({
    Policies: [
      { Arn: arn, PermissionsBoundaryUsageCount: count },
      { Arn: `arn:aws:iam::${id}:policy/unused`, PermissionsBoundaryUsageCount: 0 },
    ],
    IsTruncated: false,
  }),
  ListEntitiesForPolicyCommand: () => ({
    PolicyRoles: [{ RoleName: "clerk" }],
    PolicyUsers: [{ UserName: "ada" }],
    IsTruncated: false,
  }),
  GetPolicyCommand: ({ PolicyArn }) => ({
    Policy: { PolicyName: String(PolicyArn).split("/").at(-1), Arn: PolicyArn, DefaultVersionId: "v3" },
  }),
  GetPolicyVersionCommand: ({ PolicyArn, VersionId }) => ({
    PolicyVersion: {
      VersionId,
      IsDefaultVersion: true,
      Document: `%7B%22of%22%3A%22${String(PolicyArn)}%22%7D`,
    },
  }),
});

async function gathered(script: Script) {
  const clients = scriptedClients(() => smallAccount(id, script));
  const { accounts, unread = [] } = await gatherAccounts({ profiles: [], regions: [] }, clients, work);
  const { authorizationDetails } = accounts[0]!;
  const boundaries = [...authorizationDetails.UserDetailList, ...authorizationDetails.RoleDetailList].map(
    ({ Arn, PermissionsBoundary }) => [Arn.split("/").at(-1), PermissionsBoundary?.PermissionsBoundaryArn],
  );
  return {
    boundaries: Object.fromEntries(boundaries) as Record<string, string | undefined>,
    policies: authorizationDetails.Policies,
    gaps: unread.filter(({ facts }) => facts === "identities"),
    asked: (command: string) => clients.calls.filter((call) => call.command === `${command}Command`).length,
  };
}

describe("a boundary", () => {
  test("in the details costs one request more, and its policy’s text is fetched", async () => {
    const read = await gathered({ ...details([role("clerk", bound), role("other")]), ...usage(1) });
    expect(read.boundaries).toEqual({ clerk: bound, other: undefined });
    expect(read.asked("ListPolicies")).toBe(1);
    expect(read.asked("ListEntitiesForPolicy")).toBe(0);
    expect(read.policies).toEqual([
      {
        PolicyName: "rollward-boundary",
        Arn: bound,
        DefaultVersionId: "v3",
        PolicyVersionList: [
          { VersionId: "v3", IsDefaultVersion: true, Document: `%7B%22of%22%3A%22${bound}%22%7D` },
        ],
      },
    ]);
    expect(read.gaps).toEqual([]);
  });

  test.each([2, undefined])("that the details leave out is found (IAM counts %s)", async (count) => {
    const read = await gathered({
      ...details([role("clerk"), role("other")], [user("ada")]),
      ...usage(count),
    });
    expect(read.boundaries).toEqual({ ada: bound, clerk: bound, other: undefined });
    expect(read.asked("ListEntitiesForPolicy")).toBe(1);
    expect(read.policies).toHaveLength(1);
    expect(read.gaps).toEqual([]);
  });

  test("that replies disagree on is a gap: somebody was missed", async () => {
    const read = await gathered({ ...details([role("clerk")]), ...usage(2) });
    expect(read.gaps).toMatchObject([{ what: `iam:ListEntitiesForPolicy of ${bound}`, resource: bound }]);
    expect(read.gaps[0]!.why).toMatch(/disagree on whom this policy bounds/);
  });

  test.each(["ListPoliciesCommand", "ListEntitiesForPolicyCommand"])(
    "is a gap where %s is denied",
    async (command) => {
      const read = await gathered({
        ...details([role("clerk")], [user("ada")]),
        ...usage(2),
        [command]: refusing("AccessDenied", 403),
      });
      expect(read.gaps).toMatchObject([
        { why: expect.stringContaining(`the right iam:${command.slice(0, -7)} is missing`) as string },
      ]);
    },
  );

  test("whose policy is gone is a gap of its own kind: a dangling boundary allows nothing", async () => {
    const read = await gathered({
      ...details([role("clerk", bound)]),
      ...usage(0),
      GetPolicyCommand: refusing("NoSuchEntityException", 404),
    });
    expect(read.boundaries).toEqual({ clerk: bound });
    expect(read.policies).toEqual([]);
    expect(read.gaps).toMatchObject([
      { resource: bound, why: expect.stringContaining("does not exist") as string },
    ]);
  });
});

describe("an attached policy that the details lack", () => {
  const attached = {
    ...details([role("auditor", undefined, [audit]), role("second", undefined, [audit])]),
    ...usage(0),
  };

  test("is fetched once, whoever has it", async () => {
    const read = await gathered(attached);
    expect(read.policies.map(({ Arn }) => Arn)).toEqual([audit]);
    expect(read.asked("GetPolicy")).toBe(1);
  });

  test.each<[string, Script, string]>([
    ["denied", { GetPolicyCommand: refusing("AccessDenied", 403) }, "iam:GetPolicy"],
    [
      "denied in its text",
      { GetPolicyVersionCommand: refusing("AccessDenied", 403) },
      "iam:GetPolicyVersion",
    ],
    ["answered by half", { GetPolicyCommand: () => ({}) }, "iam:GetPolicy"],
    [
      "answered without text",
      { GetPolicyVersionCommand: () => ({ PolicyVersion: {} }) },
      "iam:GetPolicyVersion",
    ],
    [
      "throttled",
      {
        GetPolicyCommand: () => {
          throw awsError("Throttling", 400);
        },
      },
      "iam:GetPolicy",
    ],
  ])("and that is %s stays away, as a gap", async (_, script, right) => {
    const read = await gathered({ ...attached, ...script });
    expect(read.policies).toEqual([]);
    expect(read.gaps).toMatchObject([{ what: `${right} of ${audit}`, resource: audit }]);
  });
});
