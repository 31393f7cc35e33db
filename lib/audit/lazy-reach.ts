import type { Access } from "../iam/access.ts";
import type { Reach } from "../iam/escalation.ts";

/** Escalation that is worked out when it is first asked about: an audit that does not ask pays nothing. */
export function lazyReach(make: () => Reach): Reach {
  let made: Reach | undefined;
  const reach = (): Reach => (made ??= make());
  return {
    routes: (principal, to) => reach().routes(principal, to),
    can: (principal, question) => reach().can(principal, question),
    who: (question) => reach().who(question),
  };
}

/** Escalation as far as nobody escalates. */
export function noEscalation(access: Access): Reach {
  const reached = (principal: string, proof: ReturnType<Access["can"]>) =>
    proof.verdict === "yes" ? { ...proof, route: [], as: principal } : proof;
  return {
    routes: () => [],
    can: (principal, question) => reached(principal, access.can(principal, question)),
    who: (question) =>
      access.who(question).map(({ principal, proof }) => ({ principal, proof: reached(principal, proof) })),
  };
}
