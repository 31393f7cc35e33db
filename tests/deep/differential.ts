import type { ActionIndex } from "../../lib/actions/action-index.ts";
import type { Access, AccessRequest, Proof, Witness } from "../../lib/iam/access.ts";
import { compileAccess, type Engine } from "../../lib/iam/compile.ts";
import { parseConditions } from "../../lib/iam/condition.ts";
import { holds } from "../../lib/iam/conditions/holds.ts";
import { contextOf } from "../../lib/iam/decide/context.ts";
import { ownerOf } from "../../lib/iam/decide/request.ts";
import { requesterOf } from "../../lib/iam/decide/requester.ts";
import { isUnknown } from "../../lib/iam/truth.ts";
import { inputOf, outside, policy, allow, type World } from "../iam/world.ts";
import type { Tally } from "./tally.ts";
import { trialOf, type Trial } from "./worlds.ts";

/** Puts the world of a seed to both: the symbolic answer, and every request there is in its small universe. */
export function tryWorld(seed: number, index: ActionIndex, tally: Tally): void {
  tryTrial(trialOf(seed), index, tally);
}

export function tryTrial(trial: Trial, index: ActionIndex, tally: Tally): void {
  const access = compileAccess(inputOf(trial.world), index);
  const granted = compileAccess(inputOf(withOutside(trial.world)), index);
  tally.worlds++;
  tally.policies += trial.policies;
  for (const principal of trial.principals) {
    const proof = access.can(principal, trial.question);
    const stranger = principal.includes(outside) && !principal.endsWith(":root");
    tryPrincipal(trial, principal, proof, { access, by: stranger ? granted : access }, tally);
  }
}

/** What an account that was not read would grant is taken for granted: so that all of its own is allowed here. */
function withOutside(world: World): World {
  const inline = [policy(allow("*"))];
  return {
    ...world,
    accounts: [...(world.accounts ?? ["111122223333", "444455556666"]), outside],
    users: { ...world.users, stranger: { account: outside, inline } },
  };
}

function tryPrincipal(
  trial: Trial,
  principal: string,
  proof: Proof,
  { access, by }: { readonly access: Engine; readonly by: Access },
  tally: Tally,
): void {
  tally[proof.verdict]++;
  const mistake = (what: string): void =>
    void tally.mistakes.push(`seed ${trial.seed}, ${principal}, ${what}`);
  if (proof.verdict === "yes") {
    const { by: statements, when: _, assumes, ...request } = proof.witness;
    const decision = access.decide({ principal, ...request });
    if (assumes === undefined) tryWhen(trial, principal, proof.witness, access, mistake);
    const same = JSON.stringify(decision.by) === JSON.stringify(statements);
    if (assumes === undefined && (decision.decision !== "allowed" || !same))
      mistake("a witness that is not allowed");
    if (!trial.exists(request.action, request.resource))
      mistake(`${request.action} is never about ${request.resource}`);
  }
  // Who is outside is asked only about what a policy of the snapshot stands over.
  const ours = ({ resources }: Trial) =>
    principal.includes(outside)
      ? resources.filter((each) => each !== "*" && !each.includes(outside))
      : resources;
  const found = tryAll({ ...trial, resources: ours(trial) }, principal, by, tally);
  if (proof.verdict === "no" && found.allowed !== undefined)
    mistake(`no, and yet ${JSON.stringify(found.allowed)} is allowed`);
  // Of strangers, and of who may choose a name, there are more requests than are tried.
  const complete = trial.complete && principal !== "*" && !principal.includes(outside);
  if (proof.verdict === "yes" && found.allowed === undefined) {
    if (complete)
      mistake(`yes by ${JSON.stringify(proof.witness)}, and no request of the universe is allowed`);
    else tally.beyond++;
  }
  if (proof.verdict === "unknown") {
    const outcome = found.allowed !== undefined ? "allowed" : found.undecided ? "undecided" : "refused";
    tally.unknownBut[outcome]++;
    const reason = `${outcome}: ${proof.why.replaceAll(/arn:\S+/g, "ARN")}`;
    const known = tally.reasons.get(reason) ?? { count: 0, seed: trial.seed };
    tally.reasons.set(reason, { ...known, count: known.count + 1 });
  }
}

/** Whatever meets what a witness says of itself must be allowed as well. */
function tryWhen(
  { contexts, world }: Trial,
  principal: string,
  { action, resource, when = [] }: Witness,
  access: Engine,
  mistake: (what: string) => void,
): void {
  const requester = requesterOf(access.landscape, principal);
  if (isUnknown(requester)) return;
  const owner = ownerOf(access.landscape, requester, resource);
  const conditions = when.flatMap(({ operator, key, values, wanted }) =>
    parseConditions({ [operator]: { [key]: values } }, true).map((condition) => ({ condition, wanted })),
  );
  const service = action.split(":", 1)[0]!;
  for (const context of contexts.slice(0, mostTried)) {
    const known = contextOf(access.landscape, { requester, service, owner }, context);
    if (isUnknown(known)) continue;
    if (!conditions.every(({ condition, wanted }) => holds(condition, known) === wanted)) continue;
    const { decision } = access.decide({ principal, action, resource, context });
    // Without a session’s name `decide` leaves open what hangs on it, even of resources that no name could make match.
    if (decision === "unknown" && JSON.stringify(world).includes("aws:userid")) continue;
    const where = `${action} on ${resource} with ${JSON.stringify(context)}`;
    if (decision !== "allowed") mistake(`${JSON.stringify(when)} is met by ${where}, which is ${decision}`);
  }
}

const mostTried = 80;

function tryAll(
  { actions, resources, exists, contexts }: Trial,
  principal: string,
  access: Access,
  tally: Tally,
): { readonly allowed?: AccessRequest; readonly undecided: boolean } {
  let undecided = false;
  for (const action of actions) {
    for (const resource of resources.filter((each) => exists(action, each))) {
      for (const context of contexts) {
        tally.decisions++;
        const { decision } = access.decide({ principal, action, resource, context });
        if (decision === "allowed") return { allowed: { principal, action, resource, context }, undecided };
        // What several values of one key compare to is left open by AWS: that is no doubt about anything else.
        undecided ||= decision === "unknown" && !Object.values(context).some((value) => Array.isArray(value));
      }
    }
  }
  return { undecided };
}
