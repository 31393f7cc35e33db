import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { baseFaults } from "../../base/base-faults.ts";
import { failure } from "../../base/faults.ts";
import { systemCode } from "../../base/files.ts";
import { checkTarget, writeOutput } from "../../base/output.ts";
import type { RepairResult } from "./access-repair-result.ts";

/** One file to be written, by its name in the folder. */
interface OutFile {
  readonly name: string;
  readonly content: string;
}

/** The new documents and diffs, numbered as the text numbers them, and the result as a whole. */
export function filesOf(result: RepairResult): readonly OutFile[] {
  const files = result.edits.flatMap(({ policy, change, after, diff }, at): readonly OutFile[] => {
    const name = `${String(at + 1).padStart(3, "0")}-${plainName(policy)}`;
    return [
      ...(after === null || change === "detached"
        ? []
        : [{ name: `${name}.json`, content: `${JSON.stringify(after, null, 2)}\n` }]),
      ...(diff === undefined ? [] : [{ name: `${name}.diff`, content: `${diff}\n` }]),
    ];
  });
  return [...files, { name: "repair.json", content: `${JSON.stringify(result, null, 2)}\n` }];
}

/**
 * Writes the files into a folder, which is made if it is not there. What stands there already is looked for before
 * anything is written; each file gets its name only once it is whole.
 *
 * @throws RollwardError target-exists, target-kind, target-folder, target-unwritable
 */
export async function writeFiles(
  folder: string,
  files: readonly OutFile[],
  options: { readonly force: boolean; readonly signal: AbortSignal },
): Promise<void> {
  await makeFolder(folder);
  for (const { name } of files) await checkTarget(join(folder, name), options);
  for (const { name, content } of files) {
    options.signal.throwIfAborted();
    await writeOutput(join(folder, name), content, { force: options.force, mode: 0o644 });
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (cause) {
    const reason = systemCode(cause);
    if (reason === "EEXIST") return;
    if (reason === "ENOENT" || reason === "ENOTDIR")
      throw failure(baseFaults["target-folder"], { path: folder }, cause);
    throw failure(baseFaults["target-unwritable"], { path: folder, reason }, cause);
  }
}

/** Letters, digits and a few marks of a policy’s name: safe as a file’s name everywhere. */
function plainName(policy: string): string {
  const own = policy.split(":").slice(5).join(":") || policy;
  return (
    own
      .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
      .replaceAll(/^[.-]+|-+$/g, "")
      .slice(-80) || "policy"
  );
}
