import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { GetRoleCommand, IAMClient, PutRolePermissionsBoundaryCommand } from "@aws-sdk/client-iam";
import {
  GetBucketEncryptionCommand,
  GetBucketTaggingCommand,
  GetObjectLockConfigurationCommand,
  PutBucketEncryptionCommand,
  PutBucketTaggingCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
  type Tag,
} from "@aws-sdk/client-s3";
import { isRecord } from "../../lib/base/json.ts";
import { startEmulator } from "./emulator.ts";

/** The invented office, deployed by `cdk deploy` to an emulator of its own, all in one account and one region. */
export interface Office extends AsyncDisposable {
  readonly account: string;
  readonly region: string;
  readonly endpoint: string;
  /** A folder with the office’s `rollward.config.json`. */
  readonly folder: string;
  /** The HTTP API’s id: the emulator tells APIs apart by the host that is asked for. */
  readonly api: string;
  /** For a process that works in this account. */
  readonly environment: Readonly<Record<string, string>>;
  readonly iam: IAMClient;
  readonly s3: S3Client;
  /** Resources of the templates, by stack and logical id. */
  readonly templates: readonly Template[];
}

interface Template {
  readonly stack: string;
  readonly resources: readonly Resource[];
}

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

const root = join(import.meta.dirname, "../..");
const account = "123456789012";
const region = "us-east-1";
/** The fourth stack has a trail, and the emulator refuses every stack with one. */
const stacks = ["RollwardRegister", "RollwardVault", "RollwardMirror"] as const;
const run = promisify(execFile);

/** Deploys the office, or says why there is no emulator. Takes about fifteen seconds. */
export async function deployOffice(): Promise<Office> {
  const path = [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter);
  // Functions run on the first `node` of the emulator’s PATH.
  const emulator = await startEmulator({ PATH: path });
  if ("unavailable" in emulator) throw new Error(emulator.unavailable);
  const folder = await mkdtemp(join(tmpdir(), "rollward-office-"));
  const { endpoint } = emulator;
  const environment = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
  const dispose = async () => {
    await emulator.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await writeFile(join(folder, "rollward.config.json"), JSON.stringify(config));
    await mkdir(join(folder, "home"));
    const out = join(folder, "cdk.out");
    const cdk = (cwd: string, ...args: readonly string[]) =>
      run(process.execPath, [join(root, "node_modules/aws-cdk/bin/cdk"), ...args, "--no-notices"], {
        cwd,
        env: {
          ...environment,
          PATH: path,
          HOME: join(folder, "home"),
          CI: "1",
          CDK_DISABLE_CLI_TELEMETRY: "true",
        },
        maxBuffer: 64 * 1024 * 1024,
      });
    // Where no cdk.json lies: the environment is made ready without an app.
    await cdk(folder, "bootstrap", `aws://${account}/${region}`);
    const asked = ["-c", `config=${join(folder, "rollward.config.json")}`, "--output", out];
    const outputs = join(folder, "outputs.json");
    await cdk(root, "deploy", ...stacks, "--require-approval", "never", "--outputs-file", outputs, ...asked);
    const said: unknown = JSON.parse(await readFile(outputs, "utf8"));
    const credentials = { accessKeyId: account, secretAccessKey: "test" };
    return {
      account,
      region,
      endpoint,
      folder,
      environment,
      api: /\/\/([a-z0-9]+)\.execute-api\./.exec(JSON.stringify(said))![1]!,
      iam: new IAMClient({ endpoint, region, credentials }),
      s3: new S3Client({ endpoint, region, credentials, forcePathStyle: true }),
      templates: await Promise.all(stacks.map((stack) => readTemplate(stack, out))),
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** How often the emulator’s CloudFormation dropped what a template says, by what it is; tests/live/README.md tells. */
export interface Dropped {
  readonly boundaries: number;
  readonly locks: number;
  readonly bucketKeys: number;
  readonly bucketTags: number;
}

/** Sets by API what the templates say and the emulator’s CloudFormation drops, as far as a snapshot reads it. */
export async function mendOffice({ iam, s3, templates }: Office): Promise<Dropped> {
  const dropped = { boundaries: 0, locks: 0, bucketKeys: 0, bucketTags: 0 };
  const of = (type: string) =>
    templates.flatMap(({ resources }) => resources.filter((each) => each.type === type));
  for (const { properties } of of("AWS::IAM::Role")) {
    if (properties["PermissionsBoundary"] === undefined) continue;
    const RoleName = String(properties["RoleName"]);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    if (Role?.PermissionsBoundary !== undefined) continue;
    const PermissionsBoundary = `arn:aws:iam::${account}:policy/rollward-boundary`;
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
    dropped.boundaries += 1;
  }
  for (const { properties } of of("AWS::S3::Bucket")) {
    const Bucket = String(properties["BucketName"]);
    const asked = { Bucket };
    const { ObjectLockConfiguration: lock, Tags } = properties;
    const unlocked = () =>
      s3.send(new GetObjectLockConfigurationCommand(asked)).then(
        () => false,
        () => true,
      );
    if (isRecord(lock) && (await unlocked())) {
      const ObjectLockConfiguration = { ObjectLockEnabled: "Enabled", ...lock } as const;
      await s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
      dropped.locks += 1;
    }
    const untagged = () =>
      s3.send(new GetBucketTaggingCommand(asked)).then(
        () => false,
        () => true,
      );
    if (Array.isArray(Tags) && (await untagged())) {
      await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: Tags as Tag[] } }));
      dropped.bucketTags += 1;
    }
    const { ServerSideEncryptionConfiguration: kept } = await s3.send(new GetBucketEncryptionCommand(asked));
    const isPlain = kept?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm === "AES256";
    if (isPlain && JSON.stringify(properties["BucketEncryption"]).includes("aws:kms")) {
      const byKey = { SSEAlgorithm: "aws:kms", KMSMasterKeyID: "alias/rollward-data" } as const;
      const Rules = [{ ApplyServerSideEncryptionByDefault: byKey }];
      const ServerSideEncryptionConfiguration = { Rules };
      await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
      dropped.bucketKeys += 1;
    }
  }
  return dropped;
}

async function readTemplate(stack: string, out: string): Promise<Template> {
  const path = join(out, `${stack}.template.json`);
  if (!existsSync(path)) throw new Error(`${path} is missing`);
  const template: unknown = JSON.parse(await readFile(path, "utf8"));
  const resources = isRecord(template) && isRecord(template["Resources"]) ? template["Resources"] : {};
  return {
    stack,
    resources: Object.entries(resources).map(([id, resource]) => {
      const { Type, Properties } = isRecord(resource) ? resource : {};
      return { id, type: String(Type), properties: isRecord(Properties) ? Properties : {} };
    }),
  };
}

const config = {
  format: "rollward/config@1",
  office: { id: "alder-county", name: "Alder County Elections" },
  accounts: { register: account, vault: account, mirror: account, audit: account },
  regions: [region],
  identityProvider: { issuer: "https://login.alder-county.example", audience: "rollward-register" },
};
