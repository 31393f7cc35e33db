import { ListEntitiesForPolicyCommand, ListPoliciesCommand } from "@aws-sdk/client-iam";
import { mapBounded } from "../../base/bounded.ts";
import type { AuthorizationDetails } from "../../iam/input.ts";
import { ask, half, type Asking } from "./ask.ts";
import type { AccountClients } from "./clients.ts";
import type { Gaps } from "./gaps.ts";
import { isPolicyArn } from "./identity-shape.ts";
import { whyHalf } from "./live-words.ts";
import { nextByFlag, readPages } from "./pages.ts";

const facts = "identities";
const atOnce = 4;

/** The users and roles that one policy bounds, by name. */
interface Bounded {
  readonly users: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

/**
 * The boundaries of users and roles, made sure of. A boundary that a reply leaves out would make its role look freer
 * than it is, and some replies do leave it out (AWS's own did once, emulators still do). So IAM is asked how many
 * identities each policy bounds: one request where the details agree, and one more for each policy where they do not.
 *
 * @throws RollwardError as {@link ask}
 */
export async function withBoundaries(
  details: AuthorizationDetails,
  clients: AccountClients,
  asking: Asking,
  gaps: Gaps,
): Promise<AuthorizationDetails> {
  const usage = await readUsage(clients, asking, gaps);
  const seen = countBoundaries(details);
  const doubtful = [...usage]
    .filter(([arn, count]) => count === undefined || count !== seen.get(arn))
    .map(([arn]) => arn);
  if (doubtful.length === 0) return details;

  const bounded = new Map<string, Bounded>();
  await mapBounded(doubtful, atOnce, async (arn) => {
    const entities = await readBounded(arn, clients, asking, gaps);
    if (entities !== undefined) bounded.set(arn, entities);
  });
  const found = (name: string, kind: keyof Bounded): string | undefined => {
    for (const [arn, entities] of bounded) if (entities[kind].has(name)) return arn;
    return undefined;
  };
  const mended = {
    ...details,
    UserDetailList: details.UserDetailList.map((user) => bind(user, found(user.UserName, "users"))),
    RoleDetailList: details.RoleDetailList.map((role) => bind(role, found(role.RoleName, "roles"))),
  };
  const after = countBoundaries(mended);
  for (const [arn, { users, roles }] of bounded) {
    if (after.get(arn) === users.size + roles.size) continue;
    gaps.add({ right: "iam:ListEntitiesForPolicy", refusal: half(whyHalf.boundary), facts, resource: arn });
  }
  return mended;
}

interface Bindable {
  readonly PermissionsBoundary?: { readonly PermissionsBoundaryArn: string };
}

function bind<T extends Bindable>(identity: T, PermissionsBoundaryArn: string | undefined): T {
  if (PermissionsBoundaryArn === undefined) return identity;
  return { ...identity, PermissionsBoundary: { PermissionsBoundaryArn } };
}

function countBoundaries({
  UserDetailList,
  RoleDetailList,
}: AuthorizationDetails): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { PermissionsBoundary } of [...UserDetailList, ...RoleDetailList]) {
    const arn = PermissionsBoundary?.PermissionsBoundaryArn;
    if (arn !== undefined) counts.set(arn, (counts.get(arn) ?? 0) + 1);
  }
  return counts;
}

/** Policies that serve as boundaries, with how many users and roles each bounds; `undefined` where IAM did not say. */
async function readUsage(
  { iam }: AccountClients,
  asking: Asking,
  gaps: Gaps,
): Promise<ReadonlyMap<string, number | undefined>> {
  const right = "iam:ListPolicies";
  const usage = new Map<string, number | undefined>();
  let unnamed = 0;
  const refusal = await readPages(
    (Marker) => {
      const input = { Scope: "All", PolicyUsageFilter: "PermissionsBoundary", MaxItems: 1000 } as const;
      const command = new ListPoliciesCommand(Marker === undefined ? input : { ...input, Marker });
      return ask(asking, right, (options) => iam.send(command, options));
    },
    nextByFlag,
    ({ Policies = [] }) => {
      for (const { Arn = "", PermissionsBoundaryUsageCount: count } of Policies) {
        if (!isPolicyArn(Arn)) unnamed += 1;
        else if (count !== 0) usage.set(Arn, count);
      }
    },
  );
  if (refusal !== undefined) gaps.add({ right, refusal, facts });
  if (unnamed > 0) gaps.add({ right, refusal: half(whyHalf.unnamed, { count: unnamed }), facts });
  return usage;
}

async function readBounded(
  arn: string,
  { iam }: AccountClients,
  asking: Asking,
  gaps: Gaps,
): Promise<Bounded | undefined> {
  const right = "iam:ListEntitiesForPolicy";
  const users = new Set<string>();
  const roles = new Set<string>();
  const refusal = await readPages(
    (Marker) => {
      const input = { PolicyArn: arn, PolicyUsageFilter: "PermissionsBoundary", MaxItems: 1000 } as const;
      const command = new ListEntitiesForPolicyCommand(Marker === undefined ? input : { ...input, Marker });
      return ask(asking, right, (options) => iam.send(command, options));
    },
    nextByFlag,
    ({ PolicyUsers = [], PolicyRoles = [] }) => {
      for (const { UserName } of PolicyUsers) if (UserName !== undefined) users.add(UserName);
      for (const { RoleName } of PolicyRoles) if (RoleName !== undefined) roles.add(RoleName);
    },
  );
  if (refusal === undefined) return { users, roles };
  gaps.add({ right, refusal, facts, resource: arn });
  return undefined;
}
