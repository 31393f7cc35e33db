import { capabilities } from "../contract/capabilities.ts";
import type { Contract } from "../contract/contract.ts";
import { tasksOf } from "../contract/matrix.ts";
import { tasks } from "../contract/tasks.ts";
import type { Account, LastAccessed } from "../snapshot/model.ts";

const dayMs = 86_400_000;
/** "IAM reports activity for at least the last 400 days" (IAM API Reference, GenerateServiceLastAccessedDetails). */
const reportedDays = 400;

/** Rights that one user or role did not use. */
export interface Unused {
  readonly principal: string;
  /** From when on IAM would have noticed: the observation window. RFC 3339 in UTC. */
  readonly since: string;
  /** Services of which it used nothing for too long, by the name that actions begin with. */
  readonly services: readonly { readonly service: string; readonly lastAt: string | null }[];
  /** Actions that IAM follows, of services that it does use: `s3:DeleteBucket`. */
  readonly actions: readonly { readonly action: string; readonly lastAt: string | null }[];
}

/** From when to when use is looked for. */
export interface Window {
  /** Days without use after which a right is unused. */
  readonly days: number;
  /** When the snapshot was taken, in milliseconds. */
  readonly until: number;
}

/**
 * What users and roles of an account may do and did not, for longer than allowed. Left out: services that a task of
 * the contract needs (some are needed once an election), and whoever was made more recently than that.
 */
export function unusedRights(account: Account, contract: Contract, window: Window): readonly Unused[] {
  const made = new Map(
    [...account.authorizationDetails.UserDetailList, ...account.authorizationDetails.RoleDetailList].map(
      ({ Arn, CreateDate }) => [Arn, CreateDate],
    ),
  );
  return (account.lastAccessed ?? []).flatMap((one) => {
    const found = unusedBy(one, made.get(one.principal), contract, window);
    return found.services.length + found.actions.length === 0 ? [] : [found];
  });
}

function unusedBy(
  { principal, services }: LastAccessed,
  made: string | undefined,
  contract: Contract,
  { days, until }: Window,
): Unused {
  const from = until - days * dayMs;
  const madeAt = made === undefined ? Number.NaN : Date.parse(made);
  const since = new Date(Math.max(until - reportedDays * dayMs, Number.isNaN(madeAt) ? 0 : madeAt));
  const empty = { principal, since: since.toISOString(), services: [], actions: [] };
  if (madeAt > from) return empty;
  const needed = servicesOf(contract, principal);
  // A time that cannot be read compares as NaN, and NaN counts as unused.
  const idle = (lastAt: string | null) => lastAt === null || !(Date.parse(lastAt) >= from);
  const open = services.filter(({ service }) => !needed.has(service));
  return {
    ...empty,
    services: open.flatMap(({ service, lastAt }) => (idle(lastAt) ? [{ service, lastAt }] : [])),
    actions: open
      .filter(({ lastAt }) => !idle(lastAt))
      .flatMap(({ service, actions = [] }) =>
        actions.flatMap(({ action, lastAt }) =>
          idle(lastAt) ? [{ action: `${service}:${action}`, lastAt }] : [],
        ),
      ),
  };
}

/** The services that the tasks of a principal are granted or allowed something of. */
function servicesOf(contract: Contract, principal: string): ReadonlySet<string> {
  const actions = tasksOf(contract, principal).flatMap((id) => [
    ...(tasks[id].grants ?? []).map(({ action }) => action),
    ...tasks[id].may.flatMap(({ capability, asset }) => capabilities[capability].actions[asset] ?? []),
  ]);
  return new Set(actions.map((action) => action.split(":", 1)[0]!.toLowerCase()));
}
