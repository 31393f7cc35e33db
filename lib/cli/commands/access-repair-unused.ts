import type { CheckInput } from "../../audit/check.ts";
import { unusedRights } from "../../audit/unused.ts";
import { failure } from "../../base/faults.ts";
import type { UnusedRights } from "../../iam/repair-unused.ts";
import type { Account } from "../../snapshot/model.ts";
import { repairFaults as faults } from "./access-repair-faults.ts";

/** When use was looked for. */
export interface Window {
  /** Days without use after which a right is unused. */
  readonly days: number;
  /** When the snapshot was taken, in RFC 3339. */
  readonly until: string;
  /** From when on IAM would have noticed use, for each of whom rights go or stay open. */
  readonly principals: readonly { readonly principal: string; readonly since: string }[];
  /** ARNs of users and roles with policies, of whose use nothing was read. */
  readonly unobserved: readonly string[];
}

interface UnusedFound {
  readonly unused: readonly UnusedRights[];
  readonly window: Window;
}

/**
 * What users and roles did not use, all of them or those that are named.
 *
 * @throws RollwardError last-use-unread when of none of them it is known what they used
 */
export function unusedIn(
  { snapshot, contract, objectives: { unusedRightDays: days } }: CheckInput,
  named: readonly string[],
): UnusedFound {
  const isMeant = (principal: string) => named.length === 0 || named.includes(principal);
  const { accounts, takenAt, source } = snapshot;
  const uses = accounts
    .flatMap(({ lastAccessed = [] }) => lastAccessed)
    .filter((one) => isMeant(one.principal));
  const unobserved = accounts.flatMap(unobservedIn).filter(isMeant);
  const unread = named.find(
    (one) => unobserved.includes(one) || uses.every(({ principal }) => principal !== one),
  );
  const nothing = source === "template" || accounts.every(({ lastAccessed }) => lastAccessed === undefined);
  if (nothing || unread !== undefined)
    throw failure(faults["last-use-unread"], { principal: unread ?? "none", source });
  const until = Date.parse(takenAt);
  const found = accounts
    .flatMap((account) => unusedRights(account, contract, { days, until }))
    .filter((one) => isMeant(one.principal));
  const byPrincipal = new Map(uses.map(({ principal, services }) => [principal, services]));
  return {
    unused: found.map(({ principal, services, actions }) => {
      const idle = new Set(services.map(({ service }) => service));
      const used = (byPrincipal.get(principal) ?? []).map(({ service }) => service);
      return {
        principal,
        actions: [...services.map(({ service }) => `${service}:*`), ...actions.map(({ action }) => action)],
        used: used.filter((service) => !idle.has(service)),
      };
    }),
    window: {
      days,
      until: takenAt,
      principals: found.map(({ principal, since }) => ({ principal, since })),
      unobserved,
    },
  };
}

/** Who has policies, and of whom IAM’s record has no service at all; roles of services use what they like. */
function unobservedIn({ authorizationDetails: details, lastAccessed = [] }: Account): readonly string[] {
  const observed = new Set(
    lastAccessed.flatMap(({ principal, services }) => (services.length > 0 ? [principal] : [])),
  );
  const users = details.UserDetailList.filter(
    (user) => count(user.UserPolicyList, user.AttachedManagedPolicies, user.GroupList) > 0,
  );
  const roles = details.RoleDetailList.filter(
    (role) =>
      count(role.RolePolicyList, role.AttachedManagedPolicies) > 0 &&
      !role.Arn.includes(":role/aws-service-role/"),
  );
  return [...users, ...roles].flatMap(({ Arn }) => (observed.has(Arn) ? [] : [Arn]));
}

function count(...lists: readonly (readonly unknown[] | undefined)[]): number {
  return lists.reduce((sum, list) => sum + (list?.length ?? 0), 0);
}
