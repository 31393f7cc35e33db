import type { Check } from "../lib/audit/check.ts";
import { backupAgrees } from "./w5-1a/backup-agrees.ts";
import { backupFresh } from "./w5-1a/backup-fresh.ts";
import { backupPlaces } from "./w5-1a/backup-places.ts";
import { backupRecipients } from "./w5-1a/backup-recipients.ts";
import { backupVerified } from "./w5-1a/backup-verified.ts";

/** Every check, by id. Written by `node checks/generate.ts`; do not edit. */
export const checks: readonly Check[] = [
  backupAgrees,
  backupFresh,
  backupPlaces,
  backupRecipients,
  backupVerified,
];
