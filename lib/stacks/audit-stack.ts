import type { Stack } from "aws-cdk-lib/core";
import { acknowledge } from "./constructs/acknowledge.ts";
import { makeHeadTable } from "./constructs/head-table.ts";
import { makeLockedBucket } from "./constructs/locked-bucket.ts";
import { makeTrail } from "./constructs/trail.ts";
import type { Office } from "./office.ts";

/** What the auditors keep: the trail, locked as the vault is, and the head record. No function stands here. */
export function fillAuditStack(stack: Stack, office: Office): void {
  const bucket = makeLockedBucket(stack, "TrailBucket", "trail", office);
  acknowledge(
    bucket,
    "AwsSolutions-S1",
    "The trail’s own bucket would log its own logging without end; its digests show any change, and its lock forbids it.",
  );
  makeTrail(stack, office, bucket);
  makeHeadTable(stack, office);
}
