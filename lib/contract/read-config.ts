import type { Config } from "./config.ts";

export interface ReadConfig {
  readonly config: Config;
  /** SHA-256 of the file's bytes, hex. */
  readonly sha256: string;
  /** Folder of the file: paths in it are from there. */
  readonly folder: string;
}

/**
 * Reads a configuration, which is untrusted, and says all that is wrong with it at once.
 *
 * @throws RollwardError file-missing, file-kind, file-size, file-unreadable, file-text, config-malformed, config-newer
 */
export async function readConfig(path: string): Promise<ReadConfig> {
  throw new Error(`not built yet: ${path}`);
}
