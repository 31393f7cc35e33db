import { isAccountId, parseArn } from "../arn.ts";
import { standOf } from "../decide/request.ts";
import { policyOf } from "../decide/resource-layer.ts";
import type { Landscape, Policy } from "../landscape.ts";
import { remembered } from "../remembered.ts";
import type { Layers } from "./layers.ts";
import { namingOf } from "./named.ts";

/** Says whether a resource, or a pattern of some, is of another account than the requester’s and lets it in by nothing. */
export type Abroad = (layers: Layers, resource: string) => boolean;

interface Foreign {
  readonly account: string;
  /** Names that its policy allows anything. */
  readonly allowed: ReadonlySet<string>;
}

/**
 * Across accounts one’s own policies alone give nothing (IAM User Guide, "Cross-account policy evaluation logic"): of
 * most resources of others that is all there is to know.
 */
export function abroadIn(landscape: Landscape): Abroad {
  const foreign = remembered((resource) => ({ of: foreignOf(landscape, resource) }));
  return ({ account, names }, resource) => {
    const { of } = foreign(resource);
    return of !== undefined && of.account !== account && !names.some((name) => of.allowed.has(name));
  };
}

/** `undefined`: not all of it is known. */
function foreignOf(landscape: Landscape, resource: string): Foreign | undefined {
  const arn = parseArn(resource);
  if (arn === undefined || /[*?]/.test(arn.service)) return undefined;
  const stand = standOf(resource);
  const entry = landscape.resources.get(stand);
  const account = isAccountId(arn.account) ? arn.account : entry?.account;
  if (account === undefined || !landscape.accounts.has(account)) return undefined;
  const { policy } = policyOf(landscape, { resource, service: arn.service, action: "", owner: account });
  if (typeof policy === "string") return undefined;
  const policies = /[*?]/.test(stand) ? policiesIn(landscape, account, arn.service) : policy ? [policy] : [];
  return { account, allowed: new Set(policies.flatMap((each) => [...namingOf(each).allowed])) };
}

/** Of what is in an account: a pattern may be of any of them. */
export function policiesIn({ resources }: Landscape, account: string, service: string): readonly Policy[] {
  return [...resources.values()].flatMap(({ arn, account: owner, policy }) =>
    (owner === undefined || owner === account) && parseArn(arn)?.service === service ? [policy] : [],
  );
}
