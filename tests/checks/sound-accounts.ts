import written from "../../rollward.config.json" with { type: "json" };
import type { Config } from "../../lib/contract/config.ts";
import { bucketNames, functionName, headTableArn, roleArn, rollTableArn } from "../../lib/contract/names.ts";
import type { FunctionTask } from "../../lib/contract/names.ts";
import type { RoleDetail } from "../../lib/iam/input.ts";
import type { Account, Credentials, Snapshot, Unread } from "../../lib/snapshot/model.ts";
import type { Bucket, FunctionFacts, Key, Route, Table, Trail } from "../../lib/snapshot/resources.ts";
import { at, mirror, noMirrors, snapshotOf } from "../audit/healthy.ts";

/** The invented office of the repository's own configuration. */
export const config = written as Config;
export const ids = config.accounts!;
const home = { accounts: ids, region: config.regions![0]!, mirrorRegion: config.regions![1]! };
const names = bucketNames(home);
const { region } = home;

export const arns = {
  roll: rollTableArn(home),
  vault: `arn:aws:s3:::${names.vault}`,
  mirror: `arn:aws:s3:::${names.mirror}`,
  exports: `arn:aws:s3:::${names.exports}`,
  trailBucket: `arn:aws:s3:::${names.trail}`,
  dataKey: `arn:aws:kms:${region}:${ids.register}:key/0badc0de-0000-4000-8000-000000000001`,
  signingKey: `arn:aws:kms:${region}:${ids.vault}:key/0badc0de-0000-4000-8000-000000000002`,
  trail: `arn:aws:cloudtrail:${region}:${ids.audit}:trail/rollward-trail`,
  api: `arn:aws:apigateway:${region}::/apis/a1b2c3`,
} as const;

export const root = (account: string) => `arn:aws:iam::${account}:root`;

const blocked = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

export const bucket = (arn: string, where: string): Bucket => ({
  arn,
  name: arn.slice("arn:aws:s3:::".length),
  region: where,
  versioning: "enabled",
  objectLock: { mode: "COMPLIANCE", days: 400 },
  encryption: { algorithm: "AES256" },
  publicAccessBlock: blocked,
  replication: null,
});

const table: Table = {
  arn: arns.roll,
  name: "rollward-roll",
  region,
  encryption: { kind: "customer", key: arns.dataKey },
  pointInTimeRecovery: true,
  deletionProtection: true,
  streamingDestinations: [],
};

export const key: Key = {
  arn: arns.dataKey,
  name: "0badc0de-0000-4000-8000-000000000001",
  aliases: ["alias/rollward-data"],
  enabled: true,
  rotation: true,
  manager: "customer",
};

export const functionArn = (task: FunctionTask, account: string) =>
  `arn:aws:lambda:${region}:${account}:function:${functionName(task)}`;

const lambda = (task: FunctionTask, account: string): FunctionFacts => ({
  arn: functionArn(task, account),
  name: functionName(task),
  role: roleArn(task, home),
  environment: ["TABLE"],
  secrets: [],
  eventSources: [],
});

export const boundary = (account: string) => `arn:aws:iam::${account}:policy/rollward-boundary`;

export const role = (task: FunctionTask, account: string): RoleDetail => ({
  Arn: roleArn(task, home),
  RoleName: functionName(task),
  AssumeRolePolicyDocument: allow({
    Principal: { Service: "lambda.amazonaws.com" },
    Action: "sts:AssumeRole",
  }),
  RolePolicyList: [
    { PolicyName: "task", PolicyDocument: allow({ Action: "dynamodb:GetItem", Resource: arns.roll }) },
  ],
  PermissionsBoundary: { PermissionsBoundaryArn: boundary(account) },
});

/** A policy of one statement that allows. */
export function allow(statement: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] };
}

export const route = (key: string, task: FunctionTask, change: Partial<Route> = {}): Route => ({
  api: arns.api,
  apiName: "rollward-register",
  key,
  authorization: "JWT",
  scopes: [`rollward/${task}`],
  authorizer: { issuer: config.identityProvider!.issuer, audience: [config.identityProvider!.audience] },
  target: functionArn(task, ids.register),
  ...change,
});

export const trail: Trail = {
  arn: arns.trail,
  name: "rollward-trail",
  region,
  logging: true,
  multiRegion: true,
  globalEvents: true,
  validation: true,
  organization: true,
  bucket: names.trail,
  key: null,
  managementEvents: true,
  dataEvents: [`${arns.vault}/`, `${arns.mirror}/`, `${arns.exports}/`, arns.roll, headTableArn(home)],
};

export const rootUser = (account: string, change: Partial<Credentials> = {}): Credentials => ({
  user: root(account),
  password: true,
  mfa: true,
  createdAt: at(-9e10),
  passwordLastUsedAt: null,
  accessKeys: [],
  ...change,
});

function account(id: string, tasks: readonly FunctionTask[], facts: Partial<Account> = {}): Account {
  return {
    id,
    authorizationDetails: {
      UserDetailList: [],
      GroupDetailList: [],
      RoleDetailList: tasks.map((task) => role(task, id)),
      Policies: [
        {
          Arn: boundary(id),
          PolicyName: "rollward-boundary",
          DefaultVersionId: "v1",
          PolicyVersionList: [
            { VersionId: "v1", Document: allow({ Action: "s3:GetObject", Resource: "*" }) },
          ],
        },
      ],
    },
    resourcePolicies: [],
    workloads: [],
    credentials: [rootUser(id)],
    lastAccessed: tasks.map((task) => ({
      principal: roleArn(task, home),
      services: [{ service: "dynamodb", lastAt: at(-864e5) }],
    })),
    buckets: [],
    tables: [],
    keys: [],
    functions: tasks.map((task) => lambda(task, id)),
    routes: [],
    trails: [],
    publicAccessBlock: null,
    ...facts,
  };
}

/** The policy that every key has: its account’s own policies decide. */
export const keyPolicy = (resource: string, account: string) => ({
  resource,
  policy: allow({ Principal: { AWS: root(account) }, Action: "kms:*", Resource: "*" }),
});

/** The mirror outside, as a verification saw it. */
export const outsideSeen = snapshotOf([mirror("c", { url: config.mirrors![2]! })]).backups!;

/** The four accounts as the stacks make them, live: every check of accounts passes. */
export const sound: Snapshot = {
  ...noMirrors,
  accounts: [
    account(ids.register, ["register", "look-up", "hand-out-list", "export"], {
      tables: [table],
      keys: [key],
      resourcePolicies: [keyPolicy(arns.dataKey, ids.register)],
      buckets: [bucket(arns.exports, region)],
      routes: [
        route("POST /voters", "register"),
        route("GET /voters/{id}", "look-up"),
        route("GET /counties/{county}/voters", "hand-out-list"),
      ],
    }),
    account(ids.vault, ["seal"], {
      buckets: [bucket(arns.vault, region)],
      resourcePolicies: [keyPolicy(arns.signingKey, ids.vault)],
    }),
    account(ids.mirror, ["mirror"], { buckets: [bucket(arns.mirror, home.mirrorRegion)] }),
    account(ids.audit, [], { buckets: [bucket(arns.trailBucket, region)], trails: [trail] }),
  ],
};

/** The sound accounts with facts of one changed; a fact given as `undefined` was not read. */
export function changed(id: string, facts: Readonly<Partial<Record<keyof Account, unknown>>>): Snapshot {
  const accounts = sound.accounts.map((one) => {
    const entries = Object.entries({ ...one, ...facts }).filter(([, value]) => value !== undefined);
    return one.id === id ? (Object.fromEntries(entries) as unknown as Account) : one;
  });
  return { ...sound, accounts };
}

/** `fact` with some members changed; one given as `undefined` is left out: not read. */
export function but<Fact extends object>(
  fact: Fact,
  change: Readonly<Partial<Record<keyof Fact, unknown>>>,
): Fact {
  return Object.fromEntries(
    Object.entries({ ...fact, ...change }).filter(([, value]) => value !== undefined),
  ) as Fact;
}

export const templates = (snapshot: Snapshot): Snapshot => ({ ...snapshot, source: "template" });
export const unread = (snapshot: Snapshot, ...entries: readonly Unread[]): Snapshot => ({
  ...snapshot,
  unread: entries,
});
