import { matchesPattern } from "../wildcard.ts";
import type { AccessQuestion } from "../access.ts";
import { listed, relisted, withElement } from "./elements.ts";
import type { Json } from "./request.ts";
import {
  anyMatches,
  areaOf,
  asEntry,
  asPattern,
  coversAll,
  keptPairs,
  meets,
  namesOf,
  type Narrowing,
  type Target,
} from "./target.ts";

/**
 * Fewer resources: entries that match the witness’s resource give way to the kept resources that they cover. Where all
 * resources are allowed, or all but some, the asked ones are excepted.
 */
export function resourceNarrowings(target: Target): readonly Narrowing[] {
  const { statement } = target;
  if (Object.hasOwn(statement, "NotResource")) return excepting(target, listed(statement["NotResource"]));
  if (!Object.hasOwn(statement, "Resource")) return [];
  const all = listed(statement["Resource"]).some((entry) => /^\*+$/.test(entry));
  return [...replacing(target), ...(all ? excepting(target, []) : [])];
}

function replacing(target: Target): readonly Narrowing[] {
  const { statement, witness } = target;
  const entries = listed(statement["Resource"]);
  const bad = entries.filter((entry) => matchesPattern(asPattern(entry), witness.resource));
  const kept = [...new Set(keptPairs(target).map(([, resource]) => resource))].sort();
  // What only partly lies in an entry cannot be written as one pattern.
  const parted = bad.some((entry) => kept.some((one) => meets(asPattern(entry), one) && !within(entry, one)));
  const instead = (of: readonly string[]) =>
    entries.flatMap((entry) =>
      bad.includes(entry) ? of.filter((one) => within(entry, one)).map(asEntry) : [entry],
    );
  // What is kept may well be allowed elsewhere: then nothing has to stand in for the entry.
  const all = parted || kept.length === 0 ? [instead([])] : [instead([]), instead(kept)];
  return all.flatMap((left) => {
    if (bad.length === 0 || left.length === 0) return [];
    if (left.some((entry) => matchesPattern(asPattern(entry), witness.resource))) return [];
    const takes = () => [{ ...areaOf(target), resources: bad.map(asPattern), except: left.map(asPattern) }];
    const narrowed = withElement(statement, "Resource", relisted(statement["Resource"], left));
    return [{ statements: [narrowed], takes }];
  });
}

/** Is all that a kept pattern means in the entry? Of one with variables that is not known. */
function within(entry: string, one: string): boolean {
  return !entry.includes("${") && coversAll(entry, one);
}

function excepting(target: Target, before: readonly string[]): readonly Narrowing[] {
  const { statement, question, witness, on } = target;
  if (question.except !== undefined && question.except.length > 0) return [];
  // A policy that excepts the very resource that it stands on says nothing; that of a key speaks of nothing else.
  if (on !== undefined && question.resources.some((one) => coversAll(one, on))) return [];
  const element = Object.hasOwn(statement, "NotResource") ? "NotResource" : "Resource";
  const asked = question.resources;
  const met = asked.filter((one) => matchesPattern(one, witness.resource)).slice(0, 1);
  return (met.length === asked.length ? [asked] : [asked, met]).flatMap((resources) => {
    const entries = [...before, ...resources.map(asEntry)];
    // A statement that excepts everything allows nothing: that is for dropping it.
    if (resources.length === 0 || entries.some((entry) => /^\*+$/.test(entry))) return [];
    const takes = () => [{ ...areaOf(target), resources }];
    return [
      {
        statements: [withElement(statement, element, relisted(statement[element], entries), "NotResource")],
        takes,
      },
    ];
  });
}

/**
 * Exactly what is kept, and nothing else: one statement for each set of resources, where actions and resources would
 * otherwise be allowed in combinations that nobody needs.
 */
export function onlyKept(target: Target): readonly Narrowing[] {
  const { statement } = target;
  const element = ["Resource", "NotResource"].find((name) => Object.hasOwn(statement, name));
  const verb = ["Action", "NotAction"].find((name) => Object.hasOwn(statement, name));
  if (element === undefined || verb === undefined) return [];
  const byAction = new Map<string, Set<string>>();
  for (const [action, resource] of keptPairs(target)) {
    const known = byAction.get(action) ?? new Set<string>();
    byAction.set(action, known.add(resource));
  }
  if (byAction.size === 0) return [];
  const groups = Map.groupBy(byAction, ([, resources]) => JSON.stringify([...resources].sort()));
  const statements = [...groups].map(([list, actions], at): Json => {
    const own = withElement(
      statement,
      verb,
      relisted(statement[verb], actions.map(([action]) => action).sort()),
      "Action",
    );
    const narrowed = withElement(
      own,
      element,
      relisted(statement[element], (JSON.parse(list) as string[]).map(asEntry)),
      "Resource",
    );
    // Two statements of a policy may not have one Sid.
    const { Sid: _, ...nameless } = narrowed;
    return at === 0 ? narrowed : nameless;
  });
  const { witness } = target;
  const same = statements.some(
    (one) =>
      listed(one["Action"]).some((action) => matchesPattern(action, witness.action, true)) &&
      listed(one["Resource"]).some((resource) => matchesPattern(resource, witness.resource)),
  );
  return same ? [] : [{ statements, takes: () => takenBeside(target, byAction) }];
}

/** What is allowed and not kept: other actions anywhere, and the kept ones elsewhere. */
function takenBeside(
  target: Target,
  kept: ReadonlyMap<string, ReadonlySet<string>>,
): readonly AccessQuestion[] {
  const area = areaOf(target);
  const names = namesOf(target.index, area.actions);
  const others =
    names === undefined ? area.actions : [...names].filter((name) => !anyMatches([...kept.keys()], name));
  return [
    ...(others.length === 0 ? [] : [{ ...area, actions: others }]),
    ...[...kept].map(([action, resources]) => ({ ...area, actions: [action], except: [...resources] })),
  ];
}
