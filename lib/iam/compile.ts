import type { ActionIndex } from "../actions/action-index.ts";
import type { Access } from "./access.ts";
import { deciderOf } from "./decide.ts";
import type { IamInput } from "./input.ts";
import type { Landscape } from "./landscape.ts";
import { landscapeOf } from "./landscape-of.ts";
import { remarksOf, type Remark } from "./remarks.ts";
import { suppose, type Supposition } from "./suppose.ts";
import { whoOf } from "./who.ts";

/** Compiled accounts, for what is asked about policies themselves: escalation, explanation, repair, comparison. */
export interface Engine extends Access {
  readonly landscape: Landscape;
  readonly index: ActionIndex;
  /** The same accounts if some policies were others. Cheap: only what is supposed is parsed. */
  supposing(supposed: Supposition): Engine;
  /** What policies say that nobody can have meant, such as an action that no service has. Found when it is asked. */
  remarks(): readonly Remark[];
}

/** Compiles the policies of accounts once, for any number of questions. Never throws: what is malformed is `notUnderstood`. */
export function compileAccess(input: IamInput, index: ActionIndex): Engine {
  return engineOver(landscapeOf(input), index);
}

function engineOver(landscape: Landscape, index: ActionIndex): Engine {
  const answers = whoOf(landscape, index);
  return {
    // Sorted when they are asked for: most of what is supposed is asked about one principal.
    get principals() {
      return answers.principals;
    },
    can: answers.can,
    who: answers.who,
    decide: deciderOf(landscape, index),
    notUnderstood: landscape.notUnderstood,
    landscape,
    index,
    remarks: () => remarksOf(landscape, index),
    supposing: (supposed) => engineOver(suppose(landscape, supposed), index),
  };
}
