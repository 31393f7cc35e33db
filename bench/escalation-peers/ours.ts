import { loadActions } from "../../lib/actions/load.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import { reachOf } from "../../lib/iam/reach.ts";
import { prizeOf } from "../../tests/iam/reach/path-world.ts";
import type { Case } from "./cases.ts";

/**
 * The cases in which our engine finds, with the requests that do it, that the goer gets what it could not do; of near
 * misses also those in which it cannot exclude it.
 */
export function namedByUs(cases: readonly Case[]): ReadonlySet<Case> {
  const index = loadActions();
  return new Set(
    cases.filter(({ input, goer, path, miss }) => {
      const reach = reachOf(compileAccess(input, index), input);
      const { verdict } = reach.can(goer, prizeOf(path));
      return verdict === "yes" || (miss !== undefined && verdict === "unknown");
    }),
  );
}
