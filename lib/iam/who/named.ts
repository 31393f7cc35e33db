import type { Question } from "./question.ts";

const known = new WeakMap<Question, ReadonlySet<string>>();

/**
 * Could the policy of a resource that is asked about let in somebody who has no policy in the snapshot? False where
 * none names it, its account, anybody of its account, or everybody.
 *
 * @param names as `namesOf` tells them
 */
export function mayBeNamed(question: Question, names: readonly string[], account?: string): boolean {
  const named = namedIn(question);
  return names.some((name) => named.has(name)) || (account !== undefined && named.has(someOf(account)));
}

function namedIn(question: Question): ReadonlySet<string> {
  const before = known.get(question);
  if (before !== undefined) return before;
  const names = question.groups.flatMap(({ naming }) => [...naming.keys()]);
  const found = new Set([...names, ...names.flatMap((name) => accountIn(name).map(someOf))]);
  known.set(question, found);
  return found;
}

function someOf(account: string): string {
  return `some of ${account}`;
}

function accountIn(name: string): readonly string[] {
  const [kind, ...rest] = name.split(" ");
  const account = kind === "arn" ? rest.join(" ").split(":")[4] : rest[0];
  return account === undefined ? [] : [account];
}
