import { automatonOf, type Pattern } from "./globs-automaton.ts";
import { digitOne, isClass, isClassRun } from "./globs-classes.ts";
import { textOf } from "./globs-quick.ts";
import { anyOne, matchesGlob } from "./wildcard.ts";

const examples = new WeakMap<Pattern, string>();

/** The plainest text of a pattern: runs are empty, and any one character is an `x`, or a digit. */
export function exampleOf(pattern: Pattern): string {
  const known = examples.get(pattern);
  if (known !== undefined) return known;
  const units = pattern.tokens.flatMap((token) => {
    if (token >= 0) return token;
    if (token === digitOne) return digit;
    return token === anyOne || (isClass(token) && !isClassRun(token)) ? letter : [];
  });
  const text = textOf(units);
  examples.set(pattern, text);
  return text;
}

const letter = "x".charCodeAt(0);
const digit = "1".charCodeAt(0);
const simple = new WeakMap<Pattern, boolean>();

/** Does all of a text match? Exact. */
export function hasText(pattern: Pattern, text: string): boolean {
  if (isSimple(pattern)) return matchesGlob(pattern.tokens, text);
  const automaton = automatonOf(pattern);
  let state = automaton.start;
  for (let at = 0; at < text.length; at++) state = automaton.step(state, text.charCodeAt(at));
  return automaton.accepts(state);
}

/** Without wildcards of a class, and with case. */
function isSimple(pattern: Pattern): boolean {
  const known = simple.get(pattern);
  if (known !== undefined) return known;
  const { tokens, fold } = pattern;
  const found = !fold && !tokens.some(isClass);
  simple.set(pattern, found);
  return found;
}

const literals = new WeakMap<Pattern, boolean>();

/** Only one text matches it: its example. */
export function isLiteral(pattern: Pattern): boolean {
  const known = literals.get(pattern);
  if (known !== undefined) return known;
  const found = !pattern.fold && pattern.tokens.every((token) => token >= 0);
  literals.set(pattern, found);
  return found;
}
