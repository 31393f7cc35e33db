import { foldedPattern, literalPattern, patternFrom, type Pattern } from "../globs.ts";
import { segmentOne, segmentRun } from "../globs-classes.ts";
import type { Reading } from "../variables.ts";
import { anyOne, anyRun, literalGlob, type Glob } from "../wildcard.ts";
import { foldsByUnits } from "./key-values.ts";

/**
 * The texts that one value of a policy matches, under an operator of the family “text”: `never` where there are none,
 * `unclear` where a pattern cannot say it.
 */
export function textPattern(operator: string, { glob, plain }: Reading): Pattern | "never" | "unclear" {
  if (operator.endsWith("Like") && operator.startsWith("String")) return patternFrom(glob);
  if (operator.startsWith("Arn")) return arnPattern(glob);
  if (operator.endsWith("IgnoreCase") || operator === "Bool") {
    return foldsByUnits(plain) ? foldedPattern(literalGlob(plain)) : "unclear";
  }
  return literalPattern(plain);
}

const colon = 0x3a;
const parts = 6;
const made = new WeakMap<Glob, Pattern>();

/** `ArnLike`: a wildcard stays within its segment, but for the sixth, which may hold colons. */
function arnPattern(glob: Glob): Pattern | "never" {
  const known = made.get(glob);
  if (known !== undefined) return known;
  let segment = 1;
  const tokens = glob.map((token) => {
    if (token === colon && segment < parts) segment++;
    if (segment === parts) return token;
    if (token === anyRun) return segmentRun;
    return token === anyOne ? segmentOne : token;
  });
  // Where wildcards would have to cross a colon, parsing has said so.
  if (segment < parts) return "never";
  const pattern: Pattern = { tokens, fold: false };
  made.set(glob, pattern);
  return pattern;
}
