import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AuthorizationDetails, IamInput, InlinePolicy } from "../../lib/iam/input.ts";
import type { EscalationPath } from "../../lib/iam/reach/path.ts";
import { escalationPaths } from "../../lib/iam/reach/paths.ts";
import { flawsOf } from "../../tests/iam/reach/path-misses.ts";
import { allow, policy } from "../../tests/iam/reach/path-parts.ts";
import { gainedOf, goerOf, worldOf } from "../../tests/iam/reach/path-world.ts";

/** One world of a row of the table, with names that no other case has. */
export interface Case {
  readonly path: EscalationPath;
  /** What is missing in it; absent: the path goes. */
  readonly miss?: string;
  readonly input: IamInput;
  /** ARN of the one who goes. */
  readonly goer: string;
  /** ARN of the one who is gained; that of the goer where it gains rights for itself. */
  readonly gained: string;
}

/** The path with exactly the rights that AWS asks for, each on the resource that it is for. */
export const exactCases = (): readonly Case[] =>
  escalationPaths.map((path, at) => named(`e${at}`, path, worldOf(path)));

/**
 * The same as tools find it most easily: every right on `*`, without condition, and beside ours each action that
 * pathfinding.cloud lists for it.
 */
export const wideCases = (): readonly Case[] =>
  escalationPaths.map((path, at) => {
    const actions = [...new Set([...path.needs.flatMap((need) => need.actions[0]!), ...publishedFor(path)])];
    const wide = { PolicyName: "rights", PolicyDocument: policy(allow(actions)) };
    return named(`w${at}`, path, withRights(worldOf(path), wide));
  });

/** Of each kind of near miss the first: a deny, a boundary, another value of a condition’s key, another trust. */
export const missedCases = (): readonly Case[] =>
  escalationPaths.flatMap((path, at) =>
    missKinds.flatMap(([miss, sign], kind) => {
      const flaw = flawsOf(path).find(([name]) => sign.test(name))?.[1];
      if (flaw === undefined) return [];
      return [{ ...named(`m${at}x${kind}`, path, narrowlyFenced(worldOf(path, flaw))), miss }];
    }),
  );

const missKinds: readonly (readonly [name: string, sign: RegExp])[] = [
  ["denied", / denied$/],
  ["beyond the boundary", / beyond the boundary$/],
  ["condition asks for another value", / for something else$/],
  ["role trusts another", /^the role trusts/],
];

/** All cases as one account. */
export function togetherOf(cases: readonly Case[]): AuthorizationDetails {
  const details = cases.map(({ input }) => input.accounts[0]!.authorizationDetails);
  return {
    UserDetailList: details.flatMap(({ UserDetailList }) => UserDetailList),
    GroupDetailList: details.flatMap(({ GroupDetailList }) => GroupDetailList),
    RoleDetailList: details.flatMap(({ RoleDetailList }) => RoleDetailList),
    Policies: details.flatMap(({ Policies }) => Policies),
  };
}

const people = /(?<![a-z])(ada|bea|sealer|crew|keepers|fence|rail|wide)(?![a-z])/g;

function named(name: string, path: EscalationPath, world: IamInput): Case {
  const rename = (text: string) => text.replace(people, `$1-${name}`);
  return {
    path,
    input: JSON.parse(rename(JSON.stringify(world))) as IamInput,
    goer: rename(goerOf(path)),
    gained: rename(gainedOf(path)),
  };
}

/** Boundaries of nearly everything are lists of thousands to some tools, and to us the same as one of nothing. */
function narrowlyFenced(world: IamInput): IamInput {
  const [one] = world.accounts;
  const Policies = one!.authorizationDetails.Policies.map((each) =>
    JSON.stringify(each).includes('"NotAction"')
      ? {
          ...each,
          PolicyVersionList: [
            { VersionId: "v1", IsDefaultVersion: true, Document: policy(allow("sts:GetCallerIdentity")) },
          ],
        }
      : each,
  );
  return {
    ...world,
    accounts: [{ ...one!, authorizationDetails: { ...one!.authorizationDetails, Policies } }],
  };
}

function withRights(world: IamInput, rights: InlinePolicy): IamInput {
  const [one] = world.accounts;
  const { UserDetailList, RoleDetailList, ...rest } = one!.authorizationDetails;
  const replaced = (list: readonly InlinePolicy[] = []) =>
    list.map((each) => (each.PolicyName === rights.PolicyName ? rights : each));
  const authorizationDetails = {
    ...rest,
    UserDetailList: UserDetailList.map((user) => ({
      ...user,
      UserPolicyList: replaced(user.UserPolicyList),
    })),
    RoleDetailList: RoleDetailList.map((role) => ({
      ...role,
      RolePolicyList: replaced(role.RolePolicyList),
    })),
  };
  return { ...world, accounts: [{ ...one!, authorizationDetails }] };
}

const published = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../tests/vectors/iam-paths/pathfinding.json"), "utf8"),
) as { readonly paths: readonly { readonly id: string; readonly name: string }[] };

function publishedFor(path: EscalationPath): readonly string[] {
  return published.paths
    .filter(({ id }) => path.published.includes(id))
    .flatMap(({ name }) => name.split(" + "))
    .filter((action) => /^[a-z0-9-]+:[A-Za-z]+$/.test(action));
}
