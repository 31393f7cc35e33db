import type { ActionFact } from "../../actions/action-index.ts";
import { contextFrom } from "../who/spelling.ts";

/** A condition key, in lower case, as AWS spells it, where that is known. */
export type Spelling = (key: string) => string;

/** Witnesses spell keys for an action as well: there is one list of spellings. */
export function spellingOf(fact: ActionFact | undefined): Spelling {
  const action = { name: "", folded: "", service: "", ...(fact && { fact }) };
  return (key) => Object.keys(contextFrom(new Map([[key, [""]]]), action) ?? {})[0] ?? key;
}
