import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";

/** A check's file below `checks/`, such as `w5-1a/backup-fresh.ts`. */
export type CheckFile = string;

const folder = import.meta.dirname;
export const indexPath = join(folder, "index.ts");

/** Every file in a folder of a practice, sorted by check. */
export async function findCheckFiles(): Promise<readonly CheckFile[]> {
  const entries = await readdir(folder, { recursive: true });
  const files = entries
    .map((entry) => entry.replaceAll("\\", "/"))
    .filter((entry) => /^[^/]+\/[^/]+\.ts$/.test(entry));
  return files.sort((a, b) => (checkId(a) < checkId(b) ? -1 : 1));
}

/** `backup-fresh` of `w5-1a/backup-fresh.ts`. */
export function checkId(file: CheckFile): string {
  return file.slice(file.lastIndexOf("/") + 1, -".ts".length);
}

/** `backupFresh` of `backup-fresh`: the one name that a check’s file exports. */
export function exportName(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The text of `checks/index.ts` for these files. */
export async function indexText(files: readonly CheckFile[]): Promise<string> {
  const names = files.map((file) => exportName(checkId(file)));
  const imports = files.map((file, index) => `import { ${names[index]} } from "./${file}";`);
  const lines = [
    `import type { Check } from "../lib/audit/check.ts";`,
    ...imports,
    "",
    "/** Every check, by id. Written by `node checks/generate.ts`; do not edit. */",
    `export const checks: readonly Check[] = [${names.join(", ")}];`,
    "",
  ];
  const options = await resolveConfig(indexPath);
  return format(lines.join("\n"), { ...options, parser: "typescript" });
}

if (import.meta.main) await writeFile(indexPath, await indexText(await findCheckFiles()));
