import { seededRandom } from "../../lib/register/synth/random.ts";
import type { AuthorizationDetails } from "../../lib/iam/input.ts";
import type { Account, Snapshot } from "../../lib/snapshot/model.ts";
import { identitiesOf } from "./identities.ts";
import { organizationOf } from "./organization.ts";
import { ownFacts } from "./own-facts.ts";
import { office } from "./own-roles.ts";
import type { Place } from "./places.ts";
import { factsOf, policiesOn, workloadsOf } from "./resources.ts";

export interface Size {
  /** Roles of all accounts, those of our own functions beside them. */
  readonly roles: number;
  /** Left out: one for every four roles. */
  readonly users?: number;
  readonly seed: string;
}

const { register, vault, mirror, audit } = office.accounts;

/** Accounts of the office, and one beside them, with their share of the roles in hundredths. */
const shares: readonly (readonly [id: string, share: number])[] = [
  [register, 55],
  [vault, 8],
  [mirror, 7],
  [audit, 10],
  ["555555555555", 20],
];
const management = "999999999999";

/**
 * An invented office’s accounts, large and ordinary: the same for the same size and seed. About 2.7 policies for each
 * role, beside the trust policies, and a resource with a policy for every two.
 */
export function estateOf({ roles, users = Math.round(roles / 4), seed }: Size): Snapshot {
  const ids = shares.map(([id]) => id);
  const part = (of: number, share: number) => Math.round((of * share) / 100);
  const accounts = shares.map(([id, share]): Account =>
    accountOf({
      id,
      seed,
      roles: part(roles, share),
      users: part(users, share),
      others: ids.filter((one) => one !== id),
    }),
  );
  return {
    format: "rollward/snapshot@1",
    takenAt: "2026-11-02T06:00:00Z",
    source: "live",
    tool: "bench/accounts",
    nowGiven: true,
    accounts,
    organization: organizationOf(ids, management),
  };
}

/** One account by itself, in the shape of AWS’s own reply, for tools that know no other. */
export function detailsOf({ roles, users = Math.round(roles / 4), seed }: Size): AuthorizationDetails {
  return identitiesOf(placeOf({ id: register, seed, roles, users, others: [] }));
}

interface Share {
  readonly id: string;
  readonly seed: string;
  readonly roles: number;
  readonly users: number;
  readonly others: readonly string[];
}

function placeOf({ id, seed, roles, users, others }: Share): Place {
  return {
    id,
    others,
    roles,
    users,
    random: seededRandom(`${seed} ${id}`),
    buckets: Math.ceil(roles / 8),
    tables: Math.ceil(roles / 10),
    keys: Math.ceil(roles / 16),
    functions: Math.ceil(roles / 4),
  };
}

function accountOf(share: Share): Account {
  const place = placeOf(share);
  const authorizationDetails = identitiesOf(place);
  const roles = authorizationDetails.RoleDetailList;
  const own = ownFacts(place.id);
  const facts = factsOf(place);
  return {
    id: place.id,
    authorizationDetails,
    resourcePolicies: [...own.resourcePolicies, ...policiesOn(place, roles)],
    workloads: [...own.workloads, ...workloadsOf(place, roles)],
    buckets: [...own.buckets, ...facts.buckets],
    tables: [...own.tables, ...facts.tables],
    keys: [...own.keys, ...facts.keys],
    functions: [...own.functions, ...facts.functions],
    trails: own.trails,
  };
}
