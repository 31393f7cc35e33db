import { say, type Args, type Lang, type Words } from "../../base/words.ts";
import type { Account, FactKind } from "../model.ts";
import type { FunctionFacts, Key, Route } from "../resources.ts";
import type { Draft } from "./draft.ts";
import { notRead } from "./given.ts";
import { whyMissing, whyUnresolved } from "./template-words.ts";

type Settled = Required<
  Pick<
    Account,
    "resourcePolicies" | "workloads" | "buckets" | "tables" | "keys" | "functions" | "routes" | "trails"
  >
>;

/** Brings together what refers to each other by id or name, and puts every list in order. */
export function settleResources(draft: Draft, lang: Lang): Settled {
  const miss = (facts: FactKind, what: string, why: Words, args: Args = {}, resource?: string) =>
    draft.unread.push({
      what,
      why: say(why, lang, args),
      account: draft.id,
      facts,
      ...(resource === undefined ? {} : { resource }),
    });
  const keys = withAliases(draft);
  const keyArn = (key: string | undefined, region: string | undefined): string | undefined =>
    keys.find((one) =>
      region === undefined || one.region === undefined || one.region === region
        ? one.arn === key ||
          one.name === key ||
          one.aliases?.includes(key?.slice(key.indexOf("alias/")) ?? "")
        : false,
    )?.arn ?? key;

  const tables = draft.tables.map((table) => {
    const key = keyArn(table.encryption?.key, table.region);
    return table.encryption === undefined || key === undefined
      ? table
      : { ...table, encryption: { ...table.encryption, key } };
  });
  const permissions = [...draft.later.permissions].map(([resource, statements]) => {
    const hole = statements.find((one) => typeof one === "string");
    // One statement that is not known leaves the whole policy unknown.
    const policy = hole === undefined ? { Version: "2012-10-17", Statement: statements } : notRead(hole);
    return { resource, policy };
  });
  const workloads = [...draft.workloads];
  for (const { kind, resource, profile } of draft.later.profileUsers) {
    const found = draft.later.profiles.find(({ name, arn }) => name === profile || arn === profile);
    if (found === undefined) miss("workloads", resource, whyMissing.profile, { name: profile }, resource);
    for (const name of found?.roles ?? []) {
      const role = draft.roles.find(({ RoleName }) => RoleName === name);
      if (role === undefined) miss("workloads", resource, whyMissing.principal, { name }, resource);
      else workloads.push({ kind, resource, role: role.Arn });
    }
  }
  return {
    resourcePolicies: [...draft.resourcePolicies, ...permissions].toSorted(by(({ resource }) => resource)),
    workloads: workloads.toSorted(by(({ resource, role }) => `${resource} ${role}`)),
    buckets: draft.buckets.toSorted(by(({ arn }) => arn)),
    tables: tables.toSorted(by(({ arn }) => arn)),
    keys: keys.toSorted(by(({ arn }) => arn)),
    functions: withEventSources(draft, miss).toSorted(by(({ arn }) => arn)),
    routes: routesOf(draft, miss).toSorted(by(({ api, key }) => `${api} ${key}`)),
    trails: draft.trails.toSorted(by(({ arn }) => arn)),
  };
}

function withAliases({ keys, later }: Draft): readonly Key[] {
  return keys.map((key) => {
    const own = later.aliases.filter(
      ({ key: target, region }) =>
        target === key.arn || (target === key.name && region === (key.region ?? region)),
    );
    return { ...key, aliases: own.map(({ alias }) => alias).toSorted() };
  });
}

/** A source that could not be resolved leaves the function's list unread; a mapping without its function is a gap. */
function withEventSources({ functions, later }: Draft, miss: Miss): readonly FunctionFacts[] {
  for (const { of, shown } of later.eventSources) {
    if (functions.every(({ arn }) => arn !== of))
      miss("functions", shown, whyUnresolved.nothing, { name: of });
  }
  return functions.map((one) => {
    const sources = later.eventSources.filter(({ of }) => of === one.arn).map(({ source }) => source);
    const known = sources.filter((source) => source !== undefined);
    return known.length < sources.length ? one : { ...one, eventSources: [...new Set(known)].toSorted() };
  });
}

type Miss = (facts: FactKind, what: string, why: Words, args?: Args, resource?: string) => void;

function routesOf({ later }: Draft, miss: Miss): readonly Route[] {
  return later.routes.flatMap(({ apiId, authorizerId, integrationId, shown, ...route }) => {
    const api = later.apis.get(apiId);
    if (api === undefined) {
      miss("routes", shown, whyUnresolved.nothing, { name: apiId });
      return [];
    }
    const authorizer = authorizerId === undefined ? undefined : later.authorizers.get(authorizerId);
    if (route.authorization === "JWT" && authorizer === undefined)
      miss("routes", shown, whyUnresolved.nothing, { name: authorizerId ?? "AuthorizerId" }, api.arn);
    const target = integrationId === undefined ? undefined : later.integrations.get(integrationId);
    return [
      {
        api: api.arn,
        ...(api.name === undefined ? {} : { apiName: api.name }),
        ...route,
        ...(authorizer === undefined ? {} : { authorizer }),
        ...(target === undefined ? {} : { target }),
      },
    ];
  });
}

function by<T>(keyOf: (one: T) => string) {
  return (one: T, other: T): number => {
    const [a, b] = [keyOf(one), keyOf(other)];
    return a < b ? -1 : a > b ? 1 : 0;
  };
}
