import * as fc from "fast-check";
import { expect, test } from "vitest";
import { RollwardError } from "../../../lib/base/faults.ts";
import { encodeSnapshot } from "../../../lib/snapshot/encode.ts";
import { gatherSnapshot } from "../../../lib/snapshot/gather.ts";
import { fitSnapshot } from "../../../lib/snapshot/shape.ts";
import { id, nobody, workOf } from "../../fakes/gathered-account.ts";
import { awsError, scriptedClients, smallAccount, type Reply } from "../../fakes/scripted-account.ts";

// The SDK sees to types alone: any field may be missing, empty, or hold whatever text there is.

const text = fc.oneof(
  fc.string(),
  fc.constantFrom("", "__proto__", "arn:aws:iam::aws:policy/X", `arn:aws:iam::${id}:role/x`, "\u202e", "*"),
);
const record = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] });
const list = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.array(record(fields), { maxLength: 3 });
const date = fc.oneof(fc.date(), fc.constant(new Date(Number.NaN)));
const identity = {
  Arn: text,
  Path: text,
  CreateDate: date,
  AttachedManagedPolicies: list({ PolicyName: text, PolicyArn: text }),
  PermissionsBoundary: record({ PermissionsBoundaryArn: text, PermissionsBoundaryType: text }),
  Tags: list({ Key: text, Value: text }),
};
const inline = list({ PolicyName: text, PolicyDocument: text });
const details = record({
  UserDetailList: list({
    ...identity,
    UserName: text,
    UserId: text,
    UserPolicyList: inline,
    GroupList: fc.array(text),
  }),
  GroupDetailList: list({ ...identity, GroupName: text, GroupId: text, GroupPolicyList: inline }),
  RoleDetailList: list({
    ...identity,
    RoleName: text,
    RoleId: text,
    AssumeRolePolicyDocument: text,
    RolePolicyList: inline,
    InstanceProfileList: list({ Arn: text, InstanceProfileName: text }),
    RoleLastUsed: record({ LastUsedDate: date, Region: text }),
  }),
  Policies: list({
    PolicyName: text,
    Arn: text,
    PolicyId: text,
    DefaultVersionId: text,
    PolicyVersionList: list({ VersionId: text, IsDefaultVersion: fc.boolean(), Document: text }),
  }),
  IsTruncated: fc.boolean(),
  Marker: text,
});
const days = fc.oneof(fc.integer(), fc.double());
const replies: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  GetAccountAuthorizationDetailsCommand: details,
  ListPoliciesCommand: record({
    Policies: list({ Arn: text, PermissionsBoundaryUsageCount: fc.integer() }),
    IsTruncated: fc.boolean(),
    Marker: text,
  }),
  ListEntitiesForPolicyCommand: record({
    PolicyRoles: list({ RoleName: text }),
    PolicyUsers: list({ UserName: text }),
    IsTruncated: fc.boolean(),
  }),
  GetPolicyCommand: record({ Policy: record({ PolicyName: text, PolicyId: text, DefaultVersionId: text }) }),
  GetPolicyVersionCommand: record({ PolicyVersion: record({ Document: text }) }),
  GenerateServiceLastAccessedDetailsCommand: record({ JobId: text }),
  GetServiceLastAccessedDetailsCommand: record({
    JobStatus: fc.constantFrom("COMPLETED", "IN_PROGRESS", "FAILED", "x"),
    ServicesLastAccessed: list({
      ServiceNamespace: text,
      LastAuthenticated: date,
      TrackedActionsLastAccessed: list({ ActionName: text, LastAccessedTime: date }),
    }),
    IsTruncated: fc.boolean(),
    Marker: text,
  }),
  ListAccountAliasesCommand: record({ AccountAliases: fc.array(text) }),
  ListBucketsCommand: record({ Buckets: list({ Name: text, BucketRegion: text }), ContinuationToken: text }),
  GetBucketLocationCommand: record({ LocationConstraint: text }),
  GetBucketPolicyCommand: record({ Policy: text }),
  GetBucketVersioningCommand: record({ Status: text }),
  GetObjectLockConfigurationCommand: record({
    ObjectLockConfiguration: record({
      ObjectLockEnabled: fc.constantFrom("Enabled", ""),
      Rule: record({
        DefaultRetention: record({ Mode: fc.constantFrom("COMPLIANCE", "x"), Days: days, Years: days }),
      }),
    }),
  }),
  GetBucketEncryptionCommand: record({
    ServerSideEncryptionConfiguration: record({
      Rules: list({
        ApplyServerSideEncryptionByDefault: record({
          SSEAlgorithm: fc.constantFrom("AES256", "aws:kms", "x"),
          KMSMasterKeyID: text,
        }),
      }),
    }),
  }),
  GetPublicAccessBlockCommand: record({
    PublicAccessBlockConfiguration: record({ BlockPublicAcls: fc.boolean() }),
  }),
  GetBucketReplicationCommand: record({
    ReplicationConfiguration: record({
      Role: text,
      Rules: list({ Status: text, Destination: record({ Bucket: text }) }),
    }),
  }),
  GetBucketTaggingCommand: record({ TagSet: list({ Key: text, Value: text }) }),
};

/** What the account answers: each reply its own, or an error in its place. */
const script = fc.record(
  Object.fromEntries(
    Object.entries(replies).map(([command, reply]) => [
      command,
      fc.oneof(
        { weight: 5, arbitrary: reply },
        { weight: 1, arbitrary: text.map((code) => awsError(code, 400)) },
      ),
    ]),
  ),
);

test("whatever AWS answers, there is a snapshot that its reader takes, or a fault that has a page", async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(script, async (answers) => {
      const changed = Object.entries(answers).map(([command, answer]): [string, Reply] => [
        command,
        () => {
          if (answer instanceof Error) throw answer;
          return answer;
        },
      ]);
      const clients = scriptedClients(() => smallAccount(id, Object.fromEntries(changed)));
      const origin = { tool: "test", nowGiven: false };
      try {
        const snapshot = await gatherSnapshot({ accounts: nobody }, { clients }, workOf(), origin);
        const kept: unknown = JSON.parse(encodeSnapshot(snapshot).text);
        expect(fitSnapshot(kept)).not.toHaveProperty("at");
        taken += 1;
      } catch (error) {
        if (!(error instanceof RollwardError)) throw error;
        expect(error.fault.exit).toBe(3);
      }
    }),
    { numRuns: 300 },
  );
  expect(taken).toBeGreaterThan(100);
});
