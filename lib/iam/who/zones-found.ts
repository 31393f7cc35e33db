import { findText, meet, type Clause } from "../globs.ts";
import { exampleOf, hasText } from "../globs-example.ts";
import type { Zone } from "./zones.ts";

/** A zone, if any text is in it: matched by a pattern of each clause of `all`, and by none of `none`. */
export function foundIn(
  all: readonly Clause[],
  none: Clause,
  more: Pick<Zone, "policy" | "unreadOf">,
): readonly Zone[] {
  const near = none.filter((pattern) => all.every((clause) => clause.some((other) => meet(pattern, other))));
  const sample = exampleIn(all, near);
  if (sample !== undefined) return [{ all, none: near, sample, ...more }];
  const result = findText({ all, none: near });
  if (result.kind === "none") return [];
  if (result.kind === "found") return [{ all, none: near, sample: result.text, ...more }];
  return [{ all, none: near, sample: "*", unclear: true, ...more }];
}

/** Most zones have a plain example, which spares the search for one. */
function exampleIn(all: readonly Clause[], none: Clause): string | undefined {
  return all
    .flat()
    .map(exampleOf)
    .find(
      (text) =>
        all.every((clause) => clause.some((pattern) => hasText(pattern, text))) &&
        !none.some((pattern) => hasText(pattern, text)),
    );
}
