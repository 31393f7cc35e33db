import type { ResourcePolicy, PolicyDocument } from "../../iam/input.ts";
import type { Unread, Workload } from "../model.ts";
import type { Bucket, FunctionFacts, Key, Route, Table, Trail } from "../resources.ts";
import type { GroupDraft, ManagedPolicyDraft, RoleDraft, UserDraft } from "./identity-drafts.ts";

/** An account while its templates are read. What refers to something by name is kept until all of it is there. */
export interface Draft {
  readonly id: string;
  readonly users: UserDraft[];
  readonly groups: GroupDraft[];
  readonly roles: RoleDraft[];
  readonly policies: ManagedPolicyDraft[];
  readonly resourcePolicies: ResourcePolicy[];
  readonly workloads: Workload[];
  readonly buckets: Bucket[];
  readonly tables: Table[];
  readonly keys: Key[];
  readonly functions: FunctionFacts[];
  readonly trails: Trail[];
  readonly unread: Unread[];
  readonly later: Later;
}

/** What is settled once every resource of the account has been seen. */
export interface Later {
  readonly inline: Inline[];
  readonly attached: Attached[];
  readonly members: { readonly user: string; readonly group: string }[];
  readonly profiles: { readonly name: string; readonly arn: string; readonly roles: readonly string[] }[];
  /** Workloads that name an instance profile, by name or ARN. */
  readonly profileUsers: (Omit<Workload, "role"> & { readonly profile: string })[];
  readonly aliases: { readonly alias: string; readonly key: string; readonly region: string }[];
  /** Statements for functions, by the function's ARN. */
  readonly permissions: Map<string, (Readonly<Record<string, unknown>> | string)[]>;
  /** Streams and queues whose records a function is handed, by the function's ARN. */
  readonly eventSources: {
    readonly of: string;
    readonly source: string | undefined;
    readonly shown: string;
  }[];
  readonly apis: Map<string, { readonly arn: string; readonly name?: string }>;
  readonly authorizers: Map<
    string,
    { readonly issuer: string; readonly audience: readonly string[] } | undefined
  >;
  /** ARN of the function behind an integration. */
  readonly integrations: Map<string, string | undefined>;
  readonly routes: (Omit<Route, "api" | "apiName" | "authorizer" | "target"> & {
    readonly apiId: string;
    readonly authorizerId?: string;
    readonly integrationId?: string;
    readonly shown: string;
  })[];
}

export type Holder = "role" | "user" | "group";

interface Given {
  readonly to: Holder;
  readonly name: string;
  /** The resource that gives it, for people. */
  readonly by: string;
}

interface Inline extends Given {
  readonly policy: string;
  readonly document: PolicyDocument;
}

interface Attached extends Given {
  readonly policy: string;
  readonly arn: string;
}

export function newDraft(id: string): Draft {
  return {
    id,
    users: [],
    groups: [],
    roles: [],
    policies: [],
    resourcePolicies: [],
    workloads: [],
    buckets: [],
    tables: [],
    keys: [],
    functions: [],
    trails: [],
    unread: [],
    later: {
      inline: [],
      attached: [],
      members: [],
      profiles: [],
      profileUsers: [],
      aliases: [],
      permissions: new Map(),
      eventSources: [],
      apis: new Map(),
      authorizers: new Map(),
      integrations: new Map(),
      routes: [],
    },
  };
}
