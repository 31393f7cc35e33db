import { parseArgs } from "node:util";
import type { Lang } from "../base/words.ts";
import type { Env } from "./world.ts";

/** What a command line says before any command is loaded. */
export interface Globals {
  readonly lang: Lang;
  readonly json: boolean;
  readonly help: boolean;
  readonly version: boolean;
  /** The words before any option: at most two, since no command has more. */
  readonly words: readonly string[];
  /** The first option before the command that is not one of the global ones. */
  readonly stray: string | undefined;
  /** A value of `--lang` that is no language of ours. */
  readonly badLang: string | undefined;
  /** `argv` with `words` taken out: `without(1)` when the command has one word, `without(2)` when two. */
  readonly without: (count: number) => readonly string[];
}

const options = {
  help: { type: "boolean", short: "h" },
  json: { type: "boolean" },
  version: { type: "boolean" },
  lang: { type: "string" },
  config: { type: "string" },
  now: { type: "string" },
} as const;

/**
 * Looks through `argv` for what must be known before the command is: its name, the language, `--json`, `--help`.
 * Never throws; the command's own options are judged later, by `parseOptions`.
 */
export function readGlobals(argv: readonly string[], env: Env): Globals {
  const { tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = tokens.filter((token) => token.kind === "option");
  const places = tokens.filter((token) => token.kind === "positional").map((token) => token.index);
  const first = places[0];
  const second = first !== undefined && places[1] === first + 1 ? places[1] : undefined;
  const wordPlaces = [first, second].filter((place) => place !== undefined);
  const stray = given.find(
    (token) => !Object.hasOwn(options, token.name) && token.index < (first ?? Infinity),
  );
  const asked = given.findLast((token) => token.name === "lang")?.value;
  const lang = asked === "en" || asked === "fr" ? asked : undefined;
  return {
    lang: lang ?? langOf(env),
    json: given.some((token) => token.name === "json"),
    help: given.some((token) => token.name === "help"),
    version: given.some((token) => token.name === "version"),
    words: wordPlaces.map((place) => argv[place]!),
    stray: stray?.rawName,
    badLang: lang === undefined && typeof asked === "string" ? asked : undefined,
    without: (count) => argv.filter((_, index) => !wordPlaces.slice(0, count).includes(index)),
  };
}

/** The language of the environment, by POSIX's order (XBD 8.2): the first of these that is set and not empty. */
function langOf(env: Env): Lang {
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return /^fr(?![a-z])/i.test(locale) ? "fr" : "en";
}
