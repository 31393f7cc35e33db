import type { Clock } from "./time.ts";
import type { Lang } from "./words.ts";

/**
 * What work needs of the world besides its inputs, passed in so that tests and replays can choose it:
 * the language of its words, the clock, a source of random bytes, and the signal that Ctrl-C raises.
 */
export interface Work {
  readonly lang: Lang;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** A warning or remark for the person, one sentence, on stderr. */
  readonly remark: (sentence: string) => void;
}

/** Reports how far long work has come. */
export interface Progress {
  /** Begins a stage; `total` is in `unit`, `undefined` when it is not known beforehand. */
  start(label: string, unit: "bytes" | "voters" | "parts" | "sets" | "requests", total?: number): void;
  /** Adds to what is done in the current stage. */
  add(done: number): void;
  end(): void;
}

/** For work that nobody watches. */
export const silentProgress: Progress = { start() {}, add() {}, end() {} };
