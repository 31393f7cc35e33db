import { dirname, resolve } from "node:path";
import { isUtf8 } from "node:buffer";
import { baseFaults } from "../base/base-faults.ts";
import { sha256Hex } from "../base/bytes.ts";
import { failure } from "../base/faults.ts";
import { readInput, type FileRole } from "../base/files.ts";
import { isRecord, parseJson } from "../base/json.ts";
import { jsonSlip } from "../base/json-slip.ts";
import type { Words } from "../base/words.ts";
import type { Config } from "./config.ts";
import { wordsOfIssues, wordsOfSlip } from "./config-issues.ts";
import { fitConfig } from "./config-shape.ts";
import { contractFaults } from "./contract-faults.ts";

export interface ReadConfig {
  readonly config: Config;
  /** SHA-256 of the file's bytes, hex. */
  readonly sha256: string;
  /** Folder of the file: paths in it are from there. */
  readonly folder: string;
}

const role: FileRole = { en: "The configuration", fr: "La configuration" };

/** Far above what an office writes, far below what would keep a reader busy. */
export const maxConfigBytes = 1_000_000;

/**
 * Reads a configuration (docs/formats/config.md), which is untrusted, and says all that is wrong with it at once.
 *
 * @throws RollwardError file-missing, file-kind, file-size, file-unreadable, file-text, config-malformed, config-newer
 */
export async function readConfig(path: string): Promise<ReadConfig> {
  const bytes = await readInput(path, role, maxConfigBytes);
  if (!isUtf8(bytes)) throw failure(baseFaults["file-text"], { what: role, path });
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  return { config: parseConfig(text, path), sha256: sha256Hex(bytes), folder: dirname(resolve(path)) };
}

/**
 * The configuration that `text` holds; `path` is for the sentence.
 *
 * @throws RollwardError config-malformed, config-newer
 */
export function parseConfig(text: string, path: string): Config {
  const malformed = (faults: Words) => failure(contractFaults["config-malformed"], { path, faults });
  const slip = jsonSlip(text);
  if (slip !== undefined) throw malformed(wordsOfSlip(slip));
  const json = parseJson(text);
  const format = isRecord(json) && Object.hasOwn(json, "format") ? json["format"] : undefined;
  if (typeof format === "string" && isNewer(format))
    throw failure(contractFaults["config-newer"], { path, format });
  const fitted = fitConfig(json);
  if ("issues" in fitted) throw malformed(wordsOfIssues(fitted.issues));
  return fitted.config;
}

function isNewer(format: string): boolean {
  const match = /^rollward\/config@(\d{1,9})$/.exec(format);
  return match !== null && Number(match[1]) > 1;
}
