import { anyOne, anyRun, matchesGlob, type Glob } from "../wildcard.ts";
import { unknown } from "../truth.ts";
import { matchesReading, type Reading } from "../variables.ts";
import type { Operator } from "./operator.ts";

/** StringEquals: letter by letter; `*` in it is a character like any other. */
const equals: Comparison = {
  matches: (value, { plain }) => value === plain,
  matchesBeginning: (beginning, { plain }) => (plain.startsWith(beginning) ? rest : false),
};

const equalsIgnoreCase: Comparison = {
  matches: (value, { plain }) => value.toLowerCase() === plain.toLowerCase(),
  matchesBeginning: (beginning, { plain }) =>
    plain.toLowerCase().startsWith(beginning.toLowerCase()) ? rest : false,
};

/** StringLike: `*` and `?`, case counts. */
const like: Comparison = {
  matches: (value, reading) => matchesReading(reading, value),
  matchesBeginning: (beginning, { glob }) => {
    if (glob.at(-1) === anyRun && matchesGlob(glob, beginning)) return true;
    return canBegin(glob, beginning) ? rest : false;
  },
};

type Comparison = Pick<Operator, "matches"> & Required<Pick<Operator, "matchesBeginning">>;

const rest = unknown(
  "the value of a key is only known by its beginning: the request does not name the session",
);

/** Could something that begins so match? Looks at what stands before the first run. */
function canBegin(glob: Glob, beginning: string): boolean {
  for (let at = 0; at < beginning.length; at += 1) {
    const unit = glob[at];
    if (unit === anyRun) return true;
    if (unit === undefined || (unit !== anyOne && unit !== beginning.charCodeAt(at))) return false;
  }
  return true;
}

const check = (): undefined => undefined;
const operator = (comparison: Comparison, negated: boolean): Operator => ({ negated, check, ...comparison });

export const stringOperators = {
  StringEquals: operator(equals, false),
  StringNotEquals: operator(equals, true),
  StringEqualsIgnoreCase: operator(equalsIgnoreCase, false),
  StringNotEqualsIgnoreCase: operator(equalsIgnoreCase, true),
  StringLike: operator(like, false),
  StringNotLike: operator(like, true),
} satisfies Record<string, Operator>;

/** A value of a policy that is compared letter by letter once case is folded. */
function boolean(text: string): string | undefined {
  const folded = text.toLowerCase();
  return folded === "true" || folded === "false" ? folded : undefined;
}

export const boolOperators = {
  Bool: {
    negated: false,
    check: ({ text }) =>
      boolean(text) === undefined ? `“${text.slice(0, 60)}” is neither true nor false` : undefined,
    matches: (value, { plain }: Reading) => boolean(value) !== undefined && boolean(value) === boolean(plain),
  },
} satisfies Record<string, Operator>;
