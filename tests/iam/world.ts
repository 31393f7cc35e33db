import { loadActions } from "../../lib/actions/load.ts";
import type { AccessRequest, Decision } from "../../lib/iam/access.ts";
import { deciderOf } from "../../lib/iam/decide.ts";
import type { IamInput, KeyGrant, Organization, PolicyDocument } from "../../lib/iam/input.ts";
import { landscapeOf } from "../../lib/iam/landscape-of.ts";

/** Two accounts that were read, and one that was not. */
export const home = "111122223333";
export const other = "444455556666";
export const outside = "777788889999";

export const bucket = "arn:aws:s3:::roll-exports";
export const object = `${bucket}/county/7.age`;
export const table = `arn:aws:dynamodb:ca-central-1:${home}:table/roll`;
export const key = `arn:aws:kms:ca-central-1:${home}:key/5f1c`;

export type Json = Readonly<Record<string, unknown>>;

export interface Entity {
  readonly account?: string;
  readonly inline?: readonly PolicyDocument[];
  readonly attached?: readonly string[];
  readonly groups?: readonly string[];
  readonly boundary?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly trust?: PolicyDocument;
  readonly id?: string;
}

export interface World {
  readonly users?: Readonly<Record<string, Entity>>;
  readonly roles?: Readonly<Record<string, Entity>> | undefined;
  readonly groups?: Readonly<Record<string, readonly PolicyDocument[]>>;
  readonly managed?: Readonly<Record<string, PolicyDocument>> | undefined;
  readonly resources?: Readonly<Record<string, PolicyDocument>> | undefined;
  readonly organization?: Organization;
  readonly accounts?: readonly string[];
  /** Grants of keys of the home account. */
  readonly grants?: readonly KeyGrant[];
  /** Buckets of the home account; `true`: public policies let nobody in. */
  readonly buckets?: Readonly<Record<string, boolean>>;
}

export const managedArn = (name: string, account = home): string => `arn:aws:iam::${account}:policy/${name}`;
export const userArn = (name: string, account = home): string => `arn:aws:iam::${account}:user/${name}`;
export const roleArn = (name: string, account = home): string => `arn:aws:iam::${account}:role/${name}`;
export const rootArn = (account = home): string => `arn:aws:iam::${account}:root`;
export const sessionArn = (role: string, session: string, account = home): string =>
  `arn:aws:sts::${account}:assumed-role/${role}/${session}`;

export function policy(...statements: readonly Json[]): Json {
  return { Version: "2012-10-17", Statement: statements };
}
export function allow(Action: unknown, Resource: unknown = "*", more: Json = {}): Json {
  return { Effect: "Allow", Action, Resource, ...more };
}
export function deny(Action: unknown, Resource: unknown = "*", more: Json = {}): Json {
  return { Effect: "Deny", Action, Resource, ...more };
}

const nobody = policy();

export function inputOf(world: World): IamInput {
  const accounts = world.accounts ?? [home, other];
  const ours = <T extends Entity>(
    of: Readonly<Record<string, T>> | undefined,
    account: string,
  ): readonly [string, T][] =>
    Object.entries(of ?? {}).filter(([, entity]) => (entity.account ?? home) === account);
  return {
    accounts: accounts.map((id) => ({
      id,
      authorizationDetails: {
        UserDetailList: ours(world.users, id).map(([name, entity]) => ({
          UserName: name,
          UserId: entity.id ?? `AIDA${name.toUpperCase()}`,
          ...shared("user", name, entity, id),
          UserPolicyList: inline(entity),
          GroupList: entity.groups ?? [],
        })),
        GroupDetailList: Object.entries(id === home ? (world.groups ?? {}) : {}).map(([name, documents]) => ({
          GroupName: name,
          Arn: `arn:aws:iam::${id}:group/${name}`,
          GroupPolicyList: inline({ inline: documents }),
        })),
        RoleDetailList: ours(world.roles, id).map(([name, entity]) => ({
          RoleName: name,
          RoleId: entity.id ?? `AROA${name.toUpperCase()}`,
          ...shared("role", name, entity, id),
          AssumeRolePolicyDocument: entity.trust ?? nobody,
          RolePolicyList: inline(entity),
        })),
        Policies: Object.entries(world.managed ?? {}).map(([name, Document]) => ({
          PolicyName: name,
          Arn: managedArn(name, id),
          DefaultVersionId: "v2",
          PolicyVersionList: [
            { VersionId: "v1", IsDefaultVersion: false, Document: policy(allow("*")) },
            { VersionId: "v2", IsDefaultVersion: true, Document },
          ],
        })),
      },
      ...(id === home && world.grants && { keyGrants: world.grants }),
      ...(id === home && world.buckets && { buckets: Object.entries(world.buckets).map(blocked) }),
      resourcePolicies: Object.entries(id === home ? (world.resources ?? {}) : {}).map(
        ([resource, document]) => ({
          resource,
          policy: document,
        }),
      ),
    })),
    ...(world.organization && { organization: world.organization }),
  };
}

function blocked([arn, restrictPublicBuckets]: readonly [string, boolean]) {
  const publicAccessBlock = {
    blockPublicAcls: false,
    ignorePublicAcls: false,
    blockPublicPolicy: false,
    restrictPublicBuckets,
  };
  return { arn, publicAccessBlock };
}

function shared(type: "user" | "role", name: string, entity: Entity, account: string) {
  const path = entity.path ?? "/";
  return {
    Arn: `arn:aws:iam::${account}:${type}${path}${name}`,
    Path: path,
    AttachedManagedPolicies: (entity.attached ?? []).map((PolicyArn) => ({ PolicyArn })),
    Tags: Object.entries(entity.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    ...(entity.boundary !== undefined && {
      PermissionsBoundary: { PermissionsBoundaryArn: entity.boundary },
    }),
  };
}

function inline(entity: Entity) {
  return (entity.inline ?? []).map((PolicyDocument, at) => ({ PolicyName: `p${at}`, PolicyDocument }));
}

export function decide(world: World, request: AccessRequest): Decision {
  return deciderOf(landscapeOf(inputOf(world)), loadActions())(request);
}

/** What one identity policy of the user `clerk` makes of a request, with the request's keys. */
export function clerkMay(
  statement: Json | readonly Json[],
  request: Partial<AccessRequest> = {},
  more: Entity = {},
): Decision["decision"] {
  const statements = Array.isArray(statement) ? (statement as readonly Json[]) : [statement as Json];
  const world = {
    users: { clerk: { inline: [policy(...statements)], ...more } },
    resources: { [bucket]: nobody },
  };
  return decide(world, { principal: userArn("clerk"), action: "s3:GetObject", resource: object, ...request })
    .decision;
}
