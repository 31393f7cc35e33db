import * as z from "zod/mini";
import { anyText, arn, text, longestName } from "./shape-parts.ts";

const resource = {
  arn,
  name: text(longestName),
  region: z.optional(text(64)),
  tags: z.optional(z.record(anyText(1000), anyText(1000))),
};
const flag = z.optional(z.boolean());
const keyName = text(longestName);

export const publicAccessBlock = z.object({
  blockPublicAcls: z.boolean(),
  ignorePublicAcls: z.boolean(),
  blockPublicPolicy: z.boolean(),
  restrictPublicBuckets: z.boolean(),
});

export const bucket = z.object({
  ...resource,
  versioning: z.optional(z.enum(["enabled", "suspended", "never"])),
  objectLock: z.optional(
    z.nullable(
      z.object({
        mode: z.nullable(z.enum(["GOVERNANCE", "COMPLIANCE"])),
        days: z.nullable(z.int().check(z.positive(), z.maximum(100_000_000))),
      }),
    ),
  ),
  encryption: z.optional(
    z.nullable(
      z.object({ algorithm: z.enum(["AES256", "aws:kms", "aws:kms:dsse"]), key: z.optional(keyName) }),
    ),
  ),
  publicAccessBlock: z.optional(z.nullable(publicAccessBlock)),
  replication: z.optional(z.nullable(z.object({ role: arn, destinations: z.array(arn) }))),
});

export const table = z.object({
  ...resource,
  encryption: z.optional(
    z.object({ kind: z.enum(["aws-owned", "aws-managed", "customer"]), key: z.optional(keyName) }),
  ),
  pointInTimeRecovery: flag,
  deletionProtection: flag,
  stream: z.optional(z.nullable(text(longestName))),
  streamingDestinations: z.optional(z.array(arn)),
});

export const key = z.object({
  ...resource,
  aliases: z.optional(z.array(text(longestName))),
  enabled: flag,
  rotation: flag,
  usage: z.optional(z.enum(["ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"])),
  manager: z.optional(z.enum(["customer", "aws"])),
});

export const functionFacts = z.object({
  ...resource,
  role: z.optional(arn),
  runtime: z.optional(text(200)),
  environment: z.optional(z.array(text(longestName))),
  secrets: z.optional(
    z.array(
      z.object({ name: text(longestName), looksLike: z.enum(["age-identity", "private-key", "aws-key"]) }),
    ),
  ),
  codeSigning: z.optional(z.nullable(text(longestName))),
  eventSources: z.optional(z.array(arn)),
});

export const route = z.object({
  api: arn,
  apiName: z.optional(text(longestName)),
  key: text(longestName),
  authorization: z.optional(z.enum(["NONE", "AWS_IAM", "JWT", "CUSTOM"])),
  scopes: z.optional(z.array(text(longestName))),
  authorizer: z.optional(z.object({ issuer: anyText(longestName), audience: z.array(anyText(longestName)) })),
  target: z.optional(text(longestName)),
});

export const trail = z.object({
  ...resource,
  logging: flag,
  multiRegion: flag,
  globalEvents: flag,
  validation: flag,
  organization: flag,
  bucket: z.optional(text(longestName)),
  key: z.optional(z.nullable(keyName)),
  managementEvents: flag,
  dataEvents: z.optional(z.array(text(longestName))),
  dataArns: z.optional(z.array(text(longestName))),
});
