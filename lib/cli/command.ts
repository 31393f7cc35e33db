import type { Readable, Writable } from "node:stream";
import type { Check } from "../audit/check.ts";
import type { PracticeMap } from "../audit/practice.ts";
import type { Work } from "../base/context.ts";
import type { Exit } from "../base/exit.ts";
import type { Words } from "../base/words.ts";

/** One option of a command. `flag` takes no value; `one` takes one; `many` may be repeated. */
export interface OptionSpec {
  readonly kind: "flag" | "one" | "many";
  /** The value's name in help, such as `FILE`; for `one` and `many`. */
  readonly value?: string;
  /** An option that must be given (usage error when it is not). */
  readonly required?: true;
  readonly words: Words;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** The values of a command line, typed by its option specs. */
export type Values<O extends OptionSpecs> = {
  readonly [K in keyof O]: O[K]["kind"] extends "flag"
    ? boolean
    : O[K]["kind"] extends "many"
      ? readonly string[]
      : O[K] extends { readonly required: true }
        ? string
        : string | undefined;
};

/** What a command has of the world: nothing is taken from globals, so that tests run commands in process. */
export interface Context extends Work {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--json`: results as JSON on stdout. */
  readonly json: boolean;
  /** The value of `--now`, when the clock was set by it; said in results. */
  readonly now: string | undefined;
  /** The value of `--config`; `office-config.ts` reads it, or the one in this folder. */
  readonly config: string | undefined;
  /** True when stdout may carry colours (a terminal, and no NO_COLOR). */
  readonly colour: boolean;
  /**
   * The checks and the practices they serve: `bin` hands them in, since nothing in `lib` imports `checks`. They are
   * loaded only for a command that says `needsChecks`; for any other, reading them throws, so that an audit of no
   * checks can never look like one where all is well.
   */
  readonly checks: readonly Check[];
  readonly practices: PracticeMap;
  /** Runs a computation that takes long and waits for nothing, so that Ctrl-C can end it. */
  readonly computing: <T>(work: () => T) => T;
}

export interface Example {
  readonly command: string;
  readonly words: Words;
}

export interface CommandSpec<O extends OptionSpecs> {
  readonly name: string;
  readonly summary: Words;
  /** A paragraph or two below the summary in help. */
  readonly description?: Words;
  /** Names of positional arguments for help, such as `["SET", "SET"]`; all are required. */
  readonly positionals?: readonly string[];
  readonly options: O;
  /** Load `context.checks` and `context.practices` before the command runs. */
  readonly needsChecks?: true;
  readonly examples: readonly Example[];
  readonly run: (values: Values<O>, context: Context, positionals: readonly string[]) => Promise<Exit>;
}

/** A command whose option types have been forgotten, as the dispatcher keeps it. */
export type Command = CommandSpec<OptionSpecs>;

/** Types a command's values by its options; what it returns is kept in a list of commands. */
export function defineCommand<const O extends OptionSpecs>(spec: CommandSpec<O>): Command {
  return spec as unknown as Command;
}
