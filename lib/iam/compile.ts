import type { ActionIndex } from "../actions/action-index.ts";
import type { Access } from "./access.ts";
import type { IamInput } from "./input.ts";

/** Compiles the policies of accounts once, for any number of questions. Never throws: what is malformed is `notUnderstood`. */
export function compileAccess(input: IamInput, index: ActionIndex): Access {
  throw new Error(`not built yet: ${input.accounts.length}, ${index.version}`);
}
