import { accessLevels, type AccessLevel, type ActionFact } from "./action-index.ts";

/**
 * How `actions.json` holds one service: one line of text, so that a change of AWS's data is a change of few lines and
 * a service is read only when it is asked for.
 *
 *     count|resource patterns|condition keys|group|group…
 *
 * Patterns and keys are separated by spaces. A group is `level;patterns;keys;names`: the level's place in
 * `accessLevels`, places in the two lists, and the actions that share them, separated by commas.
 */
export interface ActionsFile {
  readonly source: string;
  readonly version: string;
  readonly services: Readonly<Record<string, string>>;
}

export interface ActionRow {
  /** Without the service's prefix, as AWS writes it. */
  readonly name: string;
  readonly level: AccessLevel;
  readonly resources: readonly string[];
  readonly conditionKeys: readonly string[];
}

/** One service as a line. The rows' order does not matter. */
export function encodeService(rows: readonly ActionRow[]): string {
  const patterns = distinct(rows.flatMap((row) => row.resources));
  const keys = distinct(rows.flatMap((row) => row.conditionKeys));
  const groups = new Map<string, string[]>();
  for (const row of [...rows].sort(byName)) {
    const places = (of: readonly string[], list: readonly string[]): string =>
      distinct(of)
        .map((text) => list.indexOf(text))
        .join(",");
    const shape = [
      accessLevels.indexOf(row.level),
      places(row.resources, patterns),
      places(row.conditionKeys, keys),
    ].join(";");
    groups.set(shape, [...(groups.get(shape) ?? []), row.name]);
  }
  const lines = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([shape, names]) => `${shape};${names.join(",")}`);
  return [rows.length, patterns.join(" "), keys.join(" "), ...lines].join("|");
}

/** How many actions a line holds, without reading the rest. */
export function countOf(line: string): number {
  return Number.parseInt(line, 10);
}

/** The actions of a line, sorted by name; `firstId` is the first one's id. */
export function decodeService(prefix: string, line: string, firstId: number): readonly ActionFact[] {
  const [, patternList = "", keyList = "", ...groups] = line.split("|");
  const patterns = patternList.split(" ");
  const keys = keyList.split(" ");
  const rows = groups.flatMap((group) => {
    const [level = "", resourcePlaces = "", keyPlaces = "", names = ""] = group.split(";");
    const shared = {
      level: accessLevels[Number(level)]!,
      resources: at(resourcePlaces, patterns),
      conditionKeys: at(keyPlaces, keys),
    };
    return names.split(",").map((name) => ({ name, folded: name.toLowerCase(), shared }));
  });
  // Folded once, not at every comparison.
  return rows
    .sort((a, b) => (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : 0))
    .map(({ name, shared: { level, resources, conditionKeys } }, place) => ({
      id: firstId + place,
      name: `${prefix}:${name}`,
      level,
      resources,
      conditionKeys,
    }));
}

function at(places: string, list: readonly string[]): readonly string[] {
  return places === "" ? [] : places.split(",").map((place) => list[Number(place)]!);
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  const [left, right] = [a.name.toLowerCase(), b.name.toLowerCase()];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
