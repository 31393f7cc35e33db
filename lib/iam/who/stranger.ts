import type { Requester } from "../decide/requester.ts";
import type { Condition, Landscape } from "../landscape.ts";
import { parseTemplate } from "../variables.ts";
import type { Demand } from "./solve-key.ts";
import type { Assigned } from "./solve-context.ts";

/**
 * What a request of “*” cannot have: it is anybody outside the accounts of the snapshot, so no key may say that it
 * comes from one of these, or from their organisation (users and roles within are asked one by one).
 */
export function strangerDemands(
  { accounts, organization }: Landscape,
  requester: Requester,
): readonly Demand[] {
  if (requester.kind !== "anonymous") return [];
  const ids = [...accounts];
  const arns = ids.map((id) => `arn:*:*:*:${id}:*`);
  const organisation = organization?.id === undefined ? [] : [organization.id];
  return [
    refuse("StringNotEquals", "aws:principalaccount", ids),
    refuse("StringNotEquals", "aws:sourceaccount", ids),
    refuse("StringNotLike", "aws:principalarn", arns),
    refuse("StringNotLike", "aws:sourcearn", arns),
    refuse("StringNotEquals", "aws:principalorgid", organisation),
    refuse("StringNotEquals", "aws:sourceorgid", organisation),
  ].filter(({ condition }) => condition.values.length > 0);
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
