import type { Writable } from "node:stream";
import { systemCode } from "../base/files.ts";

export interface OutputWatch {
  /** The first error of the output, such as a full disk behind `>`. */
  failed(): Error | undefined;
  /** True when whoever read our output has closed the pipe, as `head` does. */
  readerGone(): boolean;
  /** Resolves when all that was written is out, or cannot get out any more. */
  flushed(): Promise<void>;
}

/** Watches `stdout`; its first error calls `abort`, since work for an output that takes nothing is work for nobody. */
export function watchOutput(stdout: Writable, abort: (reason: Error) => void): OutputWatch {
  let failure: Error | undefined;
  stdout.on("error", (error: Error) => {
    failure ??= error;
    abort(error);
  });
  return {
    failed: () => failure,
    readerGone: () => failure !== undefined && ["EPIPE", "ECONNRESET"].includes(systemCode(failure)),
    flushed: async () => {
      if (failure !== undefined || stdout.destroyed) return;
      await new Promise<void>((resolve) => stdout.write("", () => resolve()));
    },
  };
}
