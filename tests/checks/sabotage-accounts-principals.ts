import type { OpenAccounts, Sabotage, Statement } from "./sabotage-accounts.ts";
import { boundaryOf, person, policyOn, roleOf, trustOf } from "./sabotage-accounts.ts";

const exportsBucket = "arn:aws:s3:::rollward-exports-111111111111";
const vaultBucket = "arn:aws:s3:::rollward-vault-222222222222";
const trailBucket = "arn:aws:s3:::rollward-trail-444444444444";
const lookUp = "arn:aws:lambda:ca-central-1:111111111111:function:rollward-look-up";
const handOut = "arn:aws:iam::111111111111:role/rollward-hand-out-list";
const provider = (account: string, name = "oidc-provider/ci.alder-county.example") =>
  `arn:aws:iam::${account}:${name}`;

/** One more Allow on the first resource whose ARN holds `part`. */
const allowing =
  (name: keyof OpenAccounts, part: string, statement: Statement) =>
  (accounts: OpenAccounts): void =>
    void policyOn(accounts[name], part).push({ Effect: "Allow", ...statement });

const reads = { Action: "s3:GetObject", Resource: `${exportsBucket}/*` };
const decrypts = { Action: "kms:Decrypt", Resource: "*" };
const invokes = { Action: "lambda:InvokeFunction", Resource: lookUp };

/** Resources open to services, to nameless ones. */
const onResources: readonly Sabotage[] = [
  {
    name: "a content network serves the exports to whoever asks it",
    edit: allowing("register", ":s3:::", { Principal: { Service: "cloudfront.amazonaws.com" }, ...reads }),
    names: ["roll-readers"],
  },
  {
    name: "the same, held to a distribution of somebody else",
    edit: allowing("register", ":s3:::", {
      Principal: { Service: "cloudfront.amazonaws.com" },
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudfront::999999999999:distribution/*" } },
      ...reads,
    }),
    names: ["roll-readers"],
  },
  {
    name: "the same, held to an own distribution",
    edit: allowing("register", ":s3:::", {
      Principal: { Service: "cloudfront.amazonaws.com" },
      Condition: { StringEquals: { "AWS:SourceArn": "arn:aws:cloudfront::111111111111:distribution/E1" } },
      ...reads,
    }),
    names: [],
  },
  {
    name: "the key of the roll open to a service for anybody",
    edit: allowing("register", ":kms:", { Principal: { Service: "ec2.amazonaws.com" }, ...decrypts }),
    names: ["key-users"],
  },
  {
    name: "the same by way of another service, for anybody",
    edit: allowing("register", ":kms:", {
      Principal: { Service: "ec2.amazonaws.com" },
      Condition: { StringEquals: { "kms:ViaService": "ec2.ca-central-1.amazonaws.com" } },
      ...decrypts,
    }),
    names: ["key-users"],
  },
  {
    name: "the same for own callers only",
    edit: allowing("register", ":kms:", {
      Principal: { Service: "ec2.amazonaws.com" },
      Condition: { StringEquals: { "kms:CallerAccount": "111111111111" } },
      ...decrypts,
    }),
    names: [],
  },
  {
    name: "logs of any account’s buckets written into the vault",
    edit: allowing("vault", ":s3:::", {
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${vaultBucket}/*`,
    }),
    names: ["vault-writers"],
  },
  {
    name: "the vault read by a canonical user",
    edit: allowing("vault", ":s3:::", {
      Principal: { CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" },
      Action: "s3:GetObject",
      Resource: `${vaultBucket}/*`,
    }),
    names: ["vault-readers unknown"],
  },
  {
    name: "the exports read by the users of an app",
    edit: allowing("register", ":s3:::", {
      Principal: { Federated: "cognito-identity.amazonaws.com" },
      ...reads,
    }),
    names: ["roll-readers unknown"],
  },
  {
    name: "the exports read by somebody of whom only an id is left",
    edit: allowing("register", ":s3:::", { Principal: { AWS: "AROAEXAMPLEEXAMPLE123" }, ...reads }),
    names: ["roll-readers unknown"],
  },
  {
    name: "any interface of anybody calls the look-up",
    edit: allowing("register", ":function:rollward-look-up", {
      Principal: { Service: "apigateway.amazonaws.com" },
      ...invokes,
    }),
    names: ["code-runners"],
  },
  {
    name: "an interface of another account calls the look-up",
    edit: allowing("register", ":function:rollward-look-up", {
      Principal: { Service: "apigateway.amazonaws.com" },
      Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:execute-api:ca-central-1:999999999999:x/*" } },
      ...invokes,
    }),
    names: ["code-runners"],
  },
  {
    name: "the trail’s bucket open to the public",
    edit: ({ audit }) => {
      const none = {
        blockPublicAcls: false,
        ignorePublicAcls: false,
        blockPublicPolicy: false,
        restrictPublicBuckets: false,
      };
      audit.buckets.find(({ arn }) => arn === trailBucket)!.publicAccessBlock = none;
    },
    names: ["public-access"],
  },
];

/** Roles that identity providers or other services take on. */
const onRoles: readonly Sabotage[] = [
  {
    name: "any token of an own identity provider becomes the look-up",
    edit: ({ register }) =>
      void trustOf(register, "look-up").push({
        Effect: "Allow",
        Principal: { Federated: provider("111111111111") },
        Action: "sts:AssumeRoleWithWebIdentity",
      }),
    names: ["outside-trust"],
  },
  {
    name: "some tokens of an own identity provider become a clerk",
    edit: ({ register }) =>
      void (person(register, "clerk").AssumeRolePolicyDocument = {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Federated: provider("111111111111", "saml-provider/office") },
            Action: "sts:AssumeRoleWithSAML",
            Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
          },
        ],
      }),
    names: ["outside-trust unknown"],
  },
  {
    name: "an identity provider of another account makes a clerk",
    edit: ({ register }) =>
      void (person(register, "clerk").AssumeRolePolicyDocument = {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Federated: provider("999999999999", "saml-provider/office") },
            Action: "sts:AssumeRoleWithSAML",
            Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
          },
        ],
      }),
    names: ["outside-trust"],
  },
  {
    name: "a machine that may run as the hand-out",
    edit: ({ register }) =>
      void (trustOf(register, "hand-out-list")[0]!["Principal"] = {
        Service: ["lambda.amazonaws.com", "ec2.amazonaws.com"],
      }),
    names: ["outside-trust"],
  },
  {
    name: "a boundary that allows everything",
    edit: ({ mirror }) =>
      void boundaryOf(mirror).splice(0, Infinity, { Effect: "Allow", Action: "*", Resource: "*" }),
    names: ["boundaries"],
  },
  {
    name: "a boundary that allows everything but one service",
    edit: ({ mirror }) =>
      void boundaryOf(mirror).push({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
    names: ["boundaries"],
  },
  {
    name: "AWS’s own policy of administrators as a boundary",
    edit: ({ mirror }) =>
      void (roleOf(mirror, "mirror").PermissionsBoundary = {
        PermissionsBoundaryArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
    names: ["boundaries"],
  },
  {
    name: "a role that may do everything but one service’s, where nothing of the office is",
    edit: ({ mirror }) => {
      const made = person(mirror, "builder", { NotAction: ["iam:*", "s3:*"] });
      const edge = "arn:aws:iam::333333333333:policy/edge";
      made.PermissionsBoundary = { PermissionsBoundaryArn: edge };
      mirror.authorizationDetails.Policies.push({
        PolicyName: "edge",
        Arn: edge,
        DefaultVersionId: "v1",
        PolicyVersionList: [
          {
            VersionId: "v1",
            IsDefaultVersion: true,
            Document: {
              Version: "2012-10-17",
              Statement: [{ Effect: "Allow", Action: "cloudwatch:GetMetricData", Resource: "*" }],
            },
          },
        ],
      });
    },
    names: ["administrators"],
  },
];

/** A function that nobody knows of, with the role of a task. */
function stray({ register }: OpenAccounts): void {
  const arn = "arn:aws:lambda:ca-central-1:111111111111:function:evil";
  register.functions.push({ arn, name: "evil", role: handOut });
  register.workloads.push({ kind: "lambda", resource: arn, role: handOut });
}

/** Code that runs as a task. */
const onCode: readonly Sabotage[] = [
  {
    name: "a clerk who may change a function that runs as the hand-out, under another name",
    edit: (accounts) => {
      stray(accounts);
      const Resource = "arn:aws:lambda:ca-central-1:111111111111:function:evil";
      person(accounts.register, "clerk", { Action: "lambda:UpdateFunctionCode", Resource });
    },
    names: ["code-runners"],
  },
  {
    name: "the look-up runs as the hand-out",
    edit: ({ register }) => {
      for (const one of register.functions) if (one.arn === lookUp) one.role = handOut;
      for (const one of register.workloads) if (one.resource === lookUp) one.role = handOut;
    },
    names: ["code-runners"],
  },
  {
    name: "a machine that runs as the hand-out",
    edit: ({ register }) =>
      void register.workloads.push({
        kind: "ec2",
        resource: "arn:aws:ec2:ca-central-1:111111111111:instance/i-0abc",
        role: handOut,
      }),
    names: ["code-runners unknown"],
  },
  {
    name: "an account of which it was not read what runs there",
    edit: ({ register }) => void Reflect.deleteProperty(register, "workloads"),
    names: ["code-runners unknown"],
  },
];

/** Principals beside users and roles, and what runs as a task. */
export const principalSabotages: readonly Sabotage[] = [...onResources, ...onRoles, ...onCode];
