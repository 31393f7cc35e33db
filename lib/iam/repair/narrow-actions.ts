import { matchesPattern } from "../wildcard.ts";
import { listed, relisted, withElement } from "./elements.ts";
import { anyMatches, areaOf, keptPairs, namesOf, type Narrowing, type Target } from "./target.ts";

/**
 * Fewer actions: entries that mean the witness’s action, or any that is asked about, give way to the kept actions that
 * they cover. Where all actions are allowed, or all but some, the asked ones are excepted.
 */
export function actionNarrowings(target: Target): readonly Narrowing[] {
  const { statement, witness, question } = target;
  if (Object.hasOwn(statement, "NotAction")) return excepting(target, listed(statement["NotAction"]));
  const entries = listed(statement["Action"]);
  if (entries.some((entry) => /^\*+$/.test(entry)))
    return [...excepting(target, []), ...replacing(target, entries, [witness.action])];
  const names = namesOf(target.index, question.actions);
  return [
    ...replacing(target, entries, [witness.action]),
    ...(names === undefined || names.size < 2 ? [] : replacing(target, entries, [...names])),
  ];
}

function replacing(
  target: Target,
  entries: readonly string[],
  unwanted: readonly string[],
): readonly Narrowing[] {
  const { statement, index } = target;
  const needed = [...new Set(keptPairs(target).map(([action]) => action))].sort();
  const bad = entries.filter((entry) => unwanted.some((action) => matchesPattern(entry, action, true)));
  const instead = (of: readonly string[]) =>
    entries.flatMap((entry) =>
      bad.includes(entry) ? of.filter((action) => matchesPattern(entry, action, true)) : [entry],
    );
  // What is kept may well be allowed elsewhere: then nothing has to stand in for the entry.
  const all = needed.length === 0 ? [instead([])] : [instead([]), instead(needed)];
  return all.flatMap((left) => {
    if (bad.length === 0 || left.length === 0 || anyMatches(left, target.witness.action)) return [];
    const takes = () => {
      const names = namesOf(index, bad);
      const actions = names === undefined ? bad : [...names].filter((name) => !anyMatches(left, name));
      return actions.length === 0 ? [] : [{ ...areaOf(target), actions }];
    };
    const narrowed = withElement(statement, "Action", relisted(statement["Action"], left));
    return [{ statements: [narrowed], takes }];
  });
}

/** `NotAction` with the asked actions, or with the witness’s alone. */
function excepting(target: Target, before: readonly string[]): readonly Narrowing[] {
  const { statement, question, witness } = target;
  const element = Object.hasOwn(statement, "NotAction") ? "NotAction" : "Action";
  return [question.actions, [witness.action]].map((actions) => ({
    statements: [
      withElement(statement, element, relisted(statement[element], [...before, ...actions]), "NotAction"),
    ],
    takes: () => [{ ...areaOf(target), actions }],
  }));
}
