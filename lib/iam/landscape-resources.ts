import { isAccountId, parseArn } from "./arn.ts";
import { standFor } from "./decide/stands.ts";
import type { IamAccount, IamInput, ResourcePolicy } from "./input.ts";
import { grantsOf, withGrants } from "./landscape-grants.ts";
import type { GovernedResource, Policy } from "./landscape.ts";
import { missingPolicy, parsePolicy } from "./parse.ts";

/**
 * Everything that a policy stands on, or whose owner is only known because an account lists it: a bucket's ARN names
 * no account. A policy that could not be read may allow and deny anything.
 */
export function governedIn({ accounts, unread = [] }: IamInput): ReadonlyMap<string, GovernedResource> {
  const found = new Map<string, GovernedResource>();
  const documents = new Map<string, unknown>();
  for (const { id, resourcePolicies } of accounts) {
    for (const entry of resourcePolicies) {
      const { resource, policy } = entry;
      const stand = standFor(resource, entry.account ?? id);
      const twice = documents.has(stand) && !same(documents.get(stand), policy);
      documents.set(stand, policy);
      found.set(stand, statedIn(entry, stand, id, twice));
      if (isOfApi(stand, resource)) found.set(resource, ownedOnly(resource, entry.account ?? id));
    }
  }
  // A gap over many resources is for those who ask: it would turn every answer about any of them into a doubt.
  const notRead = new Set(
    unread.flatMap(({ facts, resource, account }) =>
      facts === "resource-policies" && resource !== undefined && !/[*?]/.test(resource)
        ? [standFor(resource, account ?? accounts[0]?.id ?? "")]
        : [],
    ),
  );
  for (const { id, buckets = [] } of accounts) {
    for (const { arn } of buckets) {
      const policy: Policy = notRead.has(arn)
        ? notReadOf(arn)
        : { ref: arn, kind: "resource", statements: [] };
      if (!found.has(arn)) found.set(arn, { arn, account: id, policy });
    }
  }
  for (const arn of notRead) {
    const account = parseArn(arn)?.account ?? "";
    if (!found.has(arn))
      found.set(arn, { arn, ...(isAccountId(account) && { account }), policy: notReadOf(arn) });
  }
  return withFacts(found, accounts);
}

function notReadOf(arn: string): Policy {
  return { ...missingPolicy(arn, `the policy of ${arn} was not read`), kind: "resource" };
}

/** What is told of resources beside their policies: grants, S3 Block Public Access, who manages a key. */
function withFacts(
  found: ReadonlyMap<string, GovernedResource>,
  accounts: readonly IamAccount[],
): ReadonlyMap<string, GovernedResource> {
  const grants = grantsOf(accounts);
  const restricting = (of: { readonly publicAccessBlock?: IamAccount["publicAccessBlock"] }): boolean =>
    of.publicAccessBlock?.restrictPublicBuckets === true;
  const restrictedAccounts = new Set(accounts.filter(restricting).map(({ id }) => id));
  const buckets = accounts.flatMap((account) => account.buckets ?? []);
  const restrictedBuckets = new Set(buckets.filter(restricting).map(({ arn }) => arn));
  const keys = accounts.flatMap((account) => account.keys ?? []);
  const ofAws = new Set(keys.filter(({ manager }) => manager === "aws").map(({ arn }) => arn));
  return new Map(
    [...found].map(([arn, resource]) => {
      const { account = "" } = resource;
      const isBucket = parseArn(arn)?.service === "s3";
      const restricted = isBucket && (restrictedAccounts.has(account) || restrictedBuckets.has(arn));
      return [
        arn,
        {
          ...resource,
          policy: withGrants(resource.policy, grants.get(arn) ?? []),
          ...(restricted && { publicRestricted: true as const }),
          ...(ofAws.has(arn) && { managedByAws: true as const }),
        },
      ];
    }),
  );
}

function isOfApi(stand: string, resource: string): boolean {
  return parseArn(stand)?.service !== parseArn(resource)?.service;
}

/** Whose a REST API is, as those who manage it name it: its policy speaks of calling it alone. */
function ownedOnly(arn: string, account: string): GovernedResource {
  return { arn, account, policy: { ref: `management of ${arn}`, kind: "resource", statements: [] } };
}

function statedIn(entry: ResourcePolicy, stand: string, standsIn: string, twice: boolean): GovernedResource {
  const own = parseArn(stand)?.account ?? "";
  const policy = parsePolicy(entry.policy, entry.resource, "resource");
  return {
    arn: stand,
    account: entry.account ?? (isAccountId(own) ? own : standsIn),
    policy: twice
      ? { ...policy, statements: [], problem: `${entry.resource} has two different policies in the snapshot` }
      : policy,
  };
}

/** Letter by letter; what is nested too deep to be written out again is the same only as itself. */
function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  try {
    return JSON.stringify(one) === JSON.stringify(other);
  } catch {
    return false;
  }
}
