import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { silentProgress, type Work } from "../../lib/base/context.ts";
import { gatherSnapshot } from "../../lib/snapshot/gather.ts";
import { readingPolicy, rights } from "../../lib/snapshot/live/rights.ts";
import { noEmulator, useAccount } from "./account.ts";
import { startEmulator, type Emulator } from "./emulator.ts";

// An emulator that enforces policies: the rights that Rollward asks for are enough, and each is needed.

const account = "123456789012";
const work: Work = {
  lang: "en",
  clock: () => new Date(),
  random: (bytes) => new Uint8Array(bytes),
  signal: new AbortController().signal,
  progress: silentProgress,
  remark: () => {},
};
const allowing = (Action: readonly string[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });

describe.skipIf(noEmulator)("a reader with the rights that Rollward names", () => {
  let emulator: Emulator;
  let root: IAMClient;

  beforeAll(async () => {
    useAccount();
    const started = await startEmulator({ AUTH: "true" });
    if ("unavailable" in started) throw new Error(started.unavailable);
    emulator = started;
    process.env["AWS_ENDPOINT_URL"] = emulator.endpoint;
    const options = { region: "us-east-1", credentials: { accessKeyId: account, secretAccessKey: "test" } };
    root = new IAMClient(options);
    const s3 = new S3Client({ ...options, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: "rolls" }));
    const boundary = { PolicyName: "boundary", PolicyDocument: allowing(["s3:*"]) };
    const { Policy } = await root.send(new CreatePolicyCommand(boundary));
    const trust = allowing([]).replace('"Resource":"*"', '"Principal":{"Service":"lambda.amazonaws.com"}');
    await root.send(new CreateRoleCommand({ RoleName: "clerk", AssumeRolePolicyDocument: trust }));
    const bound = { RoleName: "clerk", PermissionsBoundary: Policy!.Arn! };
    await root.send(new PutRolePermissionsBoundaryCommand(bound));
    const managed = { PolicyArn: "arn:aws:iam::aws:policy/IAMReadOnlyAccess", UserName: "dora" };
    await root.send(new CreateUserCommand({ UserName: managed.UserName }));
    await root.send(new AttachUserPolicyCommand(managed));
    await root.send(new CreateUserCommand({ UserName: "reader" }));
    const { AccessKey } = await root.send(new CreateAccessKeyCommand({ UserName: "reader" }));
    process.env["AWS_ACCESS_KEY_ID"] = AccessKey!.AccessKeyId!;
    process.env["AWS_SECRET_ACCESS_KEY"] = AccessKey!.SecretAccessKey!;
  });
  afterAll(() => emulator?.stop());

  /** What a snapshot lacks, when the reader has these rights. */
  async function gapsWith(document: object): Promise<readonly string[]> {
    const policy = { UserName: "reader", PolicyName: "read", PolicyDocument: JSON.stringify(document) };
    await root.send(new PutUserPolicyCommand(policy));
    const request = { accounts: { profiles: [], regions: [] } };
    const { unread = [] } = await gatherSnapshot(request, {}, work, { tool: "test", nowGiven: false });
    return unread.map(({ why }) => why).filter((why) => why.startsWith("AWS denies"));
  }

  const all: readonly string[] = rights.map(({ action }) => action);
  // The emulator names the bucket’s region in its list, and an alias that is not read leaves no gap.
  const unasked = new Set(["s3:GetBucketLocation", "iam:ListAccountAliases"]);

  test("reads everything", async () => {
    expect(await gapsWith(readingPolicy())).toEqual([]);
  });

  test.each(all.filter((right) => !unasked.has(right)))("lacks what %s shows without it", async (right) => {
    const [statement] = readingPolicy().Statement;
    const Action = all.filter((each) => each !== right);
    const gaps = await gapsWith({ Version: "2012-10-17", Statement: [{ ...statement, Action }] });
    expect(gaps.length).toBeGreaterThan(0);
    for (const gap of gaps) expect(gap).toContain(`the right ${right} is missing`);
  });
});
