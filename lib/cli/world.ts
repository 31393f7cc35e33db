import type { Readable, Writable } from "node:stream";
import type { Check } from "../audit/check.ts";
import type { PracticeMap } from "../audit/practice.ts";

export type Env = Readonly<Record<string, string | undefined>>;

export interface Judging {
  readonly checks: readonly Check[];
  readonly practices: PracticeMap;
}

/** What the program has of the world, handed in by `bin/rollward.ts`; the tests hand in their own. */
export interface World {
  /** The command line, without the program's own name. */
  readonly argv: readonly string[];
  readonly env: Env;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Where SIGINT, SIGTERM and SIGHUP arrive. */
  readonly signals: SignalSource;
  /** Ends the process at once, whatever is under way. */
  readonly endNow: (exit: number) => void;
  /** Loads the checks and the practices they serve, for the commands that judge. */
  readonly loadJudging: () => Promise<Judging>;
}

export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
}
