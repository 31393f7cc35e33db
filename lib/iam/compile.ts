import type { ActionIndex } from "../actions/action-index.ts";
import type { Access } from "./access.ts";
import { deciderOf } from "./decide.ts";
import type { IamInput } from "./input.ts";
import { landscapeOf } from "./landscape-of.ts";
import { whoOf } from "./who.ts";

/** Compiles the policies of accounts once, for any number of questions. Never throws: what is malformed is `notUnderstood`. */
export function compileAccess(input: IamInput, index: ActionIndex): Access {
  const landscape = landscapeOf(input);
  return {
    ...whoOf(landscape, index),
    decide: deciderOf(landscape, index),
    notUnderstood: landscape.notUnderstood,
  };
}
