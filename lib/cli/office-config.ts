import { lstat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { systemCode } from "../base/files.ts";
import { say, type Words } from "../base/words.ts";
import { readConfig, type ReadConfig } from "../contract/read-config.ts";
import type { Context } from "./command.ts";

const taken: Words = {
  en: "The configuration is {path} of this folder; --config names another",
  fr: "La configuration est {path} de ce dossier ; --config en désigne une autre",
};

/** Taken from the folder in which the program runs when `--config` names no other. */
export const defaultConfig = "rollward.config.json";

/**
 * The office's configuration: of `--config`, else of this folder, else `undefined`. A named one that is not there is
 * an error, never passed over; one that nobody named is remarked.
 *
 * @throws RollwardError whatever `readConfig` throws
 */
export async function officeConfig({
  config,
  remark,
  lang,
}: Pick<Context, "config" | "remark" | "lang">): Promise<ReadConfig | undefined> {
  if (config !== undefined) return readConfig(config);
  // Only a file that is not there is none; one that cannot be reached is told of by reading it.
  const absent = await lstat(defaultConfig).then(
    () => false,
    (cause: unknown) => systemCode(cause) === "ENOENT",
  );
  if (absent) return undefined;
  const read = await readConfig(defaultConfig);
  remark(say(taken, lang, { path: defaultConfig }));
  return read;
}

/** A path that the configuration names, from its own folder. */
export function configPath({ folder }: ReadConfig, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}
