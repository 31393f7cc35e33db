/** The function `rollward-mirror`: pulls from the vault, verifies, writes its own bucket. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { readTrust } from "../../lib/backup/trust.ts";
import { logTo } from "../../lib/handlers/log.ts";
import { mirrorVault, type Mirrored } from "../../lib/handlers/mirror.ts";
import { setting } from "../../lib/handlers/settings.ts";

const log = logTo(process.stdout);
const trustPath = join(import.meta.dirname, "trust.json");

export async function handler(): Promise<Mirrored> {
  return mirrorVault({
    vault: setting(process.env, "VAULT_URL"),
    mirror: setting(process.env, "MIRROR_URL"),
    trust: await readTrust(trustPath),
    trustPath,
    clock: () => new Date(),
    random: (bytes) => randomBytes(bytes),
    log,
  });
}
