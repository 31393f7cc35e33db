import type { Identity } from "../landscape.ts";
import type { Guise } from "./guises.ts";
import type { Table } from "./hops.ts";
import { denies, unique, waysOf, type Change } from "./own-ways.ts";
import type { EscalationPath } from "./path.ts";
import { withPolicyName } from "./policy-names.ts";

/** Policies that deny something and are taken off: what else they say goes with them. */
export function policiesGone(
  table: Table,
  guise: Guise,
  identity: Identity,
  row: EscalationPath,
  place: Extract<EscalationPath["gains"], { readonly kind: "own-policy-gone" }>["place"],
): readonly Change[] {
  const { facts } = table.ground;
  const { arn, policies } = identity;
  const groups = facts.groupsOf(arn);
  const own = facts.attachedTo(arn);
  const denying = policies.filter(denies).map(({ ref }) => ref);
  const grouped = (ref: string) =>
    groups.filter((group) => group.policies.some((policy) => policy.ref === ref));
  if (place === "inline" || place === "attached") {
    const gone = denying.filter((ref) =>
      place === "inline" ? ref.startsWith(`${arn}/inline/`) : own.has(ref) && grouped(ref).length === 0,
    );
    return gone.flatMap((ref) =>
      takenOff(table, guise, identity, withPolicyName(row, place === "attached" ? ref : undefined), [ref]),
    );
  }
  return groups.flatMap((group) => {
    const refs = denying.filter(
      (ref) => grouped(ref).length === 1 && grouped(ref)[0] === group && !own.has(ref),
    );
    const inline = (ref: string) => ref.startsWith(`${group.arn}/inline/`);
    const wanted = refs.filter((ref) => place === "group" || (place === "group-inline") === inline(ref));
    if (wanted.length === 0) return [];
    if (place === "group") {
      const all = group.policies
        .map(({ ref }) => ref)
        .filter((ref) => !own.has(ref) && grouped(ref).length === 1);
      return takenOff(table, guise, identity, row, all, group.arn);
    }
    return wanted.flatMap((ref) =>
      takenOff(
        table,
        guise,
        identity,
        withPolicyName(row, place === "group-attached" ? ref : undefined),
        [ref],
        group.arn,
      ),
    );
  });
}

function takenOff(
  table: Table,
  guise: Guise,
  identity: Identity,
  row: EscalationPath,
  refs: readonly string[],
  on?: string,
): readonly Change[] {
  const met = waysOf(table, guise, identity, row).find((each) => on === undefined || each.on === on);
  if (met === undefined) return [];
  return [{ change: { without: unique([...guise.made.without, ...refs]) }, met }];
}
