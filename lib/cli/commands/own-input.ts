import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { restoreFaults } from "../../backup/restore/restore-faults.ts";
import { failure } from "../../base/faults.ts";

/**
 * Refuses a target that is one of the command's own inputs or lies inside one of them, whatever `--force` says: a
 * roll in the clear would land on a mirror, or an identity would be lost under it.
 *
 * @throws RollwardError restore-own-input
 */
export async function refuseOwnInputs(to: string, inputs: readonly (string | undefined)[]): Promise<void> {
  const path = to.replace(/^sqlite:/, "");
  if (path === "-") return;
  const target = await realOf(path);
  for (const input of inputs) {
    if (input === undefined || /^s3:/i.test(input)) continue;
    const named = /^file:/i.test(input) ? pathOf(input) : input;
    if (named === undefined) continue;
    const real = await realOf(named);
    if (target === real || target.startsWith(`${real}${sep}`))
      throw failure(restoreFaults["restore-own-input"], { path, input });
  }
}

/** `undefined` for a URL that is none: it is refused where the mirror is opened. */
function pathOf(url: string): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}

/** The real path of what may not exist yet. */
async function realOf(path: string): Promise<string> {
  const full = resolve(path);
  return realpath(full).catch(async () =>
    join(await realpath(dirname(full)).catch(() => dirname(full)), basename(full)),
  );
}
