import type { Identity } from "../landscape.ts";
import type { Guise } from "./guises.ts";
import type { Table } from "./hops.ts";
import { allows, denies, unique, waysOf, type Change, type Met } from "./own-ways.ts";
import type { EscalationPath } from "./path.ts";
import { withPolicyName } from "./policy-names.ts";

/** Policies that go together, and how. */
interface Removal {
  readonly refs: readonly string[];
  readonly met: Met;
}

/**
 * Policies that deny something and are taken off; what else they say goes with them. Those that allow nothing, or
 * nothing that it has not besides, go together; of the others each is tried by itself.
 */
export function policiesGone(
  table: Table,
  guise: Guise,
  identity: Identity,
  row: EscalationPath,
  place: Extract<EscalationPath["gains"], { readonly kind: "own-policy-gone" }>["place"],
): readonly Change[] {
  const ofGroups = place === "group" || place === "group-attached" || place === "group-inline";
  const removals = ofGroups
    ? groupPolicies(table, guise, identity, row, place)
    : ownPolicies(table, guise, identity, row, place);
  const useful = new Set(
    identity.policies.filter((policy) => !guise.made.granted && allows(policy)).map(({ ref }) => ref),
  );
  const costly = removals.filter(({ refs }) => refs.some((ref) => useful.has(ref)));
  const free = removals.filter((each) => !costly.includes(each));
  const remove = (of: readonly Removal[]): Change => ({
    change: { without: unique([...guise.made.without, ...of.flatMap(({ refs }) => refs)]) },
    met: { answers: of.flatMap(({ met }) => met.answers) },
  });
  return [...(free.length > 0 ? [remove(free)] : []), ...costly.map((each) => remove([each]))];
}

/** Inline or attached to itself, and not by a group as well. */
function ownPolicies(
  table: Table,
  guise: Guise,
  identity: Identity,
  row: EscalationPath,
  place: "inline" | "attached",
): readonly Removal[] {
  const { facts } = table.ground;
  const { arn, policies } = identity;
  const own = facts.attachedTo(arn);
  const grouped = new Set(facts.groupsOf(arn).flatMap((group) => group.policies.map(({ ref }) => ref)));
  const is = (ref: string) =>
    place === "inline" ? ref.startsWith(`${arn}/inline/`) : own.has(ref) && !grouped.has(ref);
  return policies
    .filter((policy) => denies(policy) && is(policy.ref))
    .flatMap(({ ref }) => {
      const named = withPolicyName(row, place === "attached" ? ref : undefined);
      return removal(table, guise, identity, named, [ref]);
    });
}

/** Of one of its groups, and by that group alone. */
function groupPolicies(
  table: Table,
  guise: Guise,
  identity: Identity,
  row: EscalationPath,
  place: "group" | "group-attached" | "group-inline",
): readonly Removal[] {
  const { facts } = table.ground;
  const groups = facts.groupsOf(identity.arn);
  const own = facts.attachedTo(identity.arn);
  const times = (ref: string) =>
    groups.filter((group) => group.policies.some((policy) => policy.ref === ref)).length;
  return groups.flatMap((group) => {
    const alone = group.policies.filter(({ ref }) => times(ref) === 1 && !own.has(ref));
    const has = new Set(identity.policies.map(({ ref }) => ref));
    const wanted = alone.filter((policy) => denies(policy) && has.has(policy.ref));
    if (place === "group") {
      const all = alone.map(({ ref }) => ref);
      return wanted.length === 0 ? [] : removal(table, guise, identity, row, all, group.arn);
    }
    return wanted.flatMap(({ ref }) => {
      if ((place === "group-inline") !== ref.startsWith(`${group.arn}/inline/`)) return [];
      const named = withPolicyName(row, place === "group-attached" ? ref : undefined);
      return removal(table, guise, identity, named, [ref], group.arn);
    });
  });
}

function removal(
  table: Table,
  guise: Guise,
  identity: Identity,
  row: EscalationPath,
  refs: readonly string[],
  on?: string,
): readonly Removal[] {
  const met = waysOf(table, guise, identity, row).find((each) => on === undefined || each.on === on);
  return met === undefined ? [] : [{ refs, met }];
}
