import type { Writable } from "node:stream";
import type { Context } from "./command.ts";

/** Prints a result as one line of JSON, and with it the moment of `--now`, when the clock was set by it. */
export function printJson(result: object, { now }: Pick<Context, "now">, out: Writable): void {
  out.write(`${JSON.stringify(now === undefined ? result : { ...result, now })}\n`);
}
