import type { StatementRef } from "../access.ts";
import type { Policy, Statement } from "../landscape.ts";
import { unknown, type Truth } from "../truth.ts";
import type { Request } from "./request.ts";
import { statementsOn } from "./actions.ts";
import { refOf, restSpeaksOf } from "./statement.ts";

/** What one side of a layer says: whether any statement does, and those that do for certain. */
export interface Voice {
  readonly says: Truth;
  readonly by: readonly StatementRef[];
}

/** What the policies of one layer say together of a request. */
export interface Layer {
  readonly allow: Voice;
  readonly deny: Voice;
}

export const silent: Voice = { says: false, by: [] };

/** A voice that nothing can be known of. */
export function unheard(why: string): Voice {
  return { says: unknown(why), by: [] };
}

/** Gathers what single statements say into one voice. */
export class Listener {
  #says: Truth = false;
  #by: StatementRef[] | undefined;

  hear(truth: Truth, policy?: Policy, statement?: Statement): void {
    if (truth !== true) {
      if (this.#says === false) this.#says = truth;
      return;
    }
    this.#says = true;
    if (policy !== undefined && statement !== undefined) (this.#by ??= []).push(refOf(policy, statement));
  }

  get voice(): Voice {
    return this.#says === false ? silent : { says: this.#says, by: this.#by ?? [] };
  }
}

/** Policies that add up: any may allow, any may deny. */
export function layerOf(policies: readonly Policy[], request: Request): Layer {
  const allow = new Listener();
  const deny = new Listener();
  for (const policy of policies) {
    if (policy.problem !== undefined) {
      const truth = unknown(policy.problem);
      allow.hear(truth);
      deny.hear(truth);
    }
    for (const statement of statementsOn(policy, request.action, request.service)) {
      const listener = statement.effect === "Allow" ? allow : deny;
      listener.hear(restSpeaksOf(statement, request), policy, statement);
    }
  }
  return { allow: allow.voice, deny: deny.voice };
}

/** What the statements of one effect say. */
export function voiceOf(policies: readonly Policy[], request: Request, effect: Statement["effect"]): Voice {
  const { allow, deny } = layerOf(policies, request);
  return effect === "Allow" ? allow : deny;
}
