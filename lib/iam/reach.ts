import type { AccessQuestion, Proof } from "./access.ts";
import { namedPrincipal } from "./arn.ts";
import type { Engine } from "./compile.ts";
import type { Reach, ReachedProof, Route } from "./escalation.ts";
import type { IamInput } from "./input.ts";
import { attachedPolicies } from "./reach/attached.ts";
import { Answers, type Bearings } from "./reach/answers.ts";
import { Asking } from "./reach/asking.ts";
import { Ground } from "./reach/candidates.ts";
import { factsOf } from "./reach/facts.ts";
import { Guises } from "./reach/guises.ts";
import { journeyFrom } from "./reach/journey.ts";
import type { EscalationPath } from "./reach/path.ts";
import { escalationPaths } from "./reach/paths.ts";
import { reachedAnew, reachedFrom } from "./reach/reached.ts";
import { routesFrom } from "./reach/routes.ts";
import { Speech } from "./reach/spoken.ts";
import { Terrain } from "./reach/terrain.ts";
import { outsidersOf } from "./who/outsiders.ts";

/** Every way that is followed. */
export const allPaths: readonly EscalationPath[] = [...escalationPaths, ...attachedPolicies];

const mostRemembered = 50;
const no: Proof = { verdict: "no" };

/**
 * Closes over privilege escalation (docs/formats/escalation.md): who can act as whom, and what anybody can do after it.
 * All accounts are closed over together. Pure; what was worked out is remembered. Never throws.
 *
 * @param input what the engine was compiled from: groups, workloads and instance profiles stand there only
 * @param rows the table of paths
 */
export function reachOf(engine: Engine, input: IamInput, rows: readonly EscalationPath[] = allPaths): Reach {
  const speech = new Speech(rows.flatMap(({ needs }) => needs));
  const asking = new Asking(engine, speech);
  const guises = new Guises(engine);
  const ground = new Ground(factsOf(input, engine.landscape), engine.landscape);
  const terrain = new Terrain({ rows, asking, guises, ground });
  const outsiders = outsidersOf(engine.landscape);
  const answers = new Answers(terrain, outsiders);
  const everybody = startsOf(engine).map((principal) => ({ principal, start: guises.plain(principal) }));
  const questions = new Map<string, Bearings>();

  const bearings = (question: AccessQuestion): Bearings => {
    const key = keyOf(question);
    const known = questions.get(key);
    if (known !== undefined) return known;
    if (questions.size >= mostRemembered) questions.clear();
    const made = answers.to(question);
    questions.set(key, made);
    return made;
  };

  const reached = (
    principal: string,
    question: AccessQuestion,
    own: Proof = engine.can(principal, question),
  ): ReachedProof => {
    if (own.verdict === "yes") return { verdict: "yes", witness: own.witness, route: [], as: principal };
    // A session acts as its role does, and others of whom the snapshot tells nothing as they are.
    const start = guises.plain(startOf(engine, principal));
    if (!questions.has(keyOf(question)) && answers.isInVain(start, question)) return own;
    const found = answers.startsFrom(start) ? reachedFrom : reachedAnew;
    const onward = found(terrain, start, question, bearings(question));
    return onward.verdict === "no" ? own : onward;
  };

  return {
    routes: (principal, to): readonly Route[] =>
      routesFrom(terrain, journeyFrom(terrain, guises.plain(principal)), to),
    can: (principal, question) => reached(principal, question),
    who: (question) => {
      const { yes, may } = bearings(question);
      const known = new Map(engine.who(question).map((one) => [one.principal, one.proof]));
      return everybody.flatMap(({ principal, start: { id } }) => {
        if (!yes.has(id) && !may.has(id)) return [];
        const own = engine.landscape.identities.has(principal) ? (known.get(principal) ?? no) : undefined;
        const proof = reached(principal, question, own);
        return proof.verdict === "no" ? [] : [{ principal, proof }];
      });
    },
  };
}

function keyOf({ actions, resources, except = [], given = {} }: AccessQuestion): string {
  return JSON.stringify([actions, resources, except, given]);
}

function startOf({ landscape }: Engine, principal: string): string {
  const named = namedPrincipal(principal);
  if (named?.kind !== "session") return principal;
  const roles = [...landscape.identities.values()].filter(({ kind }) => kind === "role");
  return (
    roles.find(({ account, name }) => account === named.account && name === named.role)?.arn ?? principal
  );
}

/** Everybody from whom a route may start: users and roles of the snapshot, and whoever else its policies let in. Sorted. */
export function startsOf(engine: Engine): readonly string[] {
  return [...new Set([...engine.principals, ...outsidersOf(engine.landscape)])].sort();
}
