import { GetAccountAuthorizationDetailsCommand } from "@aws-sdk/client-iam";
import type {
  AuthorizationDetails,
  GroupDetail,
  ManagedPolicy,
  RoleDetail,
  UserDetail,
} from "../../iam/input.ts";
import { ask, half, type Asking } from "./ask.ts";
import type { AccountClients } from "./clients.ts";
import type { Gaps } from "./gaps.ts";
import { groupOf, lacksDefault, lacksText, managedPolicyOf, roleOf, userOf } from "./identity-shape.ts";
import { whyHalf } from "./live-words.ts";
import { nextByFlag, readPages } from "./pages.ts";

const right = "iam:GetAccountAuthorizationDetails";
const facts = "identities";
/** The most that IAM takes; it may give fewer. */
const perPage = 1000;

/**
 * Users, groups, roles and managed policies with their texts, in as few requests as there are. AWS's reply leaves out
 * policies that serve only as boundaries: see `managed-policies.ts`.
 *
 * @returns the details, as far as they came; what did not is in `gaps`
 * @throws RollwardError as {@link ask}
 */
export async function readDetails(
  { iam }: AccountClients,
  asking: Asking,
  gaps: Gaps,
): Promise<AuthorizationDetails> {
  const users: UserDetail[] = [];
  const groups: GroupDetail[] = [];
  const roles: RoleDetail[] = [];
  const policies: ManagedPolicy[] = [];
  let unnamed = 0;
  const into = <From, To>(
    list: To[],
    from: readonly From[] | undefined,
    shape: (each: From) => To | undefined,
  ) => {
    for (const each of from ?? []) {
      const shaped = shape(each);
      if (shaped === undefined) unnamed += 1;
      else list.push(shaped);
    }
  };
  const refusal = await readPages(
    (Marker) => {
      const command = new GetAccountAuthorizationDetailsCommand({
        Filter: ["User", "Group", "Role", "LocalManagedPolicy", "AWSManagedPolicy"],
        MaxItems: perPage,
        ...(Marker === undefined ? {} : { Marker }),
      });
      return ask(asking, right, (options) => iam.send(command, options));
    },
    (reply) => {
      const { UserDetailList, GroupDetailList, RoleDetailList, Policies } = reply;
      const lists = [UserDetailList, GroupDetailList, RoleDetailList, Policies];
      return lists.every((list) => list === undefined) ? { refusal: half(whyHalf.empty) } : nextByFlag(reply);
    },
    ({ UserDetailList, GroupDetailList, RoleDetailList, Policies }) => {
      into(users, UserDetailList, userOf);
      into(groups, GroupDetailList, groupOf);
      into(roles, RoleDetailList, roleOf);
      into(policies, Policies, managedPolicyOf);
    },
  );
  if (refusal !== undefined) gaps.add({ right, refusal, facts });
  if (unnamed > 0) gaps.add({ right, refusal: half(whyHalf.unnamed, { count: unnamed }), facts });
  const textless = [...[...users, ...groups, ...roles].filter(lacksText), ...policies.filter(lacksDefault)];
  for (const { Arn } of textless) gaps.add({ right, refusal: half(whyHalf.policy), facts, resource: Arn });
  return { UserDetailList: users, GroupDetailList: groups, RoleDetailList: roles, Policies: policies };
}

/** The account that ARNs of identities name: its twelve digits, `undefined` for none, `"mixed"` for several. */
export function accountOf(details: AuthorizationDetails): string | undefined {
  const own = [
    ...details.UserDetailList,
    ...details.GroupDetailList,
    ...details.RoleDetailList,
    ...details.Policies,
  ]
    .map(({ Arn }) => /^arn:aws[a-z-]*:iam::(\d{12}):/.exec(Arn)?.[1])
    .filter((id) => id !== undefined);
  const ids = new Set(own);
  return ids.size > 1 ? "mixed" : [...ids][0];
}
