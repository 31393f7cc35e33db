import type { Context, ContextEntry } from "../conditions/context.ts";
import { derivedEntry, isOverridable } from "../decide/derived.ts";
import type { Requester } from "../decide/requester.ts";
import type { Request } from "../decide/request.ts";
import { isAlwaysThere } from "../global-keys.ts";
import type { Condition, Landscape } from "../landscape.ts";
import { parseTemplate } from "../variables.ts";
import { familyOf } from "./key-values.ts";
import type { Demand } from "./solve-key.ts";

/** What is known of the keys of every request of one case, whatever the request says. */
export interface KnownKeys {
  /**
   * `free`: the request may have any value, or none; `fixed`: it is so, `undefined` for a key that cannot be there;
   * an entry known by its beginning is the request’s to end.
   */
  of(
    key: string,
  ): { readonly kind: "free" } | { readonly kind: "fixed"; readonly entry: ContextEntry | undefined };
  /** The keys that are fixed. */
  readonly context: Context;
}

/** Asks what `decide` would derive. */
export function knownKeys(
  landscape: Landscape,
  asked: Pick<Request, "requester" | "service" | "owner">,
): KnownKeys {
  const seen = new Map<string, ReturnType<KnownKeys["of"]>>();
  const of = (key: string): ReturnType<KnownKeys["of"]> => {
    const known = seen.get(key);
    if (known !== undefined) return known;
    const derived = isOverridable(asked.requester, key) ? undefined : derivedEntry(landscape, asked, key);
    const entry = derived === "absent" ? undefined : derived;
    const result = derived === undefined ? free : ({ kind: "fixed", entry } as const);
    seen.set(key, result);
    return result;
  };
  const context: Context = {
    get: (key) => {
      const known = of(key);
      return known.kind === "fixed" ? known.entry : undefined;
    },
  };
  return { context, of };
}

const free = { kind: "free" } as const;

/** That each key of these conditions that every request has is there, once, with a value of its kind. */
export function alwaysThere(conditions: readonly Condition[]): readonly Demand[] {
  const asked = conditions.filter(({ key }) => isAlwaysThere(key));
  return [...Map.groupBy(asked, ({ key }) => key)].map(([key, own]) => {
    const [operator, values] = valuesOf(key, own);
    const templates = values.map((value) => parseTemplate(value, false));
    return { condition: { operator, ifExists: false, key, values: templates }, wanted: true };
  });
}

/** That each tag of these conditions that a session may bear otherwise than its role is there: it is, one way or another. */
export function bornTags(conditions: readonly Condition[], requester: Requester): readonly Demand[] {
  const keys = new Set(conditions.map(({ key }) => key).filter((key) => isOverridable(requester, key)));
  return [...keys].map((key) => ({
    condition: { operator: "StringLike", ifExists: false, key, values: [parseTemplate("*", false)] },
    wanted: true,
  }));
}

function valuesOf(key: string, conditions: readonly Condition[]): readonly [string, readonly string[]] {
  if (key === "aws:securetransport") return ["Bool", ["true", "false"]];
  const asNumber = conditions.some(({ operator }) => familyOf(operator) === "number");
  return asNumber ? ["NumericGreaterThanEquals", ["0"]] : ["DateGreaterThanEquals", ["1970-01-01T00:00:00Z"]];
}
