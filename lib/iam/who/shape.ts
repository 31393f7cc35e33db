import { patternFrom, type Clause, type Pattern } from "../globs.ts";
import {
  digitOne,
  labelOne,
  labelRun,
  nameOne,
  partOne,
  partRun,
  segmentOne,
  segmentRun,
} from "../globs-classes.ts";
import { anyOne, anyRun, globOf, literalGlob, type Glob } from "../wildcard.ts";
import type { AskedAction } from "./action-sets.ts";
import { endsOpen, namesOfServices, regionless } from "./shape-names.ts";

/**
 * The ARNs that a request for an action can be about: those of its resource types, by AWS’s Service Authorization
 * Reference. `undefined`: it has none, or is not listed there, so that nothing is ruled out.
 */
export function shapesOf({ fact }: AskedAction): Clause | undefined {
  if (fact === undefined || fact.resources.length === 0) return undefined;
  const known = shapes.get(fact.resources);
  if (known !== undefined) return known;
  const made = fact.resources.flatMap(formsOf).map(patternFrom);
  shapes.set(fact.resources, made);
  return made;
}

const shapes = new WeakMap<readonly string[], Clause>();

/** ARNs such as one expects to read: of this region, where one is given, and something stands wherever a name does. */
export function likelyIn(shape: Clause, region = ""): Clause {
  return shape.map((pattern) => likelyFor(pattern, region));
}

const colon = ":".charCodeAt(0);
const likely = new WeakMap<Pattern, Map<string, Pattern>>();

function likelyFor(pattern: Pattern, region: string): Pattern {
  const known = likely.get(pattern) ?? new Map<string, Pattern>();
  likely.set(pattern, known);
  const before = known.get(region);
  if (before !== undefined) return before;
  const parts = segmentsOf(pattern.tokens);
  const isOpen = (part: Glob | undefined) => part?.some((token) => token < 0) === true;
  const chosen = parts.map((part, at) => {
    if (!isOpen(part)) return part;
    if (at === 1) return literalGlob("aws");
    if (at === 3) return region === "" ? part : literalGlob(region);
    return at === 4 ? twelveDigits : filled(part);
  });
  const made = patternFrom(joined(chosen));
  if (known.size < mostRegions) known.set(region, made);
  return made;
}

const mostRegions = 100;

/** Something stands where anything may, and a name has three characters, as buckets and tables must. */
function filled(part: Glob): Glob {
  return part.flatMap((token, at) => {
    if (token === partOne) return [nameOne, nameOne, nameOne];
    return token === anyRun && part[at - 1] !== anyOne ? [anyOne, anyRun] : token;
  });
}

function segmentsOf(tokens: Glob): readonly Glob[] {
  const parts: number[][] = [[]];
  for (const token of tokens) {
    if (token === colon && parts.length < 6) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts;
}

function joined(parts: readonly Glob[]): Glob {
  return parts.flatMap((part, at) => (at === 0 ? part : [colon, ...part]));
}

const twelveDigits: Glob = Array.from({ length: 12 }, () => digitOne);
const label: Glob = [labelOne, labelRun];
const partition: Glob = [...literalGlob("aws"), labelRun];

/** The forms of one resource type, as the index has it; a service that it leaves open may be any. */
function formsOf(type: string): readonly Glob[] {
  const [, , service = "", where = "", account = "", ...rest] = type.split(":");
  const resource = rest.join(":");
  const names = Object.hasOwn(namesOfServices, service) ? namesOfServices[service]! : {};
  const listed = Object.hasOwn(names, resource) ? names[resource] : undefined;
  const open = (text: string, glob: Glob): Glob => (text === "*" ? glob : globOf(text));
  const anyRegion: Glob =
    listed === undefined || regionless.has(`${service} ${resource}`) ? [labelRun] : label;
  const accounts: readonly Glob[] =
    listed === undefined
      ? [open(account, [labelRun])]
      : [open(account, twelveDigits), ...(resource === "policy/*" ? [literalGlob("aws")] : [])];
  const tails = listed?.map(formOf) ?? [tailOf(service, resource)];
  return accounts.flatMap((owner) =>
    tails.map((tail) =>
      joined([literalGlob("arn"), partition, open(service, label), open(where, anyRegion), owner, tail]),
    ),
  );
}

function tailOf(service: string, resource: string): Glob {
  const tail = globOf(resource);
  return tail.at(-1) === anyRun && !endsOpen.has(service) ? [...tail.slice(0, -1), anyOne, anyRun] : tail;
}

const forms: Readonly<Record<string, Glob>> = {
  part: [partOne, partRun],
  path: [segmentOne, segmentRun],
  any: [anyOne, anyRun],
};

function formOf(text: string): Glob {
  return text.split(/[{}]/).flatMap((part, at) => (at % 2 === 0 ? literalGlob(part) : forms[part]!));
}
