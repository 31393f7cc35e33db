import type { ActionIndex } from "../../actions/action-index.ts";
import { matchesPattern } from "../wildcard.ts";

/** What somebody is to do without: whole services, and single actions of others. */
export interface Unneeded {
  /** By the name that actions begin with, in small letters. */
  readonly services: ReadonlySet<string>;
  /** In small letters: `s3:deletebucket`. */
  readonly actions: ReadonlySet<string>;
}

const nothing: Unneeded = { services: new Set(), actions: new Set() };

/** Patterns of actions, such as `sqs:*` and `s3:DeleteBucket`, as what is to go. */
export function unneededOf(patterns: readonly string[]): Unneeded {
  const folded = patterns.map((pattern) => pattern.toLowerCase());
  const isWhole = (pattern: string) => pattern.endsWith(":*");
  return {
    services: new Set(folded.filter(isWhole).map((pattern) => serviceOf(pattern))),
    actions: new Set(folded.filter((pattern) => !isWhole(pattern))),
  };
}

export function serviceOf(action: string): string {
  return action.split(":", 1)[0]!.toLowerCase();
}

export function isUnneeded({ services, actions }: Unneeded, action: string): boolean {
  return services.has(serviceOf(action)) || actions.has(action.toLowerCase());
}

/** What all of several can do without; of nobody: nothing. */
export function unneededByAll(all: readonly Unneeded[]): Unneeded {
  const [first = nothing, ...others] = all;
  return others.reduce(
    (one, other) => ({
      services: new Set([...one.services].filter((service) => other.services.has(service))),
      actions: new Set([
        ...[...one.actions].filter((action) => isUnneeded(other, action)),
        ...[...other.actions].filter((action) => isUnneeded(one, action)),
      ]),
    }),
    first,
  );
}

export function isEmpty({ services, actions }: Unneeded): boolean {
  return services.size + actions.size === 0;
}

const known = new WeakMap<ActionIndex, readonly string[]>();

/** Every service of which AWS has published an action, sorted. */
export function servicesOf(index: ActionIndex): readonly string[] {
  const made =
    known.get(index) ?? [...new Set(index.matching("*").map(({ name }) => serviceOf(name)))].sort();
  known.set(index, made);
  return made;
}

/**
 * An entry of `Action` without what is not needed: itself where it means nothing of that, or where writing out what is
 * left would be longer than a deny of what goes; none where nothing is left.
 */
export function entryWithout(entry: string, unneeded: Unneeded, index: ActionIndex): readonly string[] {
  const [prefix = "", suffix] = entry.split(":", 2);
  if (suffix !== undefined && !/[*?]/.test(prefix)) {
    if (unneeded.services.has(prefix.toLowerCase())) return [];
    if (!/[*?]/.test(suffix)) return isUnneeded(unneeded, entry) ? [] : [entry];
    // The actions to go are few, and most entries mean none of them.
    if (![...unneeded.actions].some((action) => matchesPattern(entry, action, true))) return [entry];
    return writtenOut(entry, unneeded, index);
  }
  if (suffix !== undefined && !entry.slice(prefix.length + 1).includes(":")) {
    const services = servicesMeant(entry, index);
    if (!services.some((service) => unneeded.services.has(service)))
      return writtenOut(entry, unneeded, index);
    return services
      .filter((service) => !unneeded.services.has(service))
      .flatMap((service) => entryWithout(`${service}:${suffix}`, unneeded, index));
  }
  return writtenOut(entry, unneeded, index);
}

function servicesMeant(entry: string, index: ActionIndex): readonly string[] {
  return [...new Set(index.matching(entry).map(({ name }) => serviceOf(name)))].sort();
}

function writtenOut(entry: string, unneeded: Unneeded, index: ActionIndex): readonly string[] {
  const left = entriesBeside(entry, unneeded, index);
  return left.length > index.matching(entry).length - left.length ? [entry] : left;
}

/** The actions that an entry means and that stay, written out; the entry itself where it means none that goes. */
export function entriesBeside(entry: string, unneeded: Unneeded, index: ActionIndex): readonly string[] {
  const names = index.matching(entry).map(({ name }) => name);
  const left = names.filter((name) => !isUnneeded(unneeded, name));
  return left.length === names.length ? [entry] : left;
}
