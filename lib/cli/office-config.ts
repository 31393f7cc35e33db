import { lstat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { readConfig, type ReadConfig } from "../contract/read-config.ts";
import type { Context } from "./command.ts";

/** Taken from the folder in which the program runs when `--config` names no other. */
export const defaultConfig = "rollward.config.json";

/**
 * The office's configuration: of `--config`, else of this folder, else `undefined`. A named one that is not there is
 * an error, never passed over.
 *
 * @throws RollwardError whatever `readConfig` throws
 */
export async function officeConfig({ config }: Context): Promise<ReadConfig | undefined> {
  if (config !== undefined) return readConfig(config);
  const found = await lstat(defaultConfig).catch(() => undefined);
  return found === undefined ? undefined : readConfig(defaultConfig);
}

/** A path that the configuration names, from its own folder. */
export function configPath({ folder }: ReadConfig, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}
