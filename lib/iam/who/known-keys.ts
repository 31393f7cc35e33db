import type { Context, ContextEntry } from "../conditions/context.ts";
import { contextOf } from "../decide/context.ts";
import type { Request } from "../decide/request.ts";
import type { Landscape } from "../landscape.ts";
import { isUnknown } from "../truth.ts";

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
  const derived = contextOf(landscape, asked, {});
  const context: Context = isUnknown(derived) ? { get: () => undefined } : derived;
  const seen = new Map<string, ReturnType<KnownKeys["of"]>>();
  return {
    context,
    of: (key) => {
      const known = seen.get(key);
      if (known !== undefined) return known;
      const entry = context.get(key);
      // A key that may not be given, and has no value, cannot be there.
      const fixed = entry !== undefined || isUnknown(contextOf(landscape, asked, { [key]: "x" }));
      const result = fixed ? ({ kind: "fixed", entry } as const) : ({ kind: "free" } as const);
      seen.set(key, result);
      return result;
    },
  };
}
