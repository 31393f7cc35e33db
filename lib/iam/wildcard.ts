/** The patterns of policies are those of the action index, which stands below this room. */
export {
  anyOne,
  anyRun,
  globOf,
  literalGlob,
  matchesGlob,
  matchesPattern,
  type Glob,
} from "../actions/wildcard.ts";
