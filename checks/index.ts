import type { Check } from "../lib/audit/check.ts";
import { accountClosers } from "./w5-1c/account-closers.ts";
import { administrators } from "./w5-1c/administrators.ts";
import { backupAgrees } from "./w5-1a/backup-agrees.ts";
import { backupFresh } from "./w5-1a/backup-fresh.ts";
import { backupPlaces } from "./w5-1a/backup-places.ts";
import { backupRecipients } from "./w5-1a/backup-recipients.ts";
import { backupVerified } from "./w5-1a/backup-verified.ts";
import { boundaries } from "./w5-1c/boundaries.ts";
import { changeTakesTwo } from "./w5-1c/change-takes-two.ts";
import { codeRunners } from "./w5-1c/code-runners.ts";
import { copiesOut } from "./w5-1c/copies-out.ts";
import { identitiesAbsent } from "./w5-1c/identities-absent.ts";
import { idleKeys } from "./w5-1c/idle-keys.ts";
import { keyUsers } from "./w5-1c/key-users.ts";
import { loneDestroyer } from "./w5-1c/lone-destroyer.ts";
import { mirrorOutside } from "./w5-1a/mirror-outside.ts";
import { mirrorsApart } from "./w5-1a/mirrors-apart.ts";
import { outsideTrust } from "./w5-1c/outside-trust.ts";
import { peopleMfa } from "./w5-1c/people-mfa.ts";
import { publicAccess } from "./w5-1a/public-access.ts";
import { registerKey } from "./w5-1a/register-key.ts";
import { registerRecovery } from "./w5-1a/register-recovery.ts";
import { rollReaders } from "./w5-1c/roll-readers.ts";
import { rollWriters } from "./w5-1c/roll-writers.ts";
import { routeScopes } from "./w5-1c/route-scopes.ts";
import { ruleChangers } from "./w5-1c/rule-changers.ts";
import { rulesApart } from "./w5-1c/rules-apart.ts";
import { signingKey } from "./w5-1a/signing-key.ts";
import { tlsOnly } from "./w5-1c/tls-only.ts";
import { trailApart } from "./w5-1c/trail-apart.ts";
import { trailOn } from "./w5-1c/trail-on.ts";
import { trailSilencers } from "./w5-1c/trail-silencers.ts";
import { unusedRights } from "./w5-1c/unused-rights.ts";
import { vaultDeleters } from "./w5-1c/vault-deleters.ts";
import { vaultKey } from "./w5-1a/vault-key.ts";
import { vaultLock } from "./w5-1a/vault-lock.ts";
import { vaultReaders } from "./w5-1c/vault-readers.ts";
import { vaultWriters } from "./w5-1c/vault-writers.ts";

/** Every check, by id. Written by `node checks/generate.ts`; do not edit. */
export const checks: readonly Check[] = [
  accountClosers,
  administrators,
  backupAgrees,
  backupFresh,
  backupPlaces,
  backupRecipients,
  backupVerified,
  boundaries,
  changeTakesTwo,
  codeRunners,
  copiesOut,
  identitiesAbsent,
  idleKeys,
  keyUsers,
  loneDestroyer,
  mirrorOutside,
  mirrorsApart,
  outsideTrust,
  peopleMfa,
  publicAccess,
  registerKey,
  registerRecovery,
  rollReaders,
  rollWriters,
  routeScopes,
  ruleChangers,
  rulesApart,
  signingKey,
  tlsOnly,
  trailApart,
  trailOn,
  trailSilencers,
  unusedRights,
  vaultDeleters,
  vaultKey,
  vaultLock,
  vaultReaders,
  vaultWriters,
];
