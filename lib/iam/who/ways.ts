import { resourceControl, serviceControl } from "../decide/rails.ts";
import { ownerOf, type Request } from "../decide/request.ts";
import { givenBy, isUndeniable, outsidersBarred, policyOf, type Grant } from "../decide/resource-layer.ts";
import { grantElsewhere, grantWithin } from "../decide/judge.ts";
import { applies, type Requester } from "../decide/requester.ts";
import type { Work } from "../globs.ts";
import type { Landscape, Policy, Statement } from "../landscape.ts";
import { any, isUnknown, type Truth } from "../truth.ts";
import type { ActionSets, AskedAction } from "./action-sets.ts";
import { reaches, type Zone } from "./zones.ts";

/** One statement that would allow; `taint`: why it is not certain that it counts. */
export interface Option {
  readonly statement?: Statement;
  readonly taint?: string;
}

/** A layer that must allow: any one of these options. */
export type Need = readonly Option[];

/** One way to be allowed: every need must be met, and no deny may speak. */
export interface Way {
  readonly needs: readonly Need[];
}

/** A deny that may speak of the action; without a statement, a policy that could not be read. */
export type Deny = Option;

/** One requester, one action, one zone: all that the decision over it hangs on. */
export interface Case {
  readonly requester: Requester;
  readonly action: AskedAction;
  readonly zone: Zone;
  readonly owner: Request["owner"];
  readonly ways: readonly Way[];
  readonly denies: readonly Deny[];
  readonly work: Work;
}

/** What a case needs to be laid out. */
export interface Ground {
  readonly landscape: Landscape;
  readonly sets: ActionSets;
}

/** What a case of one requester needs, and what its searches may still do. */
export interface OwnGround extends Ground {
  readonly work: Work;
}

/**
 * Lays out every way in which `judge` (decide/judge.ts) comes to “allowed”, as layers that must each allow: the same
 * rules, turned round.
 */
export function caseOf(ground: OwnGround, requester: Requester, action: AskedAction, zone: Zone): Case {
  const { landscape } = ground;
  const { service, folded } = action;
  const owner = ownerOf(landscape, requester, zone.sample);
  const { policy, required } = policyOf(landscape, { resource: zone.sample, service, action: folded, owner });
  const levels = serviceControl(landscape, requester);
  const controls = levels.map((policies) => allowing(ground, action, requester, policies, zone));
  const identity = identityNeed(ground, action, requester, zone);
  const limit = "identity" in requester ? requester.identity?.boundary : undefined;
  const limits = limit === undefined ? [] : [allowing(ground, action, requester, [limit], zone)];
  const barred = outsidersBarred(landscape, { resource: zone.sample, service, owner, requester });
  const granted = (grants: readonly Grant[]): Need => {
    if (policy === undefined || barred === true) return [];
    if (typeof policy === "string") return [{ taint: policy }];
    const options = allowing(ground, action, requester, [policy], zone, grants);
    return barred === false ? options : options.map((option) => ({ ...option, taint: barred.unknown }));
  };
  const delegated = typeof policy === "object" && policy.problem === undefined ? granted(["grant"]) : [];
  const own = [...identity, ...limits];
  const wayLists = ((): readonly (readonly Need[])[] => {
    if (requester.kind === "anonymous") return [[granted(["direct"])], [delegated]];
    // As decide.ts: no account’s root can assume a role.
    if (requester.kind === "root" && folded === "sts:assumerole") return [];
    if (isUnknown(owner)) return [[...own, [{ taint: owner.unknown }]]];
    if (owner !== requester.account)
      return [
        [...own, granted(["direct", "role", "account"])],
        [delegated, ...own.map(orElsewhere)],
      ];
    return [
      required ? [granted(["account"]), ...own] : own,
      [granted(["direct"])],
      [granted(["role"]), ...limits],
      [delegated, ...limits.map(orWithin)],
    ];
  })();
  const ways = wayLists
    .map((needs) => ({ needs: [...needs, ...controls] }))
    .filter(({ needs }) => needs.every((need) => need.length > 0));
  const policies = [
    ...("identity" in requester ? (requester.identity?.policies ?? []) : []),
    ...(limit === undefined ? [] : [limit]),
    ...(typeof policy === "object" && !isUndeniable({ requester, action: folded, owner }) ? [policy] : []),
    ...levels.flat(),
    ...resourceControl(landscape, { requester, service, action: folded, owner, resource: zone.sample }),
  ];
  const denies = denying(ground, action, requester, policies, zone);
  return { requester, action, zone, owner, ways, denies, work: ground.work };
}

function identityNeed(
  ground: OwnGround,
  action: AskedAction,
  requester: Requester,
  zone: Zone,
): readonly Need[] {
  if (requester.kind === "root" || requester.kind === "anonymous") return [];
  if (requester.identity !== undefined) {
    return [allowing(ground, action, requester, requester.identity.policies, zone)];
  }
  return [[{ taint: `the policies of ${requester.arn} are not in the snapshot` }]];
}

function allowing(
  { sets, work }: OwnGround,
  action: AskedAction,
  requester: Requester,
  policies: readonly Policy[],
  zone: Zone,
  grants?: readonly Grant[],
): Need {
  return policies.flatMap((policy): Need => {
    if (policy.problem !== undefined) return [{ taint: policy.problem }];
    return policy.statements.flatMap((statement): Need => {
      if (statement.effect !== "Allow" || !sets.speaks(statement, action)) return [];
      if (!reaches(statement, zone, work)) return [];
      const meant =
        grants === undefined ? meansAt(statement, requester) : granting(statement, requester, grants);
      return optionOf(statement, meant);
    });
  });
}

function granting(statement: Statement, requester: Requester, grants: readonly Grant[]): Truth {
  const { principals } = statement;
  // As decide/resource-layer.ts: whom an allow with NotPrincipal lets in is not known.
  if (principals?.negated) return grants.includes("direct") && applies(principals, requester);
  return any(grants, (grant) => givenBy(statement, requester, grant, false));
}

// As decide/judge.ts: what a grant of a key is worth where nothing else allows is not known.
const orWithin = (need: Need): Need => [...need, { taint: grantWithin }];
const orElsewhere = (need: Need): Need => [...need, { taint: grantElsewhere }];

function denying(
  { sets, work }: OwnGround,
  action: AskedAction,
  requester: Requester,
  policies: readonly Policy[],
  zone: Zone,
): readonly Deny[] {
  return policies.flatMap((policy): readonly Deny[] => {
    if (policy.problem !== undefined) return [{ taint: policy.problem }];
    return policy.statements.flatMap((statement) =>
      statement.effect === "Deny" && sets.speaks(statement, action) && reaches(statement, zone, work)
        ? optionOf(statement, meansAt(statement, requester))
        : [],
    );
  });
}

function meansAt({ principals }: Statement, requester: Requester): Truth {
  return principals === undefined || applies(principals, requester);
}

function optionOf(statement: Statement, meant: Truth): readonly Option[] {
  if (meant === false) return [];
  const odd = statement.conditions.find(({ problem }) => problem !== undefined)?.problem;
  const taint = isUnknown(meant) ? meant.unknown : (statement.problem ?? odd);
  return [taint === undefined ? { statement } : { statement, taint }];
}
