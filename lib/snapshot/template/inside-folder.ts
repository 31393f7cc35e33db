import { lstat, realpath } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { baseFaults } from "../../base/base-faults.ts";
import { failure } from "../../base/faults.ts";
import { readInputText, systemCode, type FileRole } from "../../base/files.ts";
import { parseJson, type Json } from "../../base/json.ts";
import { templateFaults } from "./template-faults.ts";

const role: FileRole = { en: "The template", fr: "Le modèle" };

/** CloudFormation takes templates of 1 MB; a manifest names thousands of stacks in less than this. */
export const maxTemplateBytes = 32_000_000;

/**
 * Where `inner`, as the file `from` names it, really lies: below `root`, with every link followed. What a manifest
 * names is untrusted, and a report must not carry what lies elsewhere on the machine.
 *
 * @throws RollwardError template-outside, file-missing
 */
export async function inside(root: string, folder: string, inner: string, from: string): Promise<string> {
  const outside = () => failure(templateFaults["template-outside"], { path: from, inner });
  if (inner.includes("\0") || isAbsolute(inner)) throw outside();
  const path = join(folder, inner);
  if (!isBelow(root, path)) throw outside();
  let real: string;
  try {
    real = await realpath(path);
  } catch (cause) {
    const reason = systemCode(cause);
    const missing = reason === "ENOENT" || reason === "ENOTDIR";
    throw failure(
      baseFaults[missing ? "file-missing" : "file-unreadable"],
      { what: role, path, reason },
      cause,
    );
  }
  if (!isBelow(root, real)) throw outside();
  return real;
}

function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** True when a folder stands at `path`. Never throws. */
export async function isFolder(path: string): Promise<boolean> {
  const found = await lstat(await realpath(path).catch(() => path)).catch(() => undefined);
  return found?.isDirectory() === true;
}

/**
 * A JSON file; `undefined` when it is none.
 *
 * @throws RollwardError as `readInputText`
 */
export async function readJson(path: string): Promise<Json | undefined> {
  return parseJson(await readInputText(path, role, maxTemplateBytes));
}
