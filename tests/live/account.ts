import { S3Client } from "@aws-sdk/client-s3";
import { inject } from "vitest";

const live = inject("live");

/** True when there is no emulator: the tests that need it are skipped, and the reporter says so. */
export const noEmulator = !("endpoint" in live);

/** The emulator’s address; only to be used by tests that are skipped without one. */
export const endpoint = "endpoint" in live ? live.endpoint : "http://127.0.0.1:9";

/** Credentials of the emulated account, as environment variables, for this process or one that it starts. */
export const accountEnvironment = {
  AWS_ACCESS_KEY_ID: "123456789012",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_REGION: "us-east-1",
  AWS_EC2_METADATA_DISABLED: "true",
} as const;

/** Uses the emulated account in this process, and nothing that the person has set up. */
export function useAccount(): void {
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
  Object.assign(process.env, accountEnvironment, {
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  });
}

/** The mirror URL of a prefix in a bucket of the emulator. */
export function bucketUrl(bucket: string, prefix = ""): string {
  return `s3://${bucket}${prefix === "" ? "" : `/${prefix}`}?region=us-east-1&endpoint=${encodeURIComponent(endpoint)}`;
}

/** A plain client, to set the stage and to look behind the mirror’s back. */
export function plainClient(): S3Client {
  return new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true });
}
