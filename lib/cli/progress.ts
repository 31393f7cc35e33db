import type { Writable } from "node:stream";
import type { Progress } from "../base/context.ts";
import type { Lang } from "../base/words.ts";
import { progressText, type Stage } from "./progress-text.ts";
import type { Env } from "./world.ts";

/** Progress as one line that is written over and over, and leaves no trace. */
export interface ProgressLine extends Progress {
  /** Takes the line away, lets `write` write something that stays, and puts the line back. */
  aside(write: () => void): void;
}

export interface ProgressOptions {
  readonly lang: Lang;
  readonly json: boolean;
  readonly env: Env;
  /** Milliseconds that only rise; `performance.now` by default. */
  readonly elapsed?: () => number;
}

const leastBetweenMs = 100;
const eraseLine = "\r\u001b[2K";

const silentLine: ProgressLine = { start() {}, add() {}, end() {}, aside: (write) => write() };

/** Progress on `stderr` when a person watches it; nothing in a pipe, with `--json`, under CI, on a dumb terminal. */
export function progressOn(
  stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number },
  { lang, json, env, elapsed = () => performance.now() }: ProgressOptions,
): ProgressLine {
  const watched = stderr.isTTY === true && !json && (env["CI"] ?? "") === "" && env["TERM"] !== "dumb";
  if (!watched) return silentLine;
  let stage: Stage | undefined;
  let startedAt = 0;
  let drawnAt = -Infinity;
  let drawn = false;
  const erase = () => {
    if (drawn) stderr.write(eraseLine);
    drawn = false;
  };
  const draw = () => {
    const at = elapsed();
    if (stage === undefined || at - drawnAt < leastBetweenMs) return;
    const text = progressText({ ...stage, elapsedMs: at - startedAt }, lang);
    stderr.write(`${eraseLine}${[...text].slice(0, (stderr.columns ?? 80) - 1).join("")}`);
    drawnAt = at;
    drawn = true;
  };
  return {
    start(label, unit, total) {
      stage = { label, unit, done: 0, total, elapsedMs: 0 };
      startedAt = elapsed();
      draw();
    },
    add(done) {
      if (stage === undefined) return;
      stage = { ...stage, done: stage.done + done };
      draw();
    },
    end() {
      stage = undefined;
      erase();
    },
    aside(write) {
      erase();
      write();
      draw();
    },
  };
}
