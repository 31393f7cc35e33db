import { parseArgs } from "node:util";
import { failure } from "../base/faults.ts";
import { cliFaults } from "./cli-faults.ts";
import type { Command, OptionSpec, OptionSpecs, Values } from "./command.ts";
import { globalOptions } from "./global-options.ts";
import { nearest } from "../base/nearest.ts";

export interface Parsed {
  readonly values: Values<OptionSpecs>;
  readonly globals: Values<typeof globalOptions>;
  readonly positionals: readonly string[];
}

type Given = Map<string, (string | true)[]>;

/**
 * Reads a command's options strictly: whatever is not exactly as its specs say is refused by name, never guessed,
 * since a mistyped `--mirror` must not become a backup with one mirror less.
 *
 * @param args the command line without the command's own words
 * @throws RollwardError option-unknown, option-value, option-flag, option-twice, option-missing,
 * argument-unexpected, argument-missing
 */
export function parseOptions(command: Command, args: readonly string[]): Parsed {
  const program = `rollward ${command.name}`;
  const specs: OptionSpecs = { ...command.options, ...globalOptions };
  const names = spellings(specs);
  const given: Given = new Map();
  const positionals: string[] = [];
  for (const token of tokensOf(args, names, specs)) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const name = names.get(token.name);
    if (name === undefined) throw unknown(token.rawName, program, names.keys());
    const value = checkedValue(token, specs[name]!);
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  checkPositionals(program, command.positionals ?? [], positionals);
  for (const [name, spec] of Object.entries(specs)) checkCount(program, name, spec, given);
  return { values: valuesOf(command.options, given), globals: valuesOf(globalOptions, given), positionals };
}

/** Every spelling of every option, `h` for `help` and `output` for `out` among them, and the name that it means. */
function spellings(specs: OptionSpecs): Map<string, string> {
  const names = new Map([["h", "help"]]);
  for (const name of Object.keys(specs)) {
    for (const spelling of [name, ...(name === "out" ? ["output"] : [])]) names.set(spelling, name);
  }
  return names;
}

function tokensOf(args: readonly string[], names: ReadonlyMap<string, string>, specs: OptionSpecs) {
  const long = [...names].filter(([spelling]) => spelling !== "h");
  const entries = long.map(([spelling, name]) => {
    const type = specs[name]!.kind === "flag" ? ("boolean" as const) : ("string" as const);
    return [spelling, spelling === "help" ? { type, short: "h" } : { type }] as const;
  });
  const options = Object.fromEntries(entries);
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

interface OptionToken {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function checkedValue(token: OptionToken, spec: OptionSpec): string | true {
  const { rawName: option, value } = token;
  if (spec.kind === "flag") {
    if (value === undefined) return true;
    throw failure(cliFaults["option-flag"], { option, value });
  }
  // `--out --force` is far more often a forgotten value than a file named `--force`.
  const dashed =
    token.inlineValue !== true && value !== undefined && value.length > 1 && value.startsWith("-");
  if (value === undefined || value === "" || dashed) {
    throw failure(cliFaults["option-value"], { option, value: spec.value ?? "…" });
  }
  return value;
}

function checkPositionals(
  command: string,
  expected: readonly string[],
  positionals: readonly string[],
): void {
  const extra = positionals[expected.length];
  if (extra !== undefined) throw failure(cliFaults["argument-unexpected"], { command, argument: extra });
  const missing = expected[positionals.length];
  if (missing !== undefined) throw failure(cliFaults["argument-missing"], { command, argument: missing });
}

function checkCount(command: string, name: string, spec: OptionSpec, given: Given): void {
  const count = given.get(name)?.length ?? 0;
  const option = `--${name}`;
  if (count === 0 && spec.required)
    throw failure(cliFaults["option-missing"], { command, option: usageOf(name, spec) });
  if (count > 1 && spec.kind === "one") throw failure(cliFaults["option-twice"], { option });
}

function usageOf(name: string, spec: OptionSpec): string {
  return spec.value === undefined ? `--${name}` : `--${name} ${spec.value}`;
}

function valuesOf<O extends OptionSpecs>(specs: O, given: Given): Values<O> {
  const entries = Object.entries(specs).map(([name, spec]) => {
    const values = given.get(name) ?? [];
    const value = spec.kind === "flag" ? values.length > 0 : spec.kind === "many" ? values : values[0];
    return [name, value] as const;
  });
  return Object.fromEntries(entries) as Values<O>;
}

function unknown(option: string, command: string, names: Iterable<string>) {
  const known = [...names].filter((name) => name !== "h");
  const near = nearest(option.replace(/^-+/, ""), known);
  return failure(cliFaults["option-unknown"], {
    option,
    command,
    nearest: near === undefined ? "none" : `--${near}`,
  });
}
