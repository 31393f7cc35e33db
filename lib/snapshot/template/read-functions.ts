import type { FunctionFacts } from "../resources.ts";
import { isArn, longestName } from "../shape-parts.ts";
import { notRead } from "./given.ts";
import { identify, known, type Reader } from "./reading.ts";
import { partitionOf, type Place } from "./scope.ts";
import { tagsOf } from "./tags.ts";
import { whyMissing, whyUnresolved } from "./template-words.ts";
import { isObject } from "./value.ts";

const facts = "functions";

const lambda: Reader = (reading) => {
  const named = identify(reading, facts);
  if (named === undefined) return;
  const { draft, place } = reading;
  const given = reading.given(facts, named.arn);
  const role = given.arn("Role");
  if (role === null) reading.unread(facts, whyMissing.required, { name: "Role" }, named.arn);
  const variables = given.object("Environment", "Variables");
  const value = variables?.value();
  const found = isObject(value) ? Object.entries(value) : [];
  const odd = found.some(([name]) => name === "" || name.length > longestName);
  if (odd) reading.unread(facts, whyUnresolved.kind, { expected: "Environment" }, named.arn);
  draft.functions.push({
    ...named,
    ...(place.regionGiven ? { region: place.region } : {}),
    ...known({
      tags: tagsOf(reading, facts, named.arn),
      role: role ?? undefined,
      runtime: given.text("Runtime") ?? undefined,
      environment: variables === undefined || odd ? undefined : found.map(([name]) => name).toSorted(),
      secrets: variables === undefined || odd ? undefined : secretsIn(found),
      codeSigning: given.text("CodeSigningConfigArn"),
    }),
  });
  if (typeof role === "string") draft.workloads.push({ kind: "lambda", resource: named.arn, role });
  else reading.unread("workloads", whyMissing.required, { name: "Role" }, named.arn);
};

const kinds: readonly (readonly [NonNullable<FunctionFacts["secrets"]>[number]["looksLike"], RegExp])[] = [
  ["age-identity", /AGE-SECRET-KEY-/i],
  ["private-key", /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/],
  ["aws-key", /(^|[^A-Z0-9])(AKIA|ASIA)[A-Z2-7]{16}([^A-Z0-9]|$)/],
];

/** Variables whose value looks like a secret: the name and the kind. The value goes no further than this. */
function secretsIn(
  variables: readonly (readonly [string, unknown])[],
): NonNullable<FunctionFacts["secrets"]> {
  return variables.flatMap(([name, value]) => {
    const kind = typeof value === "string" ? kinds.find(([, pattern]) => pattern.test(value)) : undefined;
    return kind === undefined ? [] : [{ name, looksLike: kind[0] }];
  });
}

/** One permission is one statement of the function's policy, as `lambda:GetPolicy` would show it. */
const permission: Reader = (reading) => {
  const given = reading.given("resource-policies");
  const name = given.text("FunctionName");
  if (name === null) reading.unread("resource-policies", whyMissing.required, { name: "FunctionName" });
  if (typeof name !== "string") return;
  const resource = functionArn(name, reading.place);
  if (!isArn(resource)) {
    reading.unread("resource-policies", whyUnresolved.kind, { expected: "ARN" });
    return;
  }
  const own = reading.given("resource-policies", resource);
  const [action, principal] = [own.text("Action"), own.text("Principal")];
  const conditions: Readonly<Record<string, Readonly<Record<string, string | boolean | null | undefined>>>> =
    {
      ArnLike: { "AWS:SourceArn": own.text("SourceArn") },
      StringEquals: {
        "AWS:SourceAccount": own.text("SourceAccount"),
        "aws:PrincipalOrgID": own.text("PrincipalOrgID"),
        "lambda:EventSourceToken": own.text("EventSourceToken"),
        "lambda:FunctionUrlAuthType": own.text("FunctionUrlAuthType"),
      },
      Bool: { "lambda:InvokedViaFunctionUrl": own.flag("InvokedViaFunctionUrl") },
    };
  const parts = Object.values(conditions).flatMap((one) => Object.values(one));
  const statements = reading.draft.later.permissions.get(resource) ?? [];
  reading.draft.later.permissions.set(resource, statements);
  if ([action, principal, ...parts].includes(undefined)) {
    statements.push(notRead(reading.id));
    return;
  }
  if (typeof action !== "string" || typeof principal !== "string") {
    reading.unread("resource-policies", whyMissing.required, { name: "Action, Principal" }, resource);
    statements.push(notRead(reading.id));
    return;
  }
  const Condition = Object.fromEntries(
    Object.entries(conditions).flatMap(([operator, keys]) => {
      const set = Object.entries(keys).filter(([, value]) => value !== null);
      return set.length === 0
        ? []
        : [[operator, Object.fromEntries(set.map(([key, value]) => [key, String(value)]))]];
    }),
  );
  statements.push({
    Sid: reading.id,
    Effect: "Allow",
    Principal: principalOf(principal, reading.place),
    Action: action,
    Resource: resource,
    ...(Object.keys(Condition).length === 0 ? {} : { Condition }),
  });
};

function principalOf(text: string, { region }: Place): unknown {
  if (text === "*") return "*";
  if (/^\d{12}$/.test(text)) return { AWS: `arn:${partitionOf(region)}:iam::${text}:root` };
  return text.startsWith("arn:") ? { AWS: text } : { Service: text };
}

/** A function's name, partial ARN or ARN, with or without a version or alias, as its ARN (Lambda API, AddPermission). */
function functionArn(name: string, { account, region }: Place): string {
  if (name.startsWith("arn:")) return name;
  const lambda = `arn:${partitionOf(region)}:lambda:${region}`;
  const partial = /^(\d{12}):function:(.+)$/.exec(name);
  return partial === null
    ? `${lambda}:${account}:function:${name}`
    : `${lambda}:${partial[1]}:function:${partial[2]}`;
}

/** What hands a function the records of a stream or queue; one that is switched off hands over nothing. */
const eventSource: Reader = (reading) => {
  const given = reading.given(facts);
  if (given.flag("Enabled") === false) return;
  const [name, source] = [given.text("FunctionName"), given.arn("EventSourceArn")];
  if (name === null) reading.unread(facts, whyMissing.required, { name: "FunctionName" });
  if (typeof name !== "string") return;
  // One of self-managed Kafka names no ARN: no stream of a table.
  if (source === null) return;
  const of = functionArn(name, reading.place).split(":").slice(0, 7).join(":");
  reading.draft.later.eventSources.push({
    of,
    source,
    shown: `${reading.type} ${reading.id} (${reading.stack})`,
  });
};

/** The function that an integration calls; `undefined` for anything else that is behind a route. */
export function functionBehind(uri: string): string | undefined {
  const wrapped = /:lambda:path\/[^/]+\/functions\/(arn:[^/]+)\/invocations$/.exec(uri);
  const arn = wrapped?.[1] ?? uri;
  return /^arn:[^:]+:lambda:[^:]+:[^:]+:function:/.test(arn) ? arn : undefined;
}

export const functionReaders: readonly (readonly [string, Reader])[] = [
  ["AWS::Lambda::Function", lambda],
  ["AWS::Lambda::Permission", permission],
  ["AWS::Lambda::EventSourceMapping", eventSource],
];
