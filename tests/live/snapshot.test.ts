import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IAMClient } from "@aws-sdk/client-iam";
import { S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import { silentProgress, type Work } from "../../lib/base/context.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import { gatherSnapshot } from "../../lib/snapshot/gather.ts";
import type { Account, Snapshot } from "../../lib/snapshot/model.ts";
import { fitSnapshot } from "../../lib/snapshot/shape.ts";
import { endpoint, noEmulator, useAccount } from "./account.ts";
import { makeBuckets, makeIdentities, vaultPolicy } from "./snapshot-account.ts";

// Accounts of their own: other live tests fill the one that they share. The emulator takes an access key of twelve
// digits for the account’s number.
const register = "210000000001";
const vault = "210000000002";
const work: Work = {
  lang: "en",
  clock: () => new Date("2026-11-23T12:00:00Z"),
  random: (bytes) => new Uint8Array(bytes),
  signal: new AbortController().signal,
  progress: silentProgress,
  remark: () => {},
};

describe.skipIf(noEmulator)("a live snapshot of the emulator", () => {
  let folder: string;
  let snapshot: Snapshot;
  let account: Account;
  const gather = (profiles: readonly string[]) =>
    gatherSnapshot({ accounts: { profiles, regions: [] } }, {}, work, { tool: "test", nowGiven: true });
  const options = (accessKeyId: string) => ({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId, secretAccessKey: "test" },
  });

  beforeAll(async () => {
    useAccount();
    folder = await mkdtemp(join(tmpdir(), "rollward-test-"));
    const profile = (name: string, key: string) =>
      `[${name}]\naws_access_key_id = ${key}\naws_secret_access_key = test\n`;
    await writeFile(
      join(folder, "credentials"),
      profile("register", register) + profile("vault", vault) + profile("again", vault),
    );
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: endpoint,
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
    });
    await makeIdentities(new IAMClient(options(register)), register);
    await makeBuckets(new S3Client({ ...options(register), forcePathStyle: true }), register);
    snapshot = await gather(["vault", "register"]);
    account = snapshot.accounts[0]!;
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("has both accounts, by number, and its own reader takes it", () => {
    expect(snapshot.accounts.map(({ id }) => id)).toEqual([register, vault]);
    expect(account.alias).toBe("alder-county");
    expect(fitSnapshot(JSON.parse(JSON.stringify(snapshot)))).toEqual({ snapshot });
  });

  test("has every identity with its policies, documents as AWS sends them", () => {
    const { UserDetailList, GroupDetailList, RoleDetailList } = account.authorizationDetails;
    expect(UserDetailList).toMatchObject([
      { UserName: "ada", GroupList: ["staff"], UserPolicyList: [{ PolicyName: "own" }] },
    ]);
    expect(GroupDetailList).toMatchObject([
      { GroupName: "staff", GroupPolicyList: [{ PolicyName: "list" }] },
    ]);
    expect(RoleDetailList.map(({ RoleName }) => RoleName).toSorted()).toEqual(["auditor", "clerk"]);
    const clerk = RoleDetailList.find(({ RoleName }) => RoleName === "clerk")!;
    expect(clerk).toMatchObject({
      Arn: `arn:aws:iam::${register}:role/staff/clerk`,
      Path: "/staff/",
      Tags: [{ Key: "rollward:task", Value: "look-up" }],
      AttachedManagedPolicies: [{ PolicyArn: `arn:aws:iam::${register}:policy/read` }],
    });
    expect(JSON.parse(decodeURIComponent(clerk.AssumeRolePolicyDocument as string))).toMatchObject({
      Statement: [{ Principal: { Service: "lambda.amazonaws.com" } }],
    });
    expect(clerk.RolePolicyList![0]!.PolicyDocument).toMatch(/^%7B/);
    const auditor = RoleDetailList.find(({ RoleName }) => RoleName === "auditor")!;
    expect(auditor.InstanceProfileList).toMatchObject([{ InstanceProfileName: "desk" }]);
  });

  test("has the boundaries that the emulator’s details leave out, and their text", () => {
    const { UserDetailList, RoleDetailList, Policies } = account.authorizationDetails;
    const boundary = `arn:aws:iam::${register}:policy/rollward/boundary`;
    const bounded = [...UserDetailList, ...RoleDetailList]
      .filter(({ PermissionsBoundary }) => PermissionsBoundary?.PermissionsBoundaryArn === boundary)
      .map(({ Arn }) => Arn.split("/").at(-1));
    expect(bounded).toEqual(["ada", "clerk"]);
    expect(Policies.map(({ Arn }) => Arn)).toContain(boundary);
  });

  test("has the AWS-managed policies that somebody has", () => {
    const audit = account.authorizationDetails.Policies.find(
      ({ PolicyName }) => PolicyName === "SecurityAudit",
    )!;
    const [version] = audit.PolicyVersionList!;
    expect(JSON.parse(decodeURIComponent(version!.Document as string))).toHaveProperty("Statement");
  });

  test("has how people sign in", () => {
    const [root, ada] = account.credentials!;
    expect(root).toMatchObject({ user: `arn:aws:iam::${register}:root`, password: true });
    expect(ada).toMatchObject({
      user: `arn:aws:iam::${register}:user/ada`,
      password: true,
      mfa: false,
      accessKeys: [{ active: true, lastUsedAt: null }],
    });
  });

  test("has every bucket with its settings and its policy", () => {
    const name = `rollward-vault-${register}`;
    expect(account.buckets).toMatchObject([
      {
        name: `plain-${register}`,
        region: "eu-west-1",
        versioning: "never",
        objectLock: null,
        publicAccessBlock: null,
        replication: null,
        tags: {},
      },
      {
        name,
        arn: `arn:aws:s3:::${name}`,
        region: "us-east-1",
        versioning: "enabled",
        objectLock: { mode: "GOVERNANCE", days: 400 },
        encryption: { algorithm: "AES256" },
        publicAccessBlock: { blockPublicAcls: true, restrictPublicBuckets: false },
        tags: { "rollward:asset": "vault" },
      },
      {
        name: `source-${register}`,
        versioning: "enabled",
        replication: {
          role: `arn:aws:iam::${register}:role/staff/clerk`,
          destinations: [`arn:aws:s3:::${name}`],
        },
      },
    ]);
    const [policy] = account.resourcePolicies;
    expect(policy).toMatchObject({ resource: `arn:aws:s3:::${name}`, account: register });
    expect(JSON.parse(policy!.policy as string)).toEqual(JSON.parse(vaultPolicy(register)));
    expect(account.resourcePolicies).toHaveLength(1);
  });

  test("lacks only what this version does not read", () => {
    const whys = new Set(snapshot.unread!.map(({ why }) => why));
    expect([...whys]).toEqual(["this version does not read it from live accounts"]);
  });

  test("is what the engine judges by: a boundary bounds, a group gives", () => {
    const access = compileAccess(snapshot, loadActions());
    const table = `arn:aws:dynamodb:us-east-1:${register}:table/rollward-roll`;
    const who = (action: string, resource: string) =>
      access
        .who({ actions: [action], resources: [resource] })
        .map(({ principal, proof }) => [principal.split("/").at(-1), proof.verdict]);
    // The clerk’s own policy allows every action on the table; the boundary lets through one.
    expect(who("dynamodb:GetItem", table)).toContainEqual(["clerk", "yes"]);
    expect(who("dynamodb:PutItem", table)).toEqual([]);
    expect(who("s3:ListBucket", `arn:aws:s3:::rollward-vault-${register}`)).toContainEqual(["ada", "yes"]);
    expect(access.notUnderstood).toEqual([]);
  });

  test("of an account without anything is its number, its root, and empty lists", () => {
    expect(snapshot.accounts[1]).toMatchObject({
      id: vault,
      authorizationDetails: { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] },
      credentials: [{ user: `arn:aws:iam::${vault}:root` }],
      buckets: [],
    });
  });

  test("refuses two profiles of one account", async () => {
    await expect(gather(["vault", "again"])).rejects.toMatchObject({ code: "profile-account-twice" });
  });
});
