/** Routes over small worlds, each certain step of which has been put to `decide` again. */
import { expect } from "vitest";
import { loadActions } from "../../../lib/actions/load.ts";
import { compileAccess, type Engine } from "../../../lib/iam/compile.ts";
import type { Reach, Route } from "../../../lib/iam/escalation.ts";
import type { IamAccount, IamInput } from "../../../lib/iam/input.ts";
import { reachOf } from "../../../lib/iam/reach.ts";
import { inputOf, policy, type Json, type World } from "../world.ts";

export const index = loadActions();

/** Nothing runs, unless the world says what does. */
export function reachIn(
  world: World,
  more: Partial<IamAccount> = {},
): { readonly engine: Engine; readonly reach: Reach } {
  return reachOver(withFacts(inputOf(world), { workloads: [], ...more }));
}

export function reachOver(input: IamInput): { readonly engine: Engine; readonly reach: Reach } {
  const engine = compileAccess(input, index);
  return { engine, reach: reachOf(engine, input) };
}

/** The same facts for every account. */
export function withFacts(input: IamInput, more: Partial<IamAccount>): IamInput {
  return { ...input, accounts: input.accounts.map((account) => ({ ...account, ...more })) };
}

/** Where somebody can get to, with the ids of the steps. */
export function waysFrom(
  world: World,
  from: string,
  more: Partial<IamAccount> = {},
): Readonly<Record<string, string>> {
  const { engine, reach } = reachIn(world, more);
  return Object.fromEntries(reach.routes(from).map((route) => [shortOf(route.to), shownIn(engine, route)]));
}

function shownIn(engine: Engine, { steps, unknown, assumes }: Route): string {
  const [first] = steps;
  if (unknown === undefined && assumes === undefined) {
    expect(first!.witnesses.length).toBeGreaterThan(0);
    const own = first!.witnesses.filter(({ principal }) => principal === first!.principal);
    // What comes after a rewritten trust policy is allowed by that only.
    for (const { by, principal, ...request } of first!.kind.startsWith("iam-update-assume-role-policy")
      ? own.slice(0, 1)
      : own) {
      expect(engine.decide({ principal, ...request })).toEqual({ decision: "allowed", by });
    }
  }
  const marks = [
    ...(unknown === undefined ? [] : ["unknown"]),
    ...(assumes === undefined ? [] : ["assumed"]),
  ];
  return [...steps.map(({ kind }) => kind), ...marks.map((mark) => `(${mark})`)].join(" ");
}

/** What stands after the account of an ARN. */
export function shortOf(arn: string): string {
  return arn.split(":").slice(5).join(":");
}

export const trusting = (...principals: readonly string[]): Json =>
  policy({ Effect: "Allow", Principal: { AWS: principals }, Action: "sts:AssumeRole" });
export const serving = (service: string, more: Json = {}): Json =>
  policy({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole", ...more });
