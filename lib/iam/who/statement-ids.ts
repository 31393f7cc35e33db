import type { Statement } from "../landscape.ts";
import type { Template } from "../variables.ts";

const ids = new WeakMap<Statement, number>();
const texts = new Map<string, number>();
let last = 0;

// As many as a large organisation has; beyond, statements that say the same are taken for different ones.
const mostTexts = 200_000;
const longestText = 5000;

/** A number for what a statement says: the same for two of which nobody but their names could tell which is which. */
export function idOf(statement: Statement): number {
  const known = ids.get(statement);
  if (known !== undefined) return known;
  const text = statement.principals === undefined ? textOf(statement) : undefined;
  const found = text === undefined ? undefined : texts.get(text);
  const id = found ?? ++last;
  if (found === undefined && text !== undefined && text.length <= longestText && texts.size < mostTexts)
    texts.set(text, id);
  ids.set(statement, id);
  return id;
}

function textOf({ effect, actions, resources, conditions, problem, grant }: Statement): string {
  const on = resources && [resources.negated, resources.patterns.map(saidBy)];
  const when = conditions.map(({ operator, ifExists, quantifier, key, values, problem }) => [
    [operator, ifExists, quantifier, key, problem],
    values.map(saidBy),
  ]);
  return JSON.stringify([effect, actions, on, when, problem, grant]);
}

/** Two templates of one text may mean different things, where only one of them knows variables. */
function saidBy({ text, parts, problem }: Template): unknown {
  return text.includes("${") ? [text, parts, problem] : text;
}
