import { loadActions } from "../../lib/actions/load.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import { reachOf } from "../../lib/iam/reach.ts";
import { prizeOf } from "../../tests/iam/reach/path-world.ts";
import type { Case } from "./cases.ts";

/** The cases in which our engine proves that the goer gets what it could not do, each with the requests that do it. */
export function namedByUs(cases: readonly Case[]): ReadonlySet<Case> {
  const index = loadActions();
  return new Set(
    cases.filter(({ input, goer, path }) => {
      const reach = reachOf(compileAccess(input, index), input);
      return reach.can(goer, prizeOf(path)).verdict !== "no";
    }),
  );
}
