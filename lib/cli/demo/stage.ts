import { Readable, Writable } from "node:stream";
import type { Exit } from "../../base/exit.ts";
import { RollwardError } from "../../base/faults.ts";
import { say, type Args, type Words } from "../../base/words.ts";
import { loadCommand, isCommandName, type CommandName } from "../catalogue.ts";
import type { Context } from "../command.ts";
import { parseOptions } from "../parse.ts";
import { demoWords as words } from "./demo-words.ts";

/** What a command of the story gave. */
export interface Outcome {
  readonly exit: Exit;
  /** Its `--json` result; `undefined` when it ended with an error. */
  readonly result: unknown;
  /** The codes it named: of its error, or of every problem in its result. */
  readonly codes: readonly string[];
  /** With what it ended, when it did not come to a result. */
  readonly error?: RollwardError;
}

/** Tells the story, runs the real commands, and keeps count of what was expected and what came. */
export class Stage {
  held = 0;
  readonly broken: string[] = [];
  readonly #context: Context;
  #chapter = 0;

  constructor(context: Context) {
    this.#context = context;
  }

  chapter(title: Words, args: Args = {}): void {
    this.#context.signal.throwIfAborted();
    this.#write(`\n${++this.#chapter}. ${say(title, this.#context.lang, args)}`);
  }

  line(text: Words, args: Args = {}): void {
    this.#write(`   ${this.say(text, args)}`);
  }

  /** A sentence in the language of the story. */
  say(text: Words, args: Args = {}): string {
    return say(text, this.#context.lang, args);
  }

  /** Runs a command as a person would write it (without the word `rollward`), in this process, with `--json`. */
  async run(...argv: readonly string[]): Promise<Outcome> {
    const name = argv.slice(0, 2).join(" ");
    const command = isCommandName(name) ? name : argv[0]!;
    if (!isCommandName(command)) throw new Error(`the demo names no command: ${name}`);
    const spec = await loadCommand(command);
    const { values, globals, positionals } = parseOptions(spec, argv.slice(command.split(" ").length));
    const printed: Buffer[] = [];
    const stdout = new Writable({ write: (chunk: Buffer, _, done) => done(void printed.push(chunk)) });
    const stderr = new Writable({ write: (_, __, done) => done() });
    const { now, config } = globals;
    const context: Context = {
      ...this.#context,
      // Nobody is asked for anything: the keys of a demo need no passphrase.
      stdin: Readable.from([]),
      stdout,
      stderr,
      json: true,
      now,
      config,
      clock: now === undefined ? this.#context.clock : () => new Date(now),
      remark: () => {},
    };
    try {
      const exit = await spec.run(values, context, positionals);
      const result: unknown = JSON.parse(Buffer.concat(printed).toString("utf8") || "null");
      return { exit, result, codes: problemCodes(result) };
    } catch (cause) {
      if (!(cause instanceof RollwardError) || cause.fault.exit === 130) throw cause;
      return { exit: cause.fault.exit, result: undefined, codes: [cause.code], error: cause };
    }
  }

  /** Runs a command that writes a file of its own instead of a result. */
  async write(...argv: readonly string[]): Promise<Exit> {
    const spec = await loadCommand(argv[0] as CommandName);
    const { values, globals } = parseOptions(spec, argv.slice(1));
    const quiet = new Writable({ write: (_, __, done) => done() });
    const { config } = globals;
    const context: Context = {
      ...this.#context,
      stdout: quiet,
      stderr: quiet,
      json: false,
      config,
      remark: () => {},
    };
    return spec.run(values, context, []);
  }

  /** Shows a command before it is run, its paths shortened to those inside the demo's folder. */
  show(folder: string, ...argv: readonly string[]): void {
    const short = argv.map((word) => word.replace(`${folder}/`, ""));
    this.#write(`   $ rollward ${short.join(" ")}`);
  }

  /** Says in a line whether what came is what was expected: the exit code, and the one code that names it. */
  expect(
    what: Words,
    outcome: Outcome,
    expected: { readonly exit: Exit; readonly code?: string },
    args: Args = {},
  ): void {
    const codes = [...new Set(outcome.codes)].join(", ");
    const held = outcome.exit === expected.exit && codes === (expected.code ?? "");
    const came = { exit: outcome.exit, codes: codes === "" ? "none" : codes };
    const verdict = say(held ? words.held : words.notHeld, this.#context.lang, {
      ...came,
      expected: expected.exit,
      code: expected.code ?? "none",
    });
    this.check(what, held, { ...args }, verdict);
  }

  /** As `expect`, for anything that is true or not. */
  check(
    what: Words,
    held: boolean,
    args: Args = {},
    verdict = say(held ? words.yes : words.no, this.#context.lang),
  ): void {
    const text = say(what, this.#context.lang, args);
    this.#write(`   ${held ? "✓" : "✗"} ${text} — ${verdict}`);
    if (held) this.held++;
    else this.broken.push(text);
  }

  #write(text: string): void {
    this.#context.progress.end();
    this.#context.stdout.write(`${text}\n`);
  }
}

/** The codes of all problems in the result of verify, mirror or seal, and of failed findings in a report. */
function problemCodes(result: unknown): string[] {
  if (typeof result !== "object" || result === null) return [];
  const { mirrors, findings } = result as {
    mirrors?: readonly { problems?: readonly { code: string }[] }[];
    findings?: readonly { check: string; status: string }[];
  };
  const problems = (mirrors ?? []).flatMap((mirror) => mirror.problems ?? []).map(({ code }) => code);
  return [
    ...problems,
    ...(findings ?? []).filter(({ status }) => status === "fail").map(({ check }) => check),
  ];
}
