import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * SHA-256 over the names and bytes of a flat folder's files, hex. The CDK's own fingerprint is kept in the person's
 * home folder; making templates should leave nothing there.
 */
export function folderHash(folder: string): string {
  const digest = createHash("sha256");
  for (const name of readdirSync(folder).sort()) {
    const bytes = readFileSync(join(folder, name));
    digest.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return digest.digest("hex");
}
