import type { Statement } from "../landscape.ts";
import type { Need, Option } from "./ways.ts";

/**
 * The same need with fewer options: allows without conditions are one allow of all their resources, and one that
 * allows every resource leaves no reason to look at others.
 */
export function merged(need: Need): Need {
  const plain = need.filter(isPlain);
  const every = plain.find(({ statement }) => allowsEverything(statement));
  if (every !== undefined) return [every];
  if (plain.length < 2) return need;
  const patterns = plain.flatMap(({ statement }) => statement?.resources?.patterns ?? []);
  const first = plain[0]!.statement!;
  const one: Statement = { ...first, resources: { negated: false, patterns } };
  return [{ statement: one }, ...need.filter((option) => !isPlain(option))];
}

/** Allows its resources, whatever else a request is like. */
function isPlain({ statement, taint }: Option): boolean {
  if (taint !== undefined || statement === undefined || statement.conditions.length > 0) return false;
  return statement.resources?.negated !== true;
}

function allowsEverything(statement: Statement | undefined): boolean {
  return statement?.resources === undefined || statement.resources.patterns.some(({ text }) => text === "*");
}
