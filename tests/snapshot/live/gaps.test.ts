import { describe, expect, test } from "vitest";
import type { Bucket } from "../../../lib/snapshot/resources.ts";
import type { FactKind } from "../../../lib/snapshot/model.ts";
import { details, clerk, gathered, id, rolls } from "../../fakes/gathered-account.ts";
import { awsError, refusing, report } from "../../fakes/scripted-account.ts";

const other = "210987654321";
const role = { RoleName: "clerk", Arn: clerk, AssumeRolePolicyDocument: "%7B%7D" };

describe("what leaves a gap", () => {
  const denied = refusing("AccessDenied", 403);
  const why = (right: string) =>
    `AWS denies it to these credentials (AccessDenied); the right ${right} is missing`;

  test.each<[string, string, FactKind, keyof Bucket | undefined]>([
    ["GetBucketPolicyCommand", "s3:GetBucketPolicy", "resource-policies", undefined],
    ["GetBucketVersioningCommand", "s3:GetBucketVersioning", "buckets", "versioning"],
    ["GetObjectLockConfigurationCommand", "s3:GetBucketObjectLockConfiguration", "buckets", "objectLock"],
    ["GetBucketEncryptionCommand", "s3:GetEncryptionConfiguration", "buckets", "encryption"],
    ["GetPublicAccessBlockCommand", "s3:GetBucketPublicAccessBlock", "buckets", "publicAccessBlock"],
    ["GetBucketReplicationCommand", "s3:GetReplicationConfiguration", "buckets", "replication"],
    ["GetBucketTaggingCommand", "s3:GetBucketTagging", "buckets", "tags"],
  ])(
    "a denied %s: the fact is absent, the right that is missing is named",
    async (command, right, facts, field) => {
      const { account, gaps } = await gathered({ [command]: denied });
      expect(gaps).toEqual([
        { what: `${right} of ${rolls}`, why: why(right), account: id, facts, resource: rolls },
      ]);
      if (field !== undefined) expect(account.buckets![0]).not.toHaveProperty(field);
      expect(account.resourcePolicies).toEqual([]);
    },
  );

  test("a denied list of buckets: there is no list, not an empty one, and any bucket may have a policy", async () => {
    const { account, gaps } = await gathered({ ListBucketsCommand: denied });
    expect(account).not.toHaveProperty("buckets");
    expect(gaps).toEqual([
      { what: "s3:ListAllMyBuckets", why: why("s3:ListAllMyBuckets"), account: id, facts: "buckets" },
      {
        what: "s3:ListAllMyBuckets of arn:aws:s3:::*",
        why: why("s3:ListAllMyBuckets"),
        account: id,
        facts: "resource-policies",
        resource: "arn:aws:s3:::*",
      },
    ]);
  });

  test("denied identities, when the report still tells whose account it is", async () => {
    const { account, gaps, clients } = await gathered({ GetAccountAuthorizationDetailsCommand: denied });
    expect(account.authorizationDetails.RoleDetailList).toEqual([]);
    const right = "iam:GetAccountAuthorizationDetails";
    expect(gaps).toEqual([{ what: right, why: why(right), account: id, facts: "identities" }]);
    expect(clients.calls.map(({ command }) => command)).not.toContain("ListPoliciesCommand");
  });

  test.each([
    ["Throttling", 400, /asked for fewer requests/],
    ["SlowDown", 503, /asked for fewer requests/],
    ["InternalError", 500, /a fault of its own/],
    ["TimeoutError", undefined, /did not answer in time/],
    ["ENOTFOUND", undefined, /could not be reached/],
    ["MethodNotAllowed", 405, /refused the request \(MethodNotAllowed\)/],
  ])("%s, after the SDK’s attempts", async (code, status, words) => {
    const cause = status === undefined ? Object.assign(new Error(), { name: code }) : awsError(code, status);
    const { gaps } = await gathered({
      GetBucketTaggingCommand: () => {
        throw cause;
      },
    });
    expect(gaps).toMatchObject([{ facts: "buckets", resource: rolls }]);
    expect(gaps[0]!.why).toMatch(words);
  });

  test("nothing, for a bucket that was deleted meanwhile", async () => {
    const { account, gaps } = await gathered({ GetBucketTaggingCommand: refusing("NoSuchBucket", 404) });
    expect(account.buckets).toEqual([]);
    expect(gaps).toEqual([]);
  });

  test("hostile text of AWS’s, made printable", async () => {
    const { gaps } = await gathered({ GetBucketTaggingCommand: refusing("Bad\u001b[2J\u202e", 400) });
    expect(gaps[0]!.why).not.toMatch(/[\u001b\u202e]/);
  });
});

describe("half an entry", () => {
  test("without a name or an ARN is counted, never invented", async () => {
    const { account, gaps } = await gathered(
      details({
        RoleDetailList: [
          { RoleName: "clerk", Arn: clerk, AssumeRolePolicyDocument: "%7B%7D" },
          { RoleName: "x" },
          {},
        ],
      }),
    );
    expect(account.authorizationDetails.RoleDetailList).toHaveLength(1);
    expect(gaps[0]!.why).toBe("2 entries of the reply have no name or no ARN");
  });

  test("without the text of a policy keeps the policy, as one that cannot be understood", async () => {
    const RoleDetailList = [
      {
        RoleName: "clerk",
        Arn: clerk,
        AssumeRolePolicyDocument: "%7B%7D",
        RolePolicyList: [{ PolicyName: "p" }],
      },
      { RoleName: "open", Arn: `arn:aws:iam::${id}:role/open` },
    ];
    const { account, gaps } = await gathered(details({ RoleDetailList }));
    expect(account.authorizationDetails.RoleDetailList).toMatchObject([
      { RolePolicyList: [{ PolicyName: "p", PolicyDocument: "" }] },
      { AssumeRolePolicyDocument: "" },
    ]);
    expect(gaps.map(({ resource }) => resource)).toEqual([clerk, `arn:aws:iam::${id}:role/open`]);
  });

  test("without the ARN of an attached policy or a boundary keeps it, under words that no policy bears", async () => {
    const RoleDetailList = [
      { ...role, AttachedManagedPolicies: [{ PolicyName: "", PolicyArn: "" }] },
      { ...role, RoleName: "bound", Arn: `arn:aws:iam::${id}:role/bound`, PermissionsBoundary: {} },
    ];
    const { account, gaps, clients } = await gathered(details({ RoleDetailList }));
    const nobodys = "unnamed in the reply";
    expect(account.authorizationDetails.RoleDetailList).toMatchObject([
      { AttachedManagedPolicies: [{ PolicyArn: nobodys }] },
      { PermissionsBoundary: { PermissionsBoundaryArn: nobodys } },
    ]);
    expect(gaps.map(({ resource }) => resource)).toEqual([clerk, `arn:aws:iam::${id}:role/bound`]);
    expect(clients.calls.map(({ command }) => command)).not.toContain("GetPolicyCommand");
  });

  test("of a bucket’s settings is a gap, not a fact", async () => {
    const { account, gaps } = await gathered({
      GetBucketPolicyCommand: () => ({}),
      GetBucketVersioningCommand: () => ({ Status: "Sideways" }),
      GetObjectLockConfigurationCommand: () => ({ ObjectLockConfiguration: {} }),
      GetBucketEncryptionCommand: () => ({ ServerSideEncryptionConfiguration: { Rules: [] } }),
      GetPublicAccessBlockCommand: () => ({}),
      GetBucketReplicationCommand: () => ({ ReplicationConfiguration: { Role: "r" } }),
      GetBucketTaggingCommand: () => ({}),
    });
    expect(account.buckets).toEqual([{ name: "rolls", arn: rolls, region: "ca-central-1" }]);
    expect(gaps).toHaveLength(7);
    expect(gaps.map(({ why }) => why)).toContain(
      "the reply has a value that this version does not know: Sideways",
    );
  });
});

test("a report for another account is no report", async () => {
  const { account, gaps } = await gathered({
    GetCredentialReportCommand: () => ({ Content: report(other), ReportFormat: "text/csv" }),
  });
  expect(account).not.toHaveProperty("credentials");
  expect(gaps[0]!.why).toBe("line 2 of the report is not as AWS describes it (column arn)");
});
