import type { Words, Args, Lang } from "../../base/words.ts";
import { say } from "../../base/words.ts";
import { failure } from "../../base/faults.ts";
import type { FactKind } from "../model.ts";
import { isArn } from "../shape-parts.ts";
import type { Draft } from "./draft.ts";
import { givenOf, type Given } from "./given.ts";
import type { Physical } from "./physical.ts";
import type { Place } from "./scope.ts";
import { templateFaults } from "./template-faults.ts";
import { whyMissing, whyUnresolved } from "./template-words.ts";
import { Unresolved, type Value } from "./value.ts";

/** One resource of a template that is to be read into its account. */
export interface Reading {
  readonly type: string;
  /** Its logical id. */
  readonly id: string;
  readonly stack: string;
  readonly place: Place;
  readonly draft: Draft;
  /** Tags of its stack. */
  readonly stackTags: Readonly<Record<string, string>>;
  readonly physical: Physical | undefined;
  readonly lang: Lang;
  readonly claims: Claims;
  /** Its properties; what cannot be resolved is noted as unread facts of that kind. */
  given(facts: FactKind, resource?: string): Given;
  unread(facts: FactKind, why: Words, args?: Args, resource?: string): void;
}

/** Reads one resource. Whatever it cannot read it has noted when it returns. */
export type Reader = (reading: Reading) => void;

interface Source extends Omit<Reading, "given" | "unread"> {
  readonly properties: Value;
}

export function readingOf({ properties, ...source }: Source): Reading {
  const { draft, lang, type, id, stack } = source;
  const what = `${type} ${id} (${stack})`;
  const unread: Reading["unread"] = (facts, why, args = {}, resource) => {
    const entry = {
      what,
      why: say(why, lang, args),
      account: draft.id,
      facts,
      ...(resource === undefined ? {} : { resource }),
    };
    draft.unread.push(entry);
  };
  return {
    ...source,
    unread,
    given: (facts, resource) =>
      givenOf(
        properties,
        (place, { why, args }) => {
          const sentence = say(why, lang, args);
          const entry = {
            what: place === "" ? what : `${place} of ${what}`,
            why: sentence,
            account: draft.id,
            facts,
          };
          draft.unread.push({ ...entry, ...(resource === undefined ? {} : { resource }) });
        },
        ({ why, args }) => say(why, lang, args),
      ),
  };
}

export interface Identified {
  readonly arn: string;
  readonly name: string;
}

/** Which resource bears a name. One for all accounts of a reading, since names of buckets are the world's. */
export type Claims = Map<string, string>;

const longestResourceName = 1024;

/**
 * What the resource is called; `undefined`, and noted, when that cannot be resolved. No other resource can be called
 * the same.
 *
 * @throws RollwardError template-name-twice
 */
export function identify(reading: Reading, facts: FactKind): Identified | undefined {
  const { physical, type, id, stack, draft, claims } = reading;
  const { name, arn } = physical ?? {};
  if (typeof name !== "string" || typeof arn !== "string") {
    const hole = [name, arn].find((one) => one instanceof Unresolved);
    reading.unread(facts, hole?.why ?? whyMissing.required, hole?.args ?? { name: "Name" });
    return undefined;
  }
  if (name === "" || name.length > longestResourceName || !isArn(arn)) {
    reading.unread(facts, whyUnresolved.kind, { expected: "ARN" });
    return undefined;
  }
  // Names of identities differ by more than case, and paths do not tell them apart (IAM User Guide, Quotas).
  const key = type.startsWith("AWS::IAM::") ? [type, draft.id, name.toLowerCase()].join("\0") : arn;
  const own = `${type} ${id} (${stack})`;
  const first = claims.get(key);
  if (first !== undefined) throw failure(templateFaults["template-name-twice"], { first, second: own, arn });
  claims.set(key, own);
  return { name, arn };
}

/** An object without the keys whose value is `undefined`: a fact that was not read is absent. */
export function known<const T extends Readonly<Record<string, unknown>>>(facts: T): Known<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Known<T>;
}

type Known<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
