/**
 * The closure is the one that a plain search over single steps finds, each decided by the engine on its own: whatever
 * Reach takes for alike, leaves out or takes over, its answers stay these.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { AccessQuestion, Proof } from "../../../lib/iam/access.ts";
import { compileAccess, type Engine } from "../../../lib/iam/compile.ts";
import { escalationPaths } from "../../../lib/iam/reach/paths.ts";
import { reachOf, startsOf } from "../../../lib/iam/reach.ts";
import { runsOf } from "../proofs.ts";
import { allow, inputOf, policy, type World } from "../world.ts";
import { everybody, questions, worlds } from "./plain-worlds.ts";
import { index } from "./routes-in.ts";

const acting = ["sts-assume-role", "iam-create-access-key"];
const writing = [
  "iam-put-user-policy",
  "iam-put-role-policy",
  "iam-put-user-policy-of-another",
  "iam-put-role-policy-of-another",
  "iam-delete-user-permissions-boundary",
  "iam-delete-role-permissions-boundary",
  "iam-delete-role-permissions-boundary-of-another",
];
const rowsOf = (ids: readonly string[]) => escalationPaths.filter(({ id }) => ids.includes(id));
const everything = policy(allow("*"));

/** Somebody, as it is or as it was made: ARN, whether it has a policy that allows everything, whether its boundary is off. */
type State = `${string} ${boolean} ${boolean}`;
const stateOf = (who: string, granted = false, unbounded = false): State => `${who} ${granted} ${unbounded}`;
const partsOf = (state: State) => {
  const [who = "", granted, unbounded] = state.split(" ");
  return { who, granted: granted === "true", unbounded: unbounded === "true" };
};

class Plain {
  readonly #engine: Engine;
  readonly #known = new Map<string, Proof["verdict"]>();
  readonly #writes: boolean;

  constructor(engine: Engine, writes: boolean) {
    this.#engine = engine;
    this.#writes = writes;
  }

  can(state: State, question: AccessQuestion): Proof["verdict"] {
    const key = `${state} ${JSON.stringify(question)}`;
    const { who, granted, unbounded } = partsOf(state);
    const engine = () =>
      this.#engine.supposing({
        granted: new Map(granted ? [[who, everything]] : []),
        unbounded: new Set(unbounded ? [who] : []),
      });
    const verdict = this.#known.get(key) ?? engine().can(who, question).verdict;
    this.#known.set(key, verdict);
    return verdict;
  }

  /** What the engine is told of the user or role that a request is on. */
  #may(state: State, action: string, whom: string): Proof["verdict"] {
    const identity = this.#engine.landscape.identities.get(whom)!;
    const own = partsOf(state);
    const off = own.who === whom && own.unbounded;
    const team = identity.tags.find(({ key }) => key === "team")?.value ?? null;
    const given = {
      "aws:ResourceTag/team": team,
      "iam:ResourceTag/team": team,
      "iam:PermissionsBoundary": off ? null : (identity.boundary?.ref ?? null),
    };
    return this.can(state, { actions: [action], resources: [whom], given });
  }

  /** Everybody at the end of steps that are certain, or that may be; with how many the first way there takes. */
  closure(start: State, certain: boolean): ReadonlyMap<State, number> {
    const may = (state: State, action: string, whom: string) => {
      const verdict = this.#may(state, action, whom);
      return verdict === "yes" || (!certain && verdict === "unknown");
    };
    const found = new Map<State, number>([[start, 0]]);
    for (let size = -1; size !== found.size;) {
      size = found.size;
      for (const [state, far] of found) {
        for (const to of this.#next(state, may, found)) if (!found.has(to)) found.set(to, far + 1);
      }
    }
    return found;
  }

  #next(
    state: State,
    may: (state: State, action: string, whom: string) => boolean,
    found: ReadonlyMap<State, number>,
  ): readonly State[] {
    const { who, granted, unbounded } = partsOf(state);
    const near = (whom: string) => who.split(":")[4] === whom.split(":")[4];
    const next: State[] = [];
    for (const whom of everybody) {
      const isRole = whom.includes(":role/");
      const here = near(whom);
      if (isRole && may(state, "sts:AssumeRole", whom)) next.push(stateOf(whom));
      if (!isRole && here && may(state, "iam:CreateAccessKey", whom)) next.push(stateOf(whom));
      if (!this.#writes || !here) continue;
      const [put, off] = isRole
        ? (["iam:PutRolePolicy", "iam:DeleteRolePermissionsBoundary"] as const)
        : (["iam:PutUserPolicy", "iam:DeleteUserPermissionsBoundary"] as const);
      const bounded = this.#engine.landscape.identities.get(whom)?.boundary !== undefined;
      if (whom === who && may(state, put, whom)) next.push(stateOf(who, true, unbounded));
      if (whom === who && bounded && may(state, off, whom)) next.push(stateOf(who, granted, true));
      const reached = [...found.keys()].map(partsOf).filter((each) => each.who === whom);
      const writes = whom !== who && reached.length > 0 && may(state, put, whom);
      const frees = whom !== who && isRole && bounded && reached.length > 0 && may(state, off, whom);
      for (const each of reached) {
        if (writes) next.push(stateOf(whom, true, each.unbounded));
        if (frees) next.push(stateOf(whom, each.granted, true));
      }
    }
    return next;
  }
}

function layOut(world: World, ids: readonly string[]) {
  const input = inputOf(world);
  const engine = compileAccess(input, index);
  return {
    engine,
    starts: startsOf(engine),
    reach: reachOf(engine, input, rowsOf(ids)),
    plain: new Plain(engine, ids !== acting),
  };
}

test.each([
  ["of those who are acted as", acting, 30],
  ["of those for whom rights are written", [...acting, ...writing], 30],
] as const)("%s, for certain or perhaps", (_, ids, runs) => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { starts, reach, plain } = layOut(world, ids);
      const expected = questions.map(() => new Map<string, string>());
      for (const start of starts) {
        const sure = [...plain.closure(stateOf(start), true).keys()];
        const any = [...plain.closure(stateOf(start), false).keys()];
        for (const [at, question] of questions.entries()) {
          const yes = sure.some((state) => plain.can(state, question) === "yes");
          const verdict = yes
            ? "yes"
            : any.some((state) => plain.can(state, question) !== "no")
              ? "unknown"
              : "no";
          expect([start, question, reach.can(start, question).verdict]).toEqual([start, question, verdict]);
          if (verdict !== "no") expected[at]!.set(start, verdict);
        }
      }
      for (const [at, question] of questions.entries()) {
        const who = reach.who(question).map(({ principal, proof }) => [principal, proof.verdict]);
        expect(who).toEqual([...expected[at]!].toSorted(([a], [b]) => (a < b ? -1 : 1)));
      }
    }),
    runsOf(runs),
  );
});

test("routes lead by the fewest steps to all who can more than the start", () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { engine, starts, reach, plain } = layOut(world, acting);
      const can = (who: string, question: AccessQuestion) => engine.can(who, question).verdict;
      for (const start of starts) {
        const sure = plain.closure(stateOf(start), true);
        const any = plain.closure(stateOf(start), false);
        const routes = reach.routes(start);
        for (const { to, steps, unknown } of routes) {
          const far = (sure.get(stateOf(to)) !== undefined ? sure : any).get(stateOf(to));
          expect([start, to, steps.length, unknown === undefined]).toEqual([
            start,
            to,
            far,
            sure.has(stateOf(to)),
          ]);
          expect(reach.routes(start, to).map(({ to, steps }) => [to, steps.length])).toEqual([[to, far]]);
        }
        const listed = new Set(routes.map(({ to }) => to));
        for (const { who } of [...any.keys()].map(partsOf)) {
          if (listed.has(who)) continue;
          for (const question of questions) {
            if (can(who, question) === "yes")
              expect([start, who, question, can(start, question)]).toEqual([start, who, question, "yes"]);
          }
        }
      }
    }),
    runsOf(30),
  );
});
