import type { AuthorizationDetails, GroupDetail, UserDetail } from "../../lib/iam/input.ts";
import { awsManagedArn } from "./aws-managed.ts";
import { dutiesOf } from "./duties.ts";
import { attached, awsAttached, commonPolicy, ownManaged } from "./managed-policies.ts";
import { ownRoles } from "./own-roles.ts";
import { arns, teams, type Place } from "./places.ts";
import { roleOf } from "./roles.ts";
import { policyOf } from "./statement.ts";

/** Users, groups, roles and managed policies of one account. */
export function identitiesOf(place: Place): AuthorizationDetails {
  const managed = ownManaged(place);
  const work = managed.filter(({ PolicyName }) => PolicyName.includes("-work-")).map(({ Arn }) => Arn);
  const duties = managed.filter(({ PolicyName }) => PolicyName.includes("-duty-")).map(({ Arn }) => Arn);
  const details = {
    UserDetailList: Array.from({ length: place.users }, (_, at) => userOf(place, at, duties)),
    GroupDetailList: groupsOf(place, duties),
    RoleDetailList: [
      ...ownRoles(place.id),
      ...Array.from({ length: place.roles }, (_, at) => roleOf(place, at, work, duties)),
    ],
  };
  const used = new Set(
    [...details.UserDetailList, ...details.GroupDetailList, ...details.RoleDetailList].flatMap(
      ({ AttachedManagedPolicies = [] }) => AttachedManagedPolicies.map(({ PolicyArn }) => PolicyArn),
    ),
  );
  return { ...details, Policies: [...managed, ...awsAttached(used)] };
}

function groupsOf(place: Place, duties: readonly string[]): readonly GroupDetail[] {
  return teams.map((team) => ({
    GroupName: `${team}-people`,
    Arn: arns.group(place, `${team}-people`),
    Path: "/",
    GroupPolicyList: place.random.chance(500)
      ? [{ PolicyName: "own", PolicyDocument: policyOf(...dutiesOf(place)) }]
      : [],
    AttachedManagedPolicies: attached([
      awsManagedArn(commonPolicy(place)),
      ...(duties.length > 0 ? [place.random.of(duties)] : []),
    ]),
  }));
}

function userOf(place: Place, at: number, duties: readonly string[]): UserDetail {
  const { random } = place;
  const team = teams[at % teams.length]!;
  const name = `${team}-person-${at}`;
  return {
    UserName: name,
    UserId: `AIDA${place.id}${name.toUpperCase().replaceAll("-", "")}`,
    Arn: arns.user(place, name),
    Path: "/",
    CreateDate: "2024-11-05T00:00:00Z",
    UserPolicyList: random.chance(400)
      ? [{ PolicyName: "own", PolicyDocument: policyOf(...dutiesOf(place)) }]
      : [],
    AttachedManagedPolicies: attached([
      awsManagedArn("IAMUserChangePassword"),
      ...(random.chance(300) ? [awsManagedArn(commonPolicy(place))] : []),
      ...(random.chance(300) && duties.length > 0 ? [random.of(duties)] : []),
    ]),
    GroupList: [
      `${team}-people`,
      ...(random.chance(200) ? [`${teams[(at + 3) % teams.length]!}-people`] : []),
    ],
    ...(random.chance(200) && {
      PermissionsBoundary: { PermissionsBoundaryArn: arns.policy(place, "team-boundary") },
    }),
    Tags: [{ Key: "team", Value: team }],
  };
}
