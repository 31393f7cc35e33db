import { isUtf8 } from "node:buffer";
import { failure } from "../base/faults.ts";
import { isRecord, parseJson } from "../base/json.ts";
import { canonicalLine } from "./canonical.ts";
import { checkRecord } from "./check.ts";
import { registerFaults } from "./register-faults.ts";
import { maxLineBytes, voterFields } from "./schema.ts";
import { keyTwice } from "./twice.ts";
import type { Voter } from "./voter.ts";

export interface ParsedLine {
  readonly voter: Voter;
  /** The canonical line, without line feed, in a buffer of its own. */
  readonly canonical: Buffer;
}

/**
 * Parses one line of a roll, its line feed not included: the slow way, which takes keys in any order, white space and
 * escapes, and says what is wrong. `line` is its number, from 1, for the sentence.
 *
 * @throws RollwardError line-long, line-utf8, line-bom, line-empty, line-json, line-key-unknown, line-missing,
 * line-field, line-key-twice
 */
export function parseLine(bytes: Uint8Array, line: number): ParsedLine {
  if (bytes.length > maxLineBytes) throw failure(registerFaults["line-long"], { line, limit: maxLineBytes });
  if (!isUtf8(bytes)) throw failure(registerFaults["line-utf8"], { line });
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  if (text.startsWith("\uFEFF")) throw failure(registerFaults["line-bom"], { line });
  if (text.trim() === "") throw failure(registerFaults["line-empty"], { line });
  const value = parseJson(text);
  if (!isRecord(value)) throw failure(registerFaults["line-json"], { line });
  const voter = checkRecord(voterFields, value, { line, path: "" }) as unknown as Voter;
  const field = keyTwice(text, voterFields);
  if (field !== undefined) throw failure(registerFaults["line-key-twice"], { line, field });
  return { voter, canonical: canonicalLine(voter) };
}
