import { say, type Lang } from "../../base/words.ts";
import type { Account, Snapshot } from "../../snapshot/model.ts";
import { diffWords as words } from "./access-diff-words.ts";

/** What a template cannot say, or does not make, and a live snapshot has: it is taken to stay as it is. */
export interface NotCompared {
  /** SCPs and RCPs. */
  readonly organization: boolean;
  /** Ids of accounts in which no template makes anything. */
  readonly accounts: readonly string[];
  /** ARNs of users and roles of the other accounts that no template makes. */
  readonly identities: readonly string[];
  /** ARNs of resources with a policy, as well. */
  readonly resources: readonly string[];
}

export interface Comparable {
  readonly older: Snapshot;
  readonly newer: Snapshot;
  /** Absent where both say the same kinds of things. */
  readonly notCompared?: NotCompared;
}

/** Two snapshots made ready to be compared: a template beside a live one is completed by all that is only there. */
export function comparable(older: Snapshot, newer: Snapshot): Comparable {
  if (older.source === newer.source) return { older, newer };
  const [template, live] = newer.source === "template" ? [newer, older] : [older, newer];
  const full = completed(template, live);
  const notCompared = lackingIn(template, live);
  return newer.source === "template"
    ? { older, newer: full, notCompared }
    : { older: full, newer, notCompared };
}

/** One sentence about what was not compared; `undefined` where that is nothing. */
export function notComparedRemark(found: NotCompared | undefined, lang: Lang): string | undefined {
  if (found === undefined) return undefined;
  const { organization, accounts, identities, resources } = found;
  const listed = (list: readonly string[]) => ({ names: list.slice(0, 3).join(", "), count: list.length });
  const parts = [
    ...(organization ? [say(words.notOrganization, lang)] : []),
    ...(accounts.length > 0 ? [say(words.notAccounts, lang, listed(accounts))] : []),
    ...(identities.length > 0 ? [say(words.notIdentities, lang, listed(identities))] : []),
    ...(resources.length > 0 ? [say(words.notResources, lang, listed(resources))] : []),
  ];
  if (parts.length === 0) return undefined;
  return say(words.notCompared, lang, { parts: parts.join(lang === "fr" ? " ; " : "; ") });
}

function lackingIn(template: Snapshot, live: Snapshot): NotCompared {
  const own = new Map(template.accounts.map((account) => [account.id, account]));
  const both = live.accounts.flatMap((account) => {
    const made = own.get(account.id);
    return made === undefined ? [] : [[account, made] as const];
  });
  const identities = both.flatMap(([account, made]) => lacking(identitiesOf(account), identitiesOf(made)));
  const resources = both.flatMap(([account, made]) => lacking(governedBy(account), governedBy(made)));
  return {
    organization: template.organization === undefined && live.organization !== undefined,
    accounts: live.accounts.map(({ id }) => id).filter((id) => !own.has(id)),
    identities: identities.toSorted(),
    resources: resources.toSorted(),
  };
}

function identitiesOf({
  authorizationDetails: { UserDetailList, RoleDetailList },
}: Account): readonly string[] {
  return [...UserDetailList, ...RoleDetailList].map(({ Arn }) => Arn);
}

function governedBy({ resourcePolicies }: Account): readonly string[] {
  return resourcePolicies.map(({ resource }) => resource);
}

function lacking(all: readonly string[], some: readonly string[]): readonly string[] {
  const known = new Set(some);
  return all.filter((each) => !known.has(each));
}

function completed(template: Snapshot, live: Snapshot): Snapshot {
  const others = new Map(live.accounts.map((account) => [account.id, account]));
  const made = template.accounts.map((account) => {
    const other = others.get(account.id);
    others.delete(account.id);
    return other === undefined ? account : completedAccount(account, other);
  });
  const organization = template.organization ?? live.organization;
  const unread = [...(template.unread ?? []), ...(live.unread ?? [])];
  return {
    ...template,
    accounts: [...made, ...others.values()],
    ...(organization !== undefined && { organization }),
    ...(unread.length > 0 && { unread }),
  };
}

function completedAccount(account: Account, live: Account): Account {
  const { authorizationDetails: made, resourcePolicies, buckets, keys } = account;
  const { authorizationDetails: there } = live;
  const [allBuckets, allKeys] = [byArn(buckets, live.buckets), byArn(keys, live.keys)];
  const arn = ({ Arn }: { readonly Arn: string }) => Arn;
  return {
    ...account,
    authorizationDetails: {
      // A template knows no id that AWS has given.
      UserDetailList: joined(made.UserDetailList, there.UserDetailList, arn, (own, { UserId }) =>
        UserId === undefined ? own : { UserId, ...own },
      ),
      RoleDetailList: joined(made.RoleDetailList, there.RoleDetailList, arn, (own, { RoleId }) =>
        RoleId === undefined ? own : { RoleId, ...own },
      ),
      GroupDetailList: joined(made.GroupDetailList, there.GroupDetailList, arn),
      Policies: joined(made.Policies, there.Policies, arn),
    },
    resourcePolicies: joined(resourcePolicies, live.resourcePolicies, ({ resource }) => resource),
    ...(allBuckets !== undefined && { buckets: allBuckets }),
    ...(allKeys !== undefined && { keys: allKeys }),
    ...(live.keyGrants !== undefined && { keyGrants: live.keyGrants }),
    ...(live.publicAccessBlock !== undefined && { publicAccessBlock: live.publicAccessBlock }),
  };
}

/** `undefined` where neither was read. */
function byArn<T extends { readonly arn: string }>(
  own: readonly T[] | undefined,
  live: readonly T[] | undefined,
): readonly T[] | undefined {
  if (own === undefined && live === undefined) return undefined;
  return joined(own ?? [], live ?? [], ({ arn }) => arn);
}

/** All of the template’s, and of the live ones those that it does not make. */
function joined<T>(
  own: readonly T[],
  live: readonly T[],
  nameOf: (one: T) => string,
  both: (own: T, live: T) => T = (one) => one,
): readonly T[] {
  const there = new Map(live.map((one) => [nameOf(one), one]));
  const made = own.map((one) => {
    const other = there.get(nameOf(one));
    return other === undefined ? one : both(one, other);
  });
  const known = new Set(own.map(nameOf));
  return [...made, ...live.filter((one) => !known.has(nameOf(one)))];
}
