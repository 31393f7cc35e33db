import type { Exit } from "./exit.ts";
import { say, type Args, type Lang, type Words } from "./words.ts";

/**
 * One way in which something can go wrong: a stable code, the exit code it leads to, and one sentence in both
 * languages that names the thing, the place, what was expected and what to do. Its page is `docs/errors/<code>.md`.
 */
export interface Fault<Code extends string = string> extends Words {
  readonly code: Code;
  readonly exit: Exit;
}

type Sentences = Readonly<Record<string, Words & { readonly exit: Exit }>>;
type Catalogue<T extends Sentences> = { readonly [Code in keyof T & string]: Fault<Code> };

/** A room's catalogue of faults: each key becomes the fault's code. */
export function defineFaults<const T extends Sentences>(sentences: T): Catalogue<T> {
  const entries = Object.entries(sentences).map(([code, words]) => [code, { code, ...words }]);
  return Object.fromEntries(entries) as Catalogue<T>;
}

/** A fault that happened, with the names that its sentence needs. The command line prints it in the user's language. */
export class RollwardError extends Error {
  override readonly name = "RollwardError";
  readonly fault: Fault;
  readonly args: Args;

  constructor(fault: Fault, args: Args = {}, cause?: unknown) {
    super(say(fault, "en", args), cause === undefined ? undefined : { cause });
    this.fault = fault;
    this.args = args;
  }

  get code(): string {
    return this.fault.code;
  }

  sentence(lang: Lang): string {
    return say(this.fault, lang, this.args);
  }
}

/** Makes the error of `fault`: `throw failure(faults.x, { … })`. */
export function failure(fault: Fault, args: Args = {}, cause?: unknown): RollwardError {
  return new RollwardError(fault, args, cause);
}
