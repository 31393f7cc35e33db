import type { Access, AccessQuestion, Proof, Witness } from "../../lib/iam/access.ts";
import type { Reach, ReachedProof, Route, RouteStep } from "../../lib/iam/escalation.ts";

/** Escalation that adds nothing: everybody can what it can by itself. */
export function stillReach(access: Access): Reach {
  return reachAlong(access, []);
}

/** Escalation along these routes alone, decided by an engine: whoever acts as another can do what that one can. */
export function reachAlong(access: Access, routes: readonly Route[]): Reach {
  const from = (principal: string) => routes.filter((route) => route.from === principal);
  const can = (principal: string, question: AccessQuestion): ReachedProof => {
    const own = access.can(principal, question);
    if (own.verdict === "yes") return reached(own.witness, [], principal);
    for (const { to, steps, unknown, assumes } of from(principal)) {
      const proof = to === principal ? granted(question, principal) : access.can(to, question);
      if (proof.verdict !== "yes") continue;
      if (unknown !== undefined) return { verdict: "unknown", why: unknown, route: steps };
      return { ...reached(proof.witness, steps, to), ...(assumes !== undefined && { assumes }) };
    }
    return own;
  };
  return {
    routes: from,
    can,
    who: (question) => {
      const found = new Map<string, ReachedProof>(
        access.who(question).map(({ principal, proof }) => [principal, reachedOf(principal, proof)] as const),
      );
      for (const principal of new Set(routes.map((route) => route.from))) {
        const proof = can(principal, question);
        if (proof.verdict !== "no") found.set(principal, proof);
      }
      return [...found]
        .map(([principal, proof]) => ({ principal, proof }))
        .sort((a, b) => (a.principal < b.principal ? -1 : 1));
    },
  };
}

/** Who gives itself rights has whatever is asked. */
function granted({ actions, resources }: AccessQuestion, principal: string): Proof {
  const by = [{ policy: `${principal}/supposed`, statement: 0, effect: "Allow" as const }];
  const resource = (resources[0] ?? "*").replaceAll("*", "x");
  return { verdict: "yes", witness: { action: actions[0] ?? "", resource, by } };
}

function reachedOf(principal: string, proof: Proof): ReachedProof {
  return proof.verdict === "yes" ? reached(proof.witness, [], principal) : proof;
}

function reached(witness: Witness, route: readonly RouteStep[], as: string): ReachedProof {
  return { verdict: "yes", witness, route, as };
}
