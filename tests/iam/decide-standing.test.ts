import { describe, expect, test } from "vitest";
import { compileAccess } from "../../lib/iam/compile.ts";
import { beneath, standOf } from "../../lib/iam/decide/stands.ts";
import { patternFrom } from "../../lib/iam/globs.ts";
import { hasText } from "../../lib/iam/globs-example.ts";
import { index } from "./proofs.ts";
import { allow, decide, deny, home, inputOf, other, policy, userArn, type Json } from "./world.ts";

const arn = (service: string, resource: string, region = "ca-central-1", account = home): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;
const visitor = userArn("visitor", other);

const api = "arn:aws:apigateway:ca-central-1::/restapis/a1b2c3d4e5";

/** What AWS documents: the policy on the first stands over the second. */
const over: readonly (readonly [on: string, resource: string, action: string])[] = [
  ["arn:aws:s3:::roll-exports", "arn:aws:s3:::roll-exports/county/7.age", "s3:GetObject"],
  [arn("dynamodb", "table/roll"), arn("dynamodb", "table/roll/index/by-name"), "dynamodb:Query"],
  [arn("es", "domain/roll"), arn("es", "domain/roll/voters/_search"), "es:ESHttpGet"],
  [api, arn("execute-api", "a1b2c3d4e5/live/GET/voters"), "execute-api:Invoke"],
  [arn("glue", "catalog"), arn("glue", "database/roll"), "glue:GetDatabase"],
  [arn("glue", "catalog"), arn("glue", "table/roll/voters"), "glue:GetTable"],
  [
    arn("codeartifact", "repository/county/tools"),
    arn("codeartifact", "package/county/tools/npm/a/b"),
    "codeartifact:PublishPackageVersion",
  ],
  [arn("logs", "log-group:/county/7"), arn("logs", "log-group:/county/7:log-stream:a"), "logs:PutLogEvents"],
  [
    arn("logs", "log-group:/county/7:*"),
    arn("logs", "log-group:/county/7:log-stream:a"),
    "logs:PutLogEvents",
  ],
  [arn("events", "event-bus/county"), arn("events", "rule/county/nightly"), "events:PutRule"],
  [arn("events", "event-bus/default"), arn("events", "rule/nightly"), "events:PutRule"],
  [arn("mediastore", "container/roll"), arn("mediastore", "container/roll/a/b"), "mediastore:GetObject"],
];

/** What AWS does not say. */
const unsaid: typeof over = [
  [arn("sns", "roll"), arn("sns", "roll:5f1c"), "sns:Unsubscribe"],
  [arn("lambda", "function:seal"), arn("lambda", "function:seal:live"), "lambda:InvokeFunction"],
  [arn("kinesis", "stream/roll"), arn("kinesis", "stream/roll/consumer/a:1"), "kinesis:SubscribeToShard"],
  [arn("s3tables", "bucket/roll"), arn("s3tables", "bucket/roll/table/5f1c"), "s3tables:GetTableData"],
];

/** Resources of their own, however much their ARNs are alike. */
const apart: typeof over = [
  [
    arn("dynamodb", "table/roll"),
    arn("dynamodb", "table/roll/stream/2026-01-01T00:00:00.000"),
    "dynamodb:GetRecords",
  ],
  [arn("es", "domain/roll"), arn("es", "domain/rolls/voters/_search"), "es:ESHttpGet"],
  [arn("logs", "log-group:/county"), arn("logs", "log-group:/county/7:log-stream:a"), "logs:PutLogEvents"],
  [arn("events", "event-bus/default"), arn("events", "rule/county/nightly"), "events:PutRule"],
  [arn("events", "event-bus/county"), arn("events", "rule/nightly"), "events:PutRule"],
  [arn("ecr", "repository/a"), arn("ecr", "repository/a/b"), "ecr:BatchGetImage"],
  [arn("sns", "roll"), arn("sns", "rolls"), "sns:Publish"],
];

const letIn = (Action: string, more: Json = {}): Json =>
  allow(Action, "*", { Principal: { AWS: visitor }, ...more });
const world = (resources: Readonly<Record<string, Json>>, action: string) => ({
  users: { visitor: { account: other, inline: [policy(allow(action))] } },
  resources,
});

/** The decision over one request, and the proof over just that one: they must say the same. */
function both(resources: Readonly<Record<string, Json>>, resource: string, action: string) {
  const given = world(resources, action);
  const { decision } = decide(given, { principal: visitor, action, resource });
  const access = compileAccess(inputOf(given), index);
  const proofs = [resource, `${resource}*`, `${resource.slice(0, -1)}?`].map(
    (each) => access.can(visitor, { actions: [action], resources: [each] }).verdict,
  );
  return { decision, proofs };
}

describe("the policy on what a resource is a part of", () => {
  test.each(over)("%s stands over %s", (on, resource, action) => {
    expect(both({ [on]: policy(letIn(action)) }, resource, action)).toEqual({
      decision: "allowed",
      proofs: ["yes", "yes", "yes"],
    });
    const denied = both(
      { [on]: policy(letIn(action), deny("*", "*", { Principal: "*" })) },
      resource,
      action,
    );
    expect(denied).toEqual({ decision: "explicitDeny", proofs: ["no", "no", "no"] });
  });

  test.each(unsaid)("%s may stand over %s", (on, resource, action) => {
    const { decision, proofs } = both(
      { [on]: policy(letIn(action, { Resource: resource })) },
      resource,
      action,
    );
    expect(decision).toBe("unknown");
    expect(proofs[0]).toBe("unknown");
    expect(proofs).not.toContain("no");
    // What it does not speak of it leaves alone, and so do its denies what nobody allows.
    expect(both({ [on]: policy(letIn("sts:TagSession")) }, resource, action).decision).toBe("implicitDeny");
    expect(both({ [on]: policy(deny("*", "*", { Principal: "*" })) }, resource, action).proofs[0]).toBe("no");
  });

  test.each(unsaid)("%s may deny what the policy of %s itself allows", (on, resource, action) => {
    const own = { [resource]: policy(letIn(action)) };
    expect(both(own, resource, action)).toMatchObject({ decision: "allowed" });
    const denied = both({ ...own, [on]: policy(deny("*", "*", { Principal: "*" })) }, resource, action);
    expect(denied).toEqual({ decision: "unknown", proofs: ["unknown", "unknown", "unknown"] });
  });

  test.each(apart)("%s does not stand over %s", (on, resource, action) => {
    const { decision, proofs } = both({ [on]: policy(letIn(action)) }, resource, action);
    expect([decision, proofs[0]]).toEqual(["implicitDeny", "no"]);
  });
});

test("patterns of what a policy stands over and the look-up of it are the same, turned round", () => {
  for (const [on, resource] of [...over, ...unsaid, ...apart]) {
    const stands = new Set([on, resource].map(standOf));
    for (const stand of stands) {
      for (const each of [on, resource]) {
        const found = each === stand || beneath(stand).some((glob) => hasText(patternFrom(glob), each));
        expect([stand, each, found]).toEqual([stand, each, standOf(each) === stand]);
      }
    }
  }
});

test("an API’s policy does not speak of those who manage it, and tells whose it is", () => {
  const closed = { [api]: policy(deny("*", "*", { Principal: "*" })) };
  const users = {
    clerk: { inline: [policy(allow("*"))] },
    visitor: { account: other, inline: [policy(allow("*"))] },
  };
  const managed = (principal: string) =>
    decide({ users, resources: closed }, { principal, action: "apigateway:DELETE", resource: api }).decision;
  expect(managed(userArn("clerk"))).toBe("allowed");
  expect(managed(visitor)).toBe("implicitDeny");
});

test("one policy under two spellings of one log group must be one", () => {
  const group = arn("logs", "log-group:/county/7");
  const found = both(
    { [group]: policy(letIn("logs:PutLogEvents")), [`${group}:*`]: policy() },
    `${group}:log-stream:a`,
    "logs:PutLogEvents",
  );
  expect(found.decision).toBe("unknown");
});

test("as deep as it may lie, a resource is looked up in time", () => {
  const deep = arn("sns", `roll${":a".repeat(4000)}`);
  const found = both({ [arn("sns", "roll")]: policy(letIn("sns:Publish")) }, deep, "sns:Publish");
  expect(found.decision).toBe("unknown");
});
