import { factKinds, type Account, type Unread } from "../../lib/snapshot/model.ts";

const id = "111111111111";
const iam = `arn:aws:iam::${id}`;
const east = `ca-central-1:${id}`;

/** An account of which nobody read more than it must have. */
export const plainAccount: Account = {
  id,
  authorizationDetails: { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] },
  resourcePolicies: [],
};

const document = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
};

/** An account with every fact that the format knows, in the order of the format. */
export const fullAccount: Account = {
  id: "222222222222",
  alias: "alder-county",
  authorizationDetails: ofAccount("222222222222"),
  resourcePolicies: [
    { resource: "arn:aws:s3:::rolls", policy: document, account: "222222222222" },
    { resource: `arn:aws:kms:${east}:key/1`, policy: "%7B%7D" },
  ],
  workloads: [
    { kind: "lambda", resource: `arn:aws:lambda:${east}:function:f`, role: `${iam}:role/clerks/Clerk` },
  ],
  credentials: [
    {
      user: `${iam}:user/Avery`,
      password: true,
      mfa: false,
      createdAt: "2026-01-01T00:00:00+00:00",
      passwordLastUsedAt: null,
      accessKeys: [{ active: true, createdAt: "2026-01-01T00:00:00Z", lastUsedAt: null }],
    },
  ],
  buckets: [
    {
      arn: "arn:aws:s3:::rolls",
      name: "rolls",
      region: "ca-central-1",
      tags: { "rollward:asset": "vault", "": "" },
      versioning: "enabled",
      objectLock: { mode: "COMPLIANCE", days: 400 },
      encryption: { algorithm: "aws:kms", key: "alias/rolls" },
      publicAccessBlock: null,
      replication: { role: `${iam}:role/Copy`, destinations: ["arn:aws:s3:::copy"] },
    },
    { arn: "arn:aws:s3:::bare", name: "bare", objectLock: null, encryption: null, replication: null },
    { arn: "arn:aws:s3:::open", name: "open", objectLock: { mode: null, days: null } },
  ],
  tables: [
    {
      arn: `arn:aws:dynamodb:${east}:table/roll`,
      name: "roll",
      encryption: { kind: "customer", key: `arn:aws:kms:${east}:key/1` },
      pointInTimeRecovery: true,
      deletionProtection: false,
      stream: null,
      streamingDestinations: [`arn:aws:kinesis:${east}:stream/changes`],
    },
  ],
  keys: [
    {
      arn: `arn:aws:kms:${east}:key/1`,
      name: "1",
      aliases: ["alias/rolls"],
      enabled: true,
      rotation: false,
      usage: "ENCRYPT_DECRYPT",
      manager: "customer",
    },
  ],
  functions: [
    {
      arn: `arn:aws:lambda:${east}:function:f`,
      name: "f",
      role: `${iam}:role/clerks/Clerk`,
      runtime: "nodejs24.x",
      environment: ["TABLE"],
      secrets: [{ name: "TABLE", looksLike: "age-identity" }],
      codeSigning: null,
      eventSources: [`arn:aws:dynamodb:${east}:table/roll/stream/1`],
    },
  ],
  routes: [
    {
      api: "arn:aws:apigateway:ca-central-1::/apis/a1b2c3",
      apiName: "register",
      key: "GET /voters/{id}",
      authorization: "JWT",
      scopes: ["voters:read"],
      authorizer: { issuer: "https://login.example", audience: ["register"] },
      target: `arn:aws:lambda:${east}:function:f`,
    },
  ],
  trails: [
    {
      arn: `arn:aws:cloudtrail:${east}:trail/t`,
      name: "t",
      logging: true,
      multiRegion: true,
      globalEvents: true,
      validation: true,
      organization: false,
      bucket: "trail",
      key: null,
      managementEvents: true,
      dataEvents: ["arn:aws:s3"],
      dataArns: [`arn:aws:dynamodb:${east}:table/roll`],
    },
  ],
  publicAccessBlock: {
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: true,
    restrictPublicBuckets: false,
  },
};

function ofAccount(account: string): Account["authorizationDetails"] {
  const own = `arn:aws:iam::${account}`;
  const boundary = { PermissionsBoundaryArn: `${own}:policy/edge`, PermissionsBoundaryType: "Policy" };
  const inline = [{ PolicyName: "own", PolicyDocument: document }];
  return {
    UserDetailList: [
      {
        UserName: "Avery",
        UserId: "AIDA1",
        Arn: `${own}:user/Avery`,
        Path: "/",
        CreateDate: "2026-01-01 00:00:00+00:00",
        AttachedManagedPolicies: [{ PolicyName: "edge", PolicyArn: `${own}:policy/edge` }],
        PermissionsBoundary: boundary,
        Tags: [{ Key: "office", Value: "" }],
        UserPolicyList: inline,
        GroupList: ["clerks"],
      },
    ],
    GroupDetailList: [
      { GroupName: "clerks", GroupId: "AGPA1", Arn: `${own}:group/clerks`, GroupPolicyList: inline },
    ],
    RoleDetailList: [
      {
        RoleName: "Clerk",
        RoleId: "AROA1",
        Arn: `${own}:role/clerks/Clerk`,
        Path: "/clerks/",
        PermissionsBoundary: boundary,
        AssumeRolePolicyDocument: "%7B%22Statement%22%3A%5B%5D%7D",
        RolePolicyList: [],
        InstanceProfileList: [{ Arn: `${own}:instance-profile/Clerk`, InstanceProfileName: "Clerk" }],
        RoleLastUsed: {},
      },
    ],
    Policies: [
      {
        PolicyName: "edge",
        Arn: `${own}:policy/edge`,
        PolicyId: "ANPA1",
        DefaultVersionId: "v2",
        PolicyVersionList: [
          { VersionId: "v2", IsDefaultVersion: true, Document: document },
          { VersionId: "v1", IsDefaultVersion: false },
        ],
      },
    ],
  };
}

export const organization = {
  id: "o-alder",
  managementAccount: "999999999999",
  serviceControlPolicies: [{ name: "edge", policy: document, targets: ["222222222222"], level: "root" }],
  resourceControlPolicies: [],
};

export const everyUnread: readonly Unread[] = [
  { what: "/mnt/a", why: "gone" },
  ...factKinds.map((facts) => ({ what: "x", why: "y", account: id, facts, resource: "arn:aws:s3:::rolls" })),
];
