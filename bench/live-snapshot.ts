/**
 * `rollward snapshot` of an account with 1,000 roles on the emulator, against the bare requests that it needs
 * (bare-snapshot.ts), in turn: `node bench/live-snapshot.ts` by itself, or as a row of `npm run bench`.
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateBucketCommand, PutBucketTaggingCommand, S3Client } from "@aws-sdk/client-s3";
import { mapBounded } from "../lib/base/bounded.ts";
import { startEmulator } from "../tests/live/emulator.ts";
import { pair, time, type Pairing } from "./measure.ts";

const root = join(import.meta.dirname, "..");
const account = "123456789012";
const sizes = { roles: 1000, users: 50, policies: 50, buckets: 20 } as const;
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/**
 * Measures in `folder`, which must exist; gives why not, where there is no emulator.
 *
 * @param rounds that count, after one that does not
 */
export async function measureLiveSnapshot(
  folder: string,
  rounds: number,
): Promise<Pairing | { readonly unavailable: string }> {
  const emulator = await startEmulator();
  if ("unavailable" in emulator) return emulator;
  const environment = {
    AWS_ENDPOINT_URL: emulator.endpoint,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "us-east-1",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
  };
  try {
    await fill(emulator.endpoint);
    const said = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    const node = `env -u AWS_PROFILE -u AWS_SESSION_TOKEN ${said.join(" ")} ${process.execPath}`;
    // Exit 3: what this version does not read of an account is said, and nothing else is missing.
    const ours = `${node} ${join(root, "bin/rollward.ts")} snapshot --out live.json --force`;
    const result = await pair(
      () => time(ours, folder, 3),
      () => time(`${node} ${join(root, "bench/bare-snapshot.ts")}`, folder),
      rounds,
    );
    const taken = readFileSync(join(folder, "live.json"), "utf8");
    if (taken.split('"RoleName"').length !== sizes.roles + 1) throw new Error("not all roles were read");
    return result;
  } finally {
    await emulator.stop();
  }
}

async function fill(endpoint: string): Promise<void> {
  const credentials = { accessKeyId: account, secretAccessKey: "test" };
  const iam = new IAMClient({ endpoint, region: "us-east-1", credentials });
  const s3 = new S3Client({ endpoint, region: "us-east-1", credentials, forcePathStyle: true });
  const policy = (statements: number) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: range(statements).map((index) => ({
        Sid: `S${index}`,
        Effect: "Allow",
        Action: ["dynamodb:GetItem", "dynamodb:Query", "s3:GetObject"],
        Resource: `arn:aws:dynamodb:us-east-1:${account}:table/invented-${index}`,
      })),
    });
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
  });
  const arn = (name: string) => `arn:aws:iam::${account}:policy/${name}`;
  await mapBounded([...range(sizes.policies).map((index) => `p${index}`), "boundary"], 8, (PolicyName) =>
    iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: policy(5) })),
  );
  await mapBounded(range(sizes.roles), 8, async (index) => {
    const RoleName = `role-${index}`;
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "own", PolicyDocument: policy(5) }));
    const PolicyArn =
      index % 20 === 0 ? "arn:aws:iam::aws:policy/SecurityAudit" : arn(`p${index % sizes.policies}`);
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    const bound = { RoleName, PermissionsBoundary: arn("boundary") };
    await iam.send(new PutRolePermissionsBoundaryCommand(bound));
  });
  await mapBounded(range(sizes.users), 8, async (index) => {
    const UserName = `user-${index}`;
    await iam.send(new CreateUserCommand({ UserName }));
    await iam.send(new CreateAccessKeyCommand({ UserName }));
  });
  await mapBounded(range(sizes.buckets), 8, async (index) => {
    const Bucket = `invented-bucket-${index}`;
    await s3.send(new CreateBucketCommand({ Bucket }));
    const Tagging = { TagSet: [{ Key: "office", Value: "alder-county" }] };
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging }));
  });
}

if (import.meta.main) {
  const folder = join(root, "bench/work");
  mkdirSync(folder, { recursive: true });
  const result = await measureLiveSnapshot(folder, 5);
  process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
  rmSync(folder, { recursive: true, force: true });
}
