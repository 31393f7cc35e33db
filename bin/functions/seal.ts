/** The function `rollward-seal`: the newest export becomes the next set of the vault. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import about from "../../package.json" with { type: "json" };
import { readRecipients } from "../../lib/backup/age/recipients.ts";
import { dynamoHead } from "../../lib/backup/cloud/dynamodb-head.ts";
import type { HeadSealed } from "../../lib/backup/cloud/head-seal.ts";
import { kmsSigner } from "../../lib/backup/cloud/kms-signer.ts";
import { s3Exports } from "../../lib/backup/cloud/s3-exports.ts";
import { openVault } from "../../lib/backup/cloud/s3-vault.ts";
import { readTrust } from "../../lib/backup/trust.ts";
import { logTo } from "../../lib/handlers/log.ts";
import { sealExport } from "../../lib/handlers/seal.ts";
import { daysSetting, durationSetting, setting } from "../../lib/handlers/settings.ts";

const head = new DynamoDBClient();
const kms = new KMSClient();
const s3 = new S3Client();
const log = logTo(process.stdout);

/** Beside the bundled file: what the office configured, put there when the stacks were synthesized. */
const trustPath = join(import.meta.dirname, "trust.json");
const recipientsPath = join(import.meta.dirname, "recipients.txt");

export async function handler(): Promise<HeadSealed> {
  const environment = process.env;
  const signingKey = setting(environment, "SIGNING_KEY");
  const tableArn = environment["TABLE_ARN"];
  const request = {
    office: setting(environment, "OFFICE_ID"),
    trust: await readTrust(trustPath),
    trustPath,
    recipients: await readRecipients(recipientsPath),
    // A day, and two hours for the export and the sealing of the next one.
    nextDueMs: durationSetting(environment, "NEXT_DUE", "26h"),
    expiresInMs: durationSetting(environment, "EXPIRES_IN", "7d"),
    keepMs: daysSetting(environment, "RETENTION_DAYS"),
    tool: `rollward ${about.version}`,
    signingKey,
  };
  const world = {
    exports: s3Exports(s3, {
      bucket: setting(environment, "EXPORTS_BUCKET"),
      prefix: setting(environment, "EXPORT_PREFIX"),
      ...(tableArn && { tableArn }),
    }),
    head: dynamoHead(head, setting(environment, "HEAD_TABLE")),
    vault: await openVault(setting(environment, "VAULT_URL")),
    signer: () => kmsSigner(kms, signingKey),
  };
  return sealExport({ request, world, clock: () => new Date(), random: (bytes) => randomBytes(bytes), log });
}
