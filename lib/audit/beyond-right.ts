import { capabilities } from "../contract/capabilities.ts";
import type { Asset, CapabilityId, Contract } from "../contract/contract.ts";
import { boundsOf, rightOf } from "../contract/matrix.ts";
import type { AccessQuestion, Proof } from "../iam/access.ts";
import type { ReachedProof } from "../iam/escalation.ts";

/** What one principal can do of these actions, before escalation or after; `undefined`: provably nothing. */
export type Ask<P> = (
  actions: readonly string[],
  limits?: Pick<AccessQuestion, "except" | "given">,
) => P | undefined;

/** More than a holder of a task is allowed. */
export interface Beyond<P> {
  /** `excess`: other actions than it needs, or on other things. `mfa`: without the second factor that it needs. */
  readonly kind: "excess" | "mfa";
  /** The actions that nothing allows, so. */
  readonly actions: readonly string[];
  readonly proof: P;
}

/** What a holder of a task can do of a capability beyond what its tasks allow, as far as `ask` tells; else `undefined`. */
export function beyondRight<P extends Proof>(
  { contract, officeUnread }: { readonly contract: Contract; readonly officeUnread: boolean },
  holder: string,
  { asset, capability }: { readonly asset: Asset; readonly capability: CapabilityId },
  ask: Ask<P>,
): Beyond<P> | undefined {
  const { freely, withMfa } = rightOf(contract, holder, capability, asset.key);
  const excess = (capabilities[capability].actions[asset.key] ?? []).filter(
    (action) => !freely.has(action) && !withMfa.has(action),
  );
  const more = ask(excess);
  if (more !== undefined) return { proof: more, kind: "excess", actions: excess };
  // Of a holder whose own account was not read nothing is said here: its own policies narrow what ours lets in, and
  // that they were not read is told for itself.
  const bounds = officeUnread ? [] : boundsOf(contract, holder, capability, asset.key);
  for (const { action, on, throughOnly } of bounds) {
    const actions = [action];
    const proof =
      ask(actions, { except: on }) ??
      (throughOnly ? ask(actions, { given: withoutService(action) }) : undefined);
    if (proof !== undefined) return { actions, proof, kind: "excess" };
  }
  const guarded = [...withMfa].filter((action) => !freely.has(action));
  const bare = withoutMfa(guarded, ask);
  return bare === undefined ? undefined : { proof: bare, kind: "mfa", actions: guarded };
}

const mfaKey = "aws:MultiFactorAuthPresent";

/** Acting as somebody else, one may need no second factor for what oneself needs one for. */
function withoutMfa<P extends Proof>(actions: readonly string[], ask: Ask<P>): P | undefined {
  const own = ask(actions);
  if (own === undefined || !needsMfa(own)) return own;
  const other = ask(actions, { given: { [mfaKey]: null } });
  return other === undefined || needsMfa(other) ? undefined : other;
}

/** A request that no service makes on somebody’s behalf: the keys by which the stacks hold such grants are absent. */
function withoutService(action: string): NonNullable<AccessQuestion["given"]> {
  return { [action.startsWith("kms:") ? "kms:ViaService" : "aws:CalledVia"]: null };
}

/** A witness names what a request needs: without the key, the request is allowed without a second factor. */
function needsMfa(proof: Proof | ReachedProof): boolean {
  if (proof.verdict !== "yes") return false;
  const steps = "route" in proof ? proof.route.flatMap(({ witnesses }) => witnesses) : [];
  return [proof.witness, ...steps].some(({ context = {} }) => {
    const mfa = Object.entries(context).find(([key]) => key.toLowerCase() === mfaKey.toLowerCase())?.[1];
    return mfa === true || mfa === "true";
  });
}
