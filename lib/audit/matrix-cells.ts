import type { Asset, CapabilityId } from "../contract/contract.ts";
import { allows, rightOf } from "../contract/matrix.ts";
import type { Proof } from "../iam/access.ts";
import type { ReachedProof } from "../iam/escalation.ts";
import type { CheckInput } from "./check.ts";
import { escalators, type Escalator } from "./escalated.ts";
import { tasksHeld } from "./holders.ts";
import type { MatrixCell } from "./matrix.ts";
import { offenders, type Offender } from "./offenders.ts";
import { otherPrincipals } from "./other-principals.ts";
import { officeAccountUnread, witnessOf } from "./outside-accounts.ts";
import { canDo, whoCan } from "./who-can.ts";
import { canReach } from "./who-reaches.ts";

type Facts = Pick<MatrixCell, "fact" | "escalated" | "witness" | "route" | "assumes" | "why">;

/** The cells of one capability on one asset: what the contract allows, and what goes beyond it. */
export function cellsOf(
  input: CheckInput,
  holders: readonly string[],
  asset: Asset,
  capability: CapabilityId,
): readonly MatrixCell[] {
  const place = { capability, asset: asset.id };
  const before = new Map(offenders(input, asset, capability).map((one) => [one.principal, one]));
  const after = escalators(input, asset, capability);
  const never = [...new Set([...before.keys(), ...after.keys()])].map((principal): MatrixCell => {
    const [own, later] = [before.get(principal), after.get(principal)];
    const kind = (own ?? later)!.kind;
    return {
      principal,
      ...place,
      contract: "never",
      ...factsOf(principal, own, later),
      ...(kind !== "stranger" && { beyond: kind }),
    };
  });
  const allowed = holdersHere(input, holders, asset, capability).map((principal): MatrixCell => ({
    principal,
    ...place,
    contract: "allowed",
    ...allowedFacts(input, asset, capability, principal),
  }));
  const others = otherPrincipals(input, asset, [capability]).acts.map(({ kind, witness }): MatrixCell => {
    const fact = kind === "service" ? "yes" : "unknown";
    const why = "who that is cannot be told";
    return {
      principal: witness.principal,
      ...place,
      contract: "never",
      fact,
      escalated: fact,
      witness,
      ...(kind === "nameless" && { why }),
    };
  });
  return [...allowed, ...never, ...others];
}

/** What is possible beyond the contract, before and after: a proof before escalation is one after. */
function factsOf(principal: string, before: Offender | undefined, after: Escalator | undefined): Facts {
  if (before?.proof.verdict === "yes") return proved(principal, before.proof);
  const fact = before === undefined ? "no" : "unknown";
  if (after?.proof.verdict === "yes") return { ...reached(after.proof), fact };
  const open = before?.proof ?? after?.proof;
  return { fact, escalated: "unknown", ...(open?.verdict === "unknown" && { why: open.why }) };
}

/** Holders of a task that allows it: those that are known, and those of accounts that were not read who are let in. */
function holdersHere(
  input: CheckInput,
  holders: readonly string[],
  asset: Asset,
  capability: CapabilityId,
): readonly string[] {
  const acting = whoCan(input, asset, capability).map((one) => one.acting);
  return [...new Set([...holders, ...acting])].filter(
    (principal) =>
      tasksHeld(input.contract, principal).length > 0 &&
      allows(input.contract, principal, capability, asset.key),
  );
}

function allowedFacts(input: CheckInput, asset: Asset, capability: CapabilityId, principal: string): Facts {
  const account = officeAccountUnread(input, principal);
  if (account !== undefined) {
    const why = `account ${account}, which is the office’s, was not read`;
    return { fact: "unknown", escalated: "unknown", why };
  }
  const { freely, withMfa } = rightOf(input.contract, principal, capability, asset.key);
  const actions = [...freely, ...withMfa];
  const known = whoCan(input, asset, capability).find(({ acting }) => acting === principal)?.proof;
  const isAllowed = known?.verdict === "yes" && actions.includes(known.witness.action);
  const proof = known === undefined || isAllowed ? known : canDo(input, asset, principal, actions);
  if (proof?.verdict === "yes") return proved(principal, proof);
  const later = canReach(input, asset, principal)(actions);
  const fact = proof === undefined ? "no" : "unknown";
  if (later?.verdict === "yes") return { ...reached(later), fact };
  const open = proof ?? later;
  if (open === undefined) return { fact: "no", escalated: "no" };
  return { fact, escalated: "unknown", ...(open.verdict === "unknown" && { why: open.why }) };
}

function proved(principal: string, { witness }: Extract<Proof, { readonly verdict: "yes" }>): Facts {
  return { fact: "yes", escalated: "yes", witness: witnessOf(principal, witness) };
}

function reached({ witness, as, route, assumes }: Extract<ReachedProof, { readonly verdict: "yes" }>): Facts {
  return {
    fact: "no",
    escalated: "yes",
    witness: witnessOf(as, witness),
    route: route.map(({ kind, via, target }) => ({ kind, via, target })),
    ...(assumes !== undefined && { assumes }),
  };
}
