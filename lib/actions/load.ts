import { readFileSync } from "node:fs";
import type { ActionFact, ActionIndex } from "./action-index.ts";
import { countOf, decodeService, type ActionsFile } from "./encoding.ts";
import { globOf, matchesGlob } from "./wildcard.ts";

let loaded: ActionIndex | undefined;

/** The index, read once a process. A service's actions are read when they are first asked for. */
export function loadActions(): ActionIndex {
  loaded ??= indexOf(
    JSON.parse(readFileSync(new URL("actions.json", import.meta.url), "utf8")) as ActionsFile,
  );
  return loaded;
}

interface Service {
  readonly facts: readonly ActionFact[];
  /** By the whole name, in lower case. */
  readonly byName: ReadonlyMap<string, ActionFact>;
}

function indexOf(file: ActionsFile): ActionIndex {
  const lines = new Map(Object.entries(file.services));
  const firstIds = new Map<string, number>();
  let count = 0;
  for (const [prefix, line] of lines) {
    firstIds.set(prefix, count);
    count += countOf(line);
  }

  const decoded = new Map<string, Service>();
  const service = (prefix: string): Service | undefined => {
    const line = lines.get(prefix);
    const known = decoded.get(prefix);
    if (line === undefined || known !== undefined) return known;
    const facts = decodeService(prefix, line, firstIds.get(prefix)!);
    const made = { facts, byName: new Map(facts.map((fact) => [fact.name.toLowerCase(), fact])) };
    decoded.set(prefix, made);
    return made;
  };

  const matching = (pattern: string): readonly ActionFact[] => {
    const folded = pattern.toLowerCase();
    const prefix = prefixOf(folded);
    const prefixes = /[*?]/.test(prefix) || !folded.includes(":") ? [...lines.keys()] : [prefix];
    const glob = globOf(folded);
    const found: ActionFact[] = [];
    for (const each of prefixes) {
      for (const [name, fact] of service(each)?.byName ?? []) if (matchesGlob(glob, name)) found.push(fact);
    }
    return found;
  };
  const remembered = new Map<string, readonly ActionFact[]>();

  return {
    version: file.version,
    count,
    find: (name) => service(prefixOf(name.toLowerCase()))?.byName.get(name.toLowerCase()),
    matching: (pattern) => {
      const known = remembered.get(pattern);
      if (known !== undefined) return known;
      const found = matching(pattern);
      if (remembered.size < mostRemembered) remembered.set(pattern, found);
      return found;
    },
    ofService: (prefix) => service(prefix.toLowerCase())?.facts ?? [],
  };
}

// Policies of one snapshot repeat few patterns; hostile ones may not fill the memory.
const mostRemembered = 1000;

/** `s3` of `s3:GetObject`. */
function prefixOf(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(0, colon);
}
