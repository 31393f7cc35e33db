import type { Requester } from "../decide/requester.ts";
import type { Condition, Landscape } from "../landscape.ts";
import { parseTemplate } from "../variables.ts";
import type { Demand } from "./solve-key.ts";
import type { Assigned } from "./solve-context.ts";

/**
 * What a request of “*” cannot have: it is anybody outside the accounts of the snapshot, so no key may say that it
 * comes from one of these, or from their organisation (users and roles within are asked one by one).
 */
export function strangerDemands(landscape: Landscape, requester: Requester): readonly Demand[] {
  const { accounts, organization } = landscape;
  // A service asks for the accounts of the snapshot as for any other.
  if (requester.kind !== "anonymous" || requester.service !== undefined) return [];
  const ids = [...accounts];
  const arns = ids.map((id) => `arn:*:*:*:${id}:*`);
  const organisation = organization?.id === undefined ? [] : [organization.id];
  return [
    refuse("StringNotEquals", "aws:principalaccount", ids),
    refuse("StringNotEquals", "aws:sourceaccount", ids),
    refuse("StringNotEquals", "kms:calleraccount", ids),
    refuse("StringNotLike", "aws:userid", [...ids, ...idsAsked(landscape)]),
    refuse("StringNotLike", "aws:principalarn", arns),
    refuse("StringNotLike", "aws:sourcearn", arns),
    refuse("StringNotEquals", "aws:principalorgid", organisation),
    refuse("StringNotEquals", "aws:sourceorgid", organisation),
  ].filter(({ condition }) => condition.values.length > 0);
}

const askedIds = new WeakMap<Landscape["resources"], readonly string[]>();

/** As `aws:userid` says them, of the users and roles of the snapshot: those that a policy of a resource asks for. */
function idsAsked({ resources, identities }: Landscape): readonly string[] {
  const known = askedIds.get(resources);
  if (known !== undefined) return known;
  const asked = new Set(
    [...resources.values()]
      .flatMap(({ policy }) => policy.statements.flatMap(({ conditions }) => conditions))
      .filter(({ key }) => key === "aws:userid")
      .flatMap(({ values }) => values.map(({ text }) => text.split(/[:*?$]/, 1)[0])),
  );
  const ours = asked.size === 0 ? [] : [...identities.values()].flatMap(({ id }) => id ?? []);
  const found = ours.filter((id) => asked.has(id)).flatMap((id) => [id, `${id}:*`]);
  askedIds.set(resources, found);
  return found;
}

const memberships = ["aws:principalorgid", "aws:principalorgpaths", "aws:sourceorgid", "aws:sourceorgpaths"];

/** A request that says it comes from some organisation: where ours is not known, it may be that one. */
export function ownOrganisationDoubt({ organization }: Landscape, assigned: Assigned): string | undefined {
  const key = memberships.find((each) => assigned.has(each));
  if (key === undefined || (organization?.id !== undefined && !key.endsWith("paths"))) return undefined;
  return `${key} is asked for, and which organisation the accounts belong to is not in the snapshot`;
}

function refuse(operator: string, key: string, values: readonly string[]): Demand {
  const condition: Condition = {
    operator,
    ifExists: false,
    key,
    values: values.map((value) => parseTemplate(value, false)),
  };
  return { condition, wanted: true };
}
