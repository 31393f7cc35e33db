import { unknown, type Unknown } from "../truth.ts";
import type { Lookup } from "../variables.ts";

/** What is known of one key that the request has. A key that it has not has no entry. */
export type ContextEntry =
  | { readonly kind: "values"; readonly values: readonly string[] }
  /** One value that begins so. */
  | { readonly kind: "beginning"; readonly text: string }
  /** It has the key, or may have it; the value is not known. */
  | { readonly kind: "unknown"; readonly why: string };

/** The keys of one request, by name in lower case. */
export interface Context {
  get(key: string): ContextEntry | undefined;
}

/** A key as a policy variable: one value only ("multivalued context keys cannot be used as policy variables"). */
export function variablesOf(context: Context): Lookup {
  return (key): string | undefined | Unknown => {
    const entry = context.get(key);
    if (entry === undefined) return undefined;
    if (entry.kind === "unknown") return unknown(entry.why);
    if (entry.kind === "beginning") return unknown(`${key} is only known by its beginning`);
    if (entry.values.length > 1) return unknown(`${key} has several values and stands as a variable`);
    return entry.values[0];
  };
}
