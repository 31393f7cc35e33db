import { describe, expect, test } from "vitest";
import * as iam from "@aws-sdk/client-iam";
import * as s3 from "@aws-sdk/client-s3";
import { silentProgress } from "../../../lib/base/context.ts";
import { gatherAccounts } from "../../../lib/snapshot/live/gather-accounts.ts";
import { readingPolicy, rights } from "../../../lib/snapshot/live/rights.ts";
import { scriptedClients, smallAccount } from "../../fakes/scripted-account.ts";

const id = "123456789012";

/** An account that makes every request necessary: a boundary that the details leave out, a bucket without a region. */
const demanding = smallAccount(id, {
  ListPoliciesCommand: () => ({
    Policies: [{ Arn: `arn:aws:iam::${id}:policy/b`, PermissionsBoundaryUsageCount: 1 }],
    IsTruncated: false,
  }),
  ListEntitiesForPolicyCommand: () => ({ PolicyRoles: [{ RoleName: "clerk" }], IsTruncated: false }),
  GetPolicyCommand: () => ({ Policy: { PolicyName: "b", DefaultVersionId: "v1" } }),
  GetPolicyVersionCommand: () => ({ PolicyVersion: { Document: "%7B%7D" } }),
  ListBucketsCommand: () => ({ Buckets: [{ Name: "rolls" }] }),
  GetBucketLocationCommand: () => ({ LocationConstraint: "EU" }),
});

describe("the rights that are printed", () => {
  test("are those of the requests that are made, all of them and no other", async () => {
    const clients = scriptedClients(() => demanding);
    const { accounts } = await gatherAccounts({ profiles: [], regions: [] }, clients, {
      lang: "en",
      clock: () => new Date(),
      random: (bytes) => new Uint8Array(bytes),
      signal: new AbortController().signal,
      progress: silentProgress,
      remark: () => {},
    });
    expect(accounts[0]!.buckets).toMatchObject([{ region: "eu-west-1" }]);
    const asked = [...new Set(clients.calls.map(({ command }) => command))];
    expect(asked.toSorted()).toEqual(rights.map(({ command }) => command).toSorted());
  });

  test("name requests that the SDK has, each once, and only ones that read", () => {
    const commands = rights.map(({ command }) => command);
    expect(new Set(commands).size).toBe(rights.length);
    for (const { action, command } of rights) {
      expect(action.startsWith("iam:") ? iam : s3).toHaveProperty(command);
      // Those that generate make IAM write a report of its own, and change nothing else.
      expect(action).toMatch(/^(iam|s3):(Get|List|Generate(CredentialReport|ServiceLastAccessedDetails)$)/);
      expect(action).not.toMatch(/Object$|ObjectVersion$/);
    }
    expect(readingPolicy().Statement[0].Action).toEqual(rights.map(({ action }) => action));
  });
});
