import type { Sabotage } from "./sabotage-accounts.ts";
import { person, policyOn, rightsOf, roleOf, widen } from "./sabotage-accounts.ts";

const roll = "arn:aws:dynamodb:ca-central-1:111111111111:table/rollward-roll";
const vaultBucket = "arn:aws:s3:::rollward-vault-222222222222";
const mirrorBucket = "arn:aws:s3:::rollward-mirror-333333333333";

/** Rights given beyond the contract: to functions, to people, to other accounts. */
export const rightSabotages: readonly Sabotage[] = [
  {
    name: "the look-up reads the whole roll",
    edit: ({ register }) => widen(register, "look-up", { Action: "dynamodb:Scan", Resource: roll }),
    names: ["roll-readers"],
  },
  {
    name: "one wildcard in the look-up’s rights",
    edit: ({ register }) => void (rightsOf(register, "look-up")[0]!["Action"] = "dynamodb:*"),
    names: ["roll-readers", "roll-writers"],
  },
  {
    name: "the hand-out queries the table, not only its index by county",
    edit: ({ register }) => widen(register, "hand-out-list", { Action: "dynamodb:Query", Resource: roll }),
    names: ["roll-readers"],
  },
  {
    name: "the look-up decrypts by itself, without DynamoDB between",
    edit: ({ register }) =>
      widen(register, "look-up", { Action: "kms:Decrypt", Resource: register.keys[0]!.arn }),
    names: ["key-users"],
  },
  {
    name: "the hand-out copies the roll to somebody’s stream",
    edit: ({ register }) =>
      widen(register, "hand-out-list", {
        Action: "dynamodb:EnableKinesisStreamingDestination",
        Resource: roll,
      }),
    names: ["roll-readers"],
  },
  {
    name: "an administrator of another account reads the roll",
    edit: ({ register }) =>
      void register.resourcePolicies.push({
        resource: roll,
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { AWS: "arn:aws:iam::999999999999:root" },
              Action: "dynamodb:Query",
              Resource: roll,
            },
          ],
        },
      }),
    names: ["roll-readers"],
  },
  {
    name: "a clerk who may export the roll",
    edit: ({ register }) =>
      person(register, "clerk", { Action: "dynamodb:ExportTableToPointInTime", Resource: roll }),
    names: ["roll-readers"],
  },
  {
    name: "the register deletes voters",
    edit: ({ register }) => widen(register, "register", { Action: "dynamodb:DeleteItem", Resource: roll }),
    names: ["roll-writers"],
  },
  {
    name: "a clerk who may throw the table away",
    edit: ({ register }) => person(register, "clerk", { Action: "dynamodb:DeleteTable" }),
    names: ["roll-writers"],
  },
  {
    name: "a developer who may write into the vault",
    edit: ({ vault }) => person(vault, "developer", { Action: "s3:PutObject", Resource: `${vaultBucket}/*` }),
    names: ["vault-writers"],
  },
  {
    name: "another account writes into the mirror",
    edit: ({ mirror }) =>
      void policyOn(mirror, ":s3:::").push({
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::999999999999:role/contractor" },
        Action: "s3:PutObject",
        Resource: `${mirrorBucket}/*`,
      }),
    names: ["vault-writers"],
  },
  {
    name: "the sealer reads what it wrote",
    edit: ({ vault }) => widen(vault, "seal", { Action: "s3:GetObject", Resource: `${vaultBucket}/*` }),
    names: ["vault-readers"],
  },
  {
    name: "a person who may read sealed sets",
    edit: ({ vault }) => person(vault, "curious", { Action: "s3:GetObject", Resource: `${vaultBucket}/*` }),
    names: ["vault-readers"],
  },
  {
    name: "another account reads the vault",
    edit: ({ vault }) =>
      void policyOn(vault, ":s3:::").push({
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::999999999999:role/contractor" },
        Action: ["s3:GetObject", "s3:GetObjectVersion"],
        Resource: `${vaultBucket}/*`,
      }),
    names: ["vault-readers"],
  },
  {
    name: "the vault deletable by whoever has the right",
    edit: ({ vault }) => {
      const statements = policyOn(vault, ":s3:::");
      statements.splice(
        statements.findIndex(({ Sid }) => Sid === "NobodyDeletes"),
        1,
      );
      person(vault, "keeper", { Action: "s3:DeleteObjectVersion", Resource: `${vaultBucket}/*` });
    },
    names: ["vault-deleters"],
  },
  {
    name: "a person who may shorten the mirror’s retention",
    edit: ({ mirror }) => {
      const statements = policyOn(mirror, ":s3:::");
      statements.splice(
        statements.findIndex(({ Sid }) => Sid === "RetentionStays"),
        1,
      );
      person(mirror, "keeper", { Action: "s3:PutBucketObjectLockConfiguration", Resource: mirrorBucket });
    },
    names: ["vault-deleters"],
  },
  {
    name: "a person who may open what the roll’s key closes",
    edit: ({ register }) =>
      person(register, "curious", { Action: "kms:Decrypt", Resource: register.keys[0]!.arn }),
    names: ["key-users"],
  },
  {
    name: "a person who may sign manifests",
    edit: ({ vault }) => person(vault, "forger", { Action: "kms:Sign" }),
    names: ["key-users"],
  },
  {
    name: "another account uses the roll’s key",
    edit: ({ register }) =>
      void policyOn(register, ":key/").push({
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::999999999999:root" },
        Action: "kms:Decrypt",
        Resource: "*",
      }),
    names: ["key-users"],
  },
  {
    name: "a person who may stop the trail",
    edit: ({ audit }) => person(audit, "quiet", { Action: "cloudtrail:StopLogging" }),
    names: ["trail-silencers"],
  },
  {
    name: "a person who may change what the trail keeps",
    edit: ({ audit }) => person(audit, "quiet", { Action: "cloudtrail:PutEventSelectors" }),
    names: ["trail-silencers"],
  },
  {
    name: "a person who may rewrite the vault’s policy, and so write herself into it",
    edit: ({ vault }) => person(vault, "ruler", { Action: "s3:PutBucketPolicy", Resource: vaultBucket }),
    names: ["rule-changers", "vault-deleters", "vault-readers", "vault-writers"],
  },
  {
    name: "a person who may set the tags that policies ask for",
    edit: ({ vault }) => person(vault, "ruler", { Action: "s3:PutBucketTagging", Resource: vaultBucket }),
    names: ["rule-changers"],
  },
  {
    name: "a person who may give rights to roles, and so to herself",
    edit: ({ register }) => person(register, "ruler", { Action: "iam:PutRolePolicy" }),
    names: [
      "account-closers",
      "code-runners",
      "key-users",
      "roll-readers",
      "roll-writers",
      "rule-changers",
      "rules-apart",
    ],
  },
  {
    name: "a person who may change a function’s code",
    edit: ({ register }) => person(register, "coder", { Action: "lambda:UpdateFunctionCode" }),
    names: ["code-runners", "key-users", "roll-readers", "roll-writers", "rules-apart"],
  },
  {
    name: "a person who may close the account",
    edit: ({ register }) => person(register, "closer", { Action: "account:CloseAccount" }),
    names: ["account-closers"],
  },
  {
    name: "an administrator",
    edit: ({ mirror }) => person(mirror, "admin", { Action: "*" }),
    names: [
      "account-closers",
      "administrators",
      "code-runners",
      "rule-changers",
      "vault-deleters",
      "vault-readers",
      "vault-writers",
    ],
  },
  {
    name: "everything allowed to the sealer, within its boundary",
    edit: ({ vault }) => void rightsOf(vault, "seal").push({ Effect: "Allow", Action: "*", Resource: "*" }),
    names: ["administrators"],
  },
  {
    name: "a policy that is none on the vault",
    edit: ({ vault }) =>
      void (vault.resourcePolicies.find(({ resource }) => resource === vaultBucket)!.policy = "gone"),
    names: [
      "public-access unknown",
      "rule-changers unknown",
      "rules-apart unknown",
      "tls-only unknown",
      "vault-deleters unknown",
      "vault-readers unknown",
      "vault-writers unknown",
    ],
  },
  {
    name: "a trust policy that is none",
    edit: ({ register }) => void (roleOf(register, "look-up").AssumeRolePolicyDocument = "unread: why"),
    names: [
      "code-runners unknown",
      "key-users unknown",
      "outside-trust unknown",
      "roll-readers unknown",
      "rule-changers unknown",
      "rules-apart unknown",
    ],
  },
];
