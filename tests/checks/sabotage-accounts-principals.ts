import type { OpenAccounts, Sabotage, Statement } from "./sabotage-accounts.ts";
import { policyOn } from "./sabotage-accounts.ts";

const exportsBucket = "arn:aws:s3:::rollward-exports-111111111111";
const vaultBucket = "arn:aws:s3:::rollward-vault-222222222222";
const trailBucket = "arn:aws:s3:::rollward-trail-444444444444";
const lookUp = "arn:aws:lambda:ca-central-1:111111111111:function:rollward-look-up";

/** One more Allow on the first resource whose ARN holds `part`. */
const allowing =
  (name: keyof OpenAccounts, part: string, statement: Statement) =>
  (accounts: OpenAccounts): void =>
    void policyOn(accounts[name], part).push({ Effect: "Allow", ...statement });

const reads = { Action: "s3:GetObject", Resource: `${exportsBucket}/*` };
const decrypts = { Action: "kms:Decrypt", Resource: "*" };
const invokes = { Action: "lambda:InvokeFunction", Resource: lookUp };

/** Principals beside accounts, users and roles in the policies of resources; and the trail’s bucket open. */
export const principalSabotages: readonly Sabotage[] = [
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
