/**
 * Every request of every step, put to the evaluation of accounts that are written anew as the steps before leave them:
 * allowed, or unknown for want of the outsider’s own account, which the path then assumes by name.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadActions } from "../../../lib/actions/load.ts";
import { compileAccess } from "../../../lib/iam/compile.ts";
import type { Route, RouteStep } from "../../../lib/iam/escalation.ts";
import type { IamAccount, IamInput } from "../../../lib/iam/input.ts";
import type { EscalationPath } from "../../../lib/iam/reach/path.ts";
import { escalationPaths } from "../../../lib/iam/reach/paths.ts";
import { allPaths, reachOf, startsOf } from "../../../lib/iam/reach.ts";
import { runsOf } from "../proofs.ts";
import {
  allow,
  home,
  inputOf,
  outside,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  userArn,
  type Json,
} from "../world.ts";
import { mixed } from "./generated-worlds.ts";
import { worldOf } from "./path-world.ts";
import { serving, trusting, withFacts } from "./routes-in.ts";

const index = loadActions();
const rows: ReadonlyMap<string, EscalationPath> = new Map(allPaths.map((row) => [row.id, row]));
const everything = policy(allow("*"));

type Entity = IamAccount["authorizationDetails"]["UserDetailList" | "RoleDetailList"][number];

/** The accounts with one user or role otherwise. */
function changing(input: IamInput, arn: string, change: (entity: Entity) => object): IamInput {
  const each = <T extends Entity>(list: readonly T[]) =>
    list.map((entity) => (entity.Arn === arn ? { ...entity, ...change(entity) } : entity));
  return {
    ...input,
    accounts: input.accounts.map((account) => {
      const details = account.authorizationDetails;
      const [users, roles] = [each(details.UserDetailList), each(details.RoleDetailList)];
      return {
        ...account,
        authorizationDetails: { ...details, UserDetailList: users, RoleDetailList: roles },
      };
    }),
  };
}

const granted = (entity: Entity) => {
  const more = { PolicyName: "written", PolicyDocument: everything };
  return "RoleName" in entity
    ? { RolePolicyList: [...(entity.RolePolicyList ?? []), more] }
    : { UserPolicyList: [...(entity.UserPolicyList ?? []), more] };
};
const unbounded = () => ({ PermissionsBoundary: undefined });
const renewed = () => ({
  ...unbounded(),
  AttachedManagedPolicies: [],
  GroupList: [],
  RolePolicyList: [{ PolicyName: "written", PolicyDocument: everything }],
  UserPolicyList: [{ PolicyName: "written", PolicyDocument: everything }],
});
const trustingAll = () => ({
  AssumeRolePolicyDocument: policy({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }),
});

/** What a step leaves behind; `undefined`: more than this replay rewrites. */
function after(input: IamInput, { kind, target, witnesses }: RouteStep): IamInput | undefined {
  const { gains } = rows.get(kind)!;
  switch (gains.kind) {
    case "own-rights":
    case "rights-of-whom":
      return changing(input, target, granted);
    case "new-principal":
      return changing(input, target, renewed);
    case "own-boundary-gone":
    case "boundary-of-whom-gone":
      return changing(input, target, unbounded);
    case "group-rights": {
      const groups = witnesses.map(({ resource }) => resource.slice(resource.lastIndexOf("/") + 1));
      return changing(input, target, (entity) => ("RoleName" in entity ? {} : { GroupList: groups }));
    }
    case "own-other-version":
    case "own-policy-gone":
      return undefined;
    default:
      return input;
  }
}

interface Refused {
  readonly step: string;
  readonly request: object;
  readonly decision: string;
}

/** Requests of a route that are refused, or not decided though the path does not say so. */
function refusedIn(input: IamInput, { steps, outside: named = [] }: Route): readonly Refused[] {
  const refused: Refused[] = [];
  let now: IamInput | undefined = input;
  for (const step of steps) {
    for (const { by: _, when: __, assumes, ...request } of step.witnesses) {
      const rewritten =
        step.kind.startsWith("iam-update-assume-role-policy") && request.action === "sts:AssumeRole";
      const world = rewritten ? changing(now, step.target, trustingAll) : now;
      const { decision } = compileAccess(world, index).decide(request);
      const excused = decision === "unknown" && assumes !== undefined && named.includes(assumes);
      if (decision !== "allowed" && !excused) refused.push({ step: step.kind, request, decision });
    }
    now = after(now, step);
    if (now === undefined) break;
  }
  return refused;
}

function replayed(input: IamInput): { readonly refused: readonly Refused[]; readonly requests: number } {
  const engine = compileAccess(input, index);
  const reach = reachOf(engine, input);
  const routes = startsOf(engine).flatMap((start) => reach.routes(start));
  const steps = routes.flatMap(({ steps }) => steps);
  const bare = routes
    .filter(({ unknown }) => unknown === undefined)
    .flatMap(({ steps }) => steps)
    .filter(({ kind, witnesses }) => witnesses.length < rows.get(kind)!.needs.length);
  return {
    refused: [
      ...routes.flatMap((route) => refusedIn(input, route)),
      ...bare.map(({ kind, witnesses }) => ({ step: kind, request: witnesses, decision: "too few" })),
    ],
    requests: steps.reduce((sum, { witnesses }) => sum + witnesses.length, 0),
  };
}

test.each(escalationPaths.map((path) => [path.id, path] as const))("in the world of %s", (_, path) => {
  expect(replayed(worldOf(path)).refused).toEqual([]);
});

test("in accounts by chance, outsiders among those whom roles trust", () => {
  let requests = 0;
  fc.assert(
    fc.property(mixed, fc.boolean(), (world, read) => {
      const found = replayed(withFacts(inputOf(world), read ? { workloads: [] } : {}));
      requests += found.requests;
      expect(found.refused).toEqual([]);
    }),
    runsOf(40),
  );
  expect(requests).toBeGreaterThan(0);
});

describe("by somebody outside", () => {
  const keeper = policy(allow("dynamodb:*"));
  const seal = `arn:aws:lambda:ca-central-1:${home}:function:seal`;
  const [root, eve, session] = [rootArn(outside), roleArn("eve", outside), sessionArn("eve", "x", outside)];
  const only = (statement: Json): Json => policy({ Effect: "Allow", Action: "sts:AssumeRole", ...statement });
  const trusts = (statement: Json): IamInput =>
    inputOf({
      roles: {
        a: { trust: only(statement), inline: [keeper] },
        b: { trust: only(statement), inline: [keeper] },
      },
    });
  const asking = (arn: string): Json => ({ Condition: { ArnLike: { "aws:PrincipalArn": arn } } });
  const opened = (Principal: unknown): IamInput => {
    const code = policy({ Effect: "Allow", Principal, Action: "lambda:UpdateFunctionCode", Resource: seal });
    const input = inputOf({
      roles: { a: { trust: serving("lambda.amazonaws.com"), inline: [keeper] } },
      resources: { [seal]: code },
    });
    return withFacts(input, { workloads: [{ kind: "lambda", resource: seal, role: roleArn("a") }] });
  };

  test.each<readonly [string, IamInput, string, string]>([
    ["an account, by some role of it", trusts({ Principal: { AWS: root } }), root, roleArn("x", outside)],
    [
      "an account, by a role that a condition names",
      trusts({ Principal: { AWS: root }, ...asking(`arn:aws:iam::${outside}:role/desk-*`) }),
      root,
      roleArn("desk-x", outside),
    ],
    [
      "an account, of which it asks for a user",
      trusts({ Principal: { AWS: root }, ...asking(`arn:aws:iam::${outside}:user/*`) }),
      root,
      userArn("x", outside),
    ],
    ["a role", trusts({ Principal: { AWS: eve } }), eve, eve],
    ["a session", trusts({ Principal: { AWS: session } }), session, session],
    ["anybody", trusts({ Principal: "*" }), "*", "*"],
    [
      "anybody who knows a word",
      trusts({ Principal: "*", Condition: { StringEquals: { "sts:ExternalId": "alder" } } }),
      "*",
      "*",
    ],
    ["an account, into what runs", opened({ AWS: root }), root, root],
    ["a role, into what runs", opened({ AWS: eve }), eve, eve],
    ["anybody, into what runs", opened("*"), "*", "*"],
  ])("%s: who asks is named", (_, input, start, asker) => {
    expect(replayed(input).refused).toEqual([]);
    const routes = reachOf(compileAccess(input, index), input).routes(start);
    expect(routes.length).toBeGreaterThan(0);
    for (const { to, steps } of routes) {
      expect(steps).toHaveLength(1);
      expect(steps[0]!.principal).toBe(start);
      expect(steps[0]!.target).toBe(to);
      expect(steps[0]!.witnesses.map(({ principal }) => principal)).toEqual([asker]);
      // Roles that say the same are asked as one: each has its own request all the same.
      if (steps[0]!.kind === "sts-assume-role") expect(steps[0]!.witnesses[0]!.resource).toBe(to);
    }
  });

  test.each([
    ["the id of one that is gone", { AWS: "AROAGONE00000000" }, "AROAGONE00000000"],
    [
      "a federated user",
      { AWS: `arn:aws:sts::${outside}:federated-user/eve` },
      `arn:aws:sts::${outside}:federated-user/eve`,
    ],
    ["a canonical user", { CanonicalUser: "79a59d" }, "canonical:79a59d"],
  ])("%s: nobody can say who that is, so that it is unknown", (_, Principal, start) => {
    const routesOf = (input: IamInput) =>
      reachOf(compileAccess(input, index), input)
        .routes(start)
        .map(({ to, unknown }) => [to, unknown !== undefined]);
    expect(routesOf(trusts({ Principal }))).toEqual([
      [roleArn("a"), true],
      [roleArn("b"), true],
    ]);
    expect(routesOf(opened(Principal))).toEqual([[roleArn("a"), true]]);
    expect(routesOf(inputOf({ roles: { a: { trust: trusting(root), inline: [keeper] } } }))).toEqual([]);
  });
});
