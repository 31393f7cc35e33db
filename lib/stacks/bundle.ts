import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { readInput, type FileRole } from "../base/files.ts";
import { functionTasks, type FunctionTask } from "../contract/names.ts";
import type { FunctionCode } from "./deployment.ts";
import type { Office } from "./office.ts";

/** The source of a task's Lambda entry, which exports `handler`. */
export type Entries = (task: FunctionTask) => string;

/** The entries of this checkout. They are named by path, for nothing here runs them. */
export function sourceEntries(task: FunctionTask): string {
  return resolve(import.meta.dirname, `../../bin/functions/${task}.ts`);
}

/** Public files of the office that a function finds beside its code. */
const beside: Readonly<Partial<Record<FunctionTask, readonly (keyof Office["files"])[]>>> = {
  seal: ["trust", "recipients"],
  mirror: ["trust"],
};

const kinds: Readonly<Record<keyof Office["files"], { readonly name: string; readonly role: FileRole }>> = {
  trust: { name: "trust.json", role: { en: "The trust file", fr: "Le fichier de confiance" } },
  recipients: {
    name: "recipients.txt",
    role: { en: "The recipients file", fr: "Le fichier des destinataires" },
  },
};

/** Far above what such files hold; Lambda takes no more than 250 MB with the code. */
const maxBytes = 10_000_000;

/**
 * Bundles every function into a folder of its own, the cloud's clients included, so that what runs is what was
 * reviewed and not what Lambda happens to bring. Call `remove` once the folders are staged.
 *
 * @throws RollwardError file-missing, file-kind, file-size, file-unreadable for a file of the office; what esbuild says
 *   of an entry that does not build
 */
export async function bundleFunctions(
  entries: Entries,
  { files }: Pick<Office, "files">,
): Promise<{ readonly code: FunctionCode; readonly remove: () => Promise<void> }> {
  const top = await mkdtemp(join(tmpdir(), "rollward-bundle-"));
  const remove = () => rm(top, { recursive: true, force: true });
  const code: FunctionCode = (task) => join(top, task);
  try {
    // Loaded when asked for: whoever only reads templates needs no bundler.
    const { build } = await import("esbuild");
    const { outputFiles } = await build({
      entryPoints: functionTasks.map((task) => ({ in: entries(task), out: `${task}/index` })),
      outdir: top,
      // Written here rather than by esbuild, whose errors do not say what the disk said.
      write: false,
      outExtension: { ".js": ".mjs" },
      absWorkingDir: resolve(import.meta.dirname, "../.."),
      bundle: true,
      platform: "node",
      target: "node24",
      format: "esm",
      mainFields: ["module", "main"],
      minify: true,
      keepNames: true,
      legalComments: "none",
      charset: "utf8",
      logLevel: "silent",
      // Packages that are not ES modules call `require` for what Node brings. The long name is none that minifying gives.
      banner: {
        js: `import{createRequire as createRequireOfNode}from"node:module";const require=createRequireOfNode(import.meta.url);`,
      },
    });
    for (const { path, contents } of outputFiles) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, contents);
    }
    for (const [task, names] of Object.entries(beside)) {
      for (const name of names) {
        const path = files[name];
        if (path === undefined) continue;
        const { role, name: as } = kinds[name];
        await writeFile(join(top, task, as), await readInput(path, role, maxBytes));
      }
    }
    return { code, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
