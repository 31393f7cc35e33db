import { inspect } from "node:util";
import type { Writable } from "node:stream";
import { baseFaults } from "../base/base-faults.ts";
import type { Exit } from "../base/exit.ts";
import { failure, RollwardError } from "../base/faults.ts";
import { systemCode } from "../base/files.ts";
import type { Lang } from "../base/words.ts";
import { cliFaults } from "./cli-faults.ts";
import type { Env } from "./world.ts";

export interface Audience {
  readonly lang: Lang;
  readonly json: boolean;
  readonly env: Env;
  readonly stderr: Writable;
}

/**
 * Tells on stderr, in one sentence, why a run ended, and gives its exit code. With `--json` the sentence stands in
 * one line of JSON, `rollward/error@1`. The stack is shown only when ROLLWARD_DEBUG=1 asks for it.
 */
export function reportError(error: unknown, { lang, json, env, stderr }: Audience): Exit {
  const told = asRollwardError(error);
  const { code, exit } = told.fault;
  const message = told.sentence(lang);
  const line = json
    ? JSON.stringify({ format: "rollward/error@1", code, exit, message })
    : `rollward: ${message} [${code}]`;
  stderr.write(`${line}\n`);
  if (env["ROLLWARD_DEBUG"] === "1") stderr.write(`${inspect(error, { depth: 5 })}\n`);
  return exit;
}

const diskFull = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** Anything thrown, as one of our faults; what nobody foresaw is `internal`, our own mistake. */
export function asRollwardError(error: unknown): RollwardError {
  if (error instanceof RollwardError) return error;
  // `await using` wraps the error that mattered when cleaning up fails as well.
  if (error instanceof SuppressedError) return asRollwardError(error.suppressed);
  if (error instanceof AggregateError && error.errors.length > 0) return asRollwardError(error.errors[0]);
  if (!(error instanceof Error)) return failure(cliFaults.internal, { reason: typeof error }, error);
  if (error.name === "AbortError") {
    return error.cause instanceof RollwardError ? error.cause : failure(baseFaults.interrupted, {}, error);
  }
  const reason = systemCode(error);
  if (diskFull.has(reason)) return failure(cliFaults["output-full"], { reason }, error);
  if ("syscall" in error && typeof error.syscall === "string") {
    const path = "path" in error && typeof error.path === "string" ? error.path : "—";
    return failure(cliFaults["system-refused"], { operation: error.syscall, path, reason }, error);
  }
  // The message stays out of it: it may quote what was being read, and that may be a voter.
  return failure(cliFaults.internal, { reason: error.name }, error);
}
