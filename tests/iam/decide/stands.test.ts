import { describe, expect, test } from "vitest";
import { aboveOf, mayStandOver, standingOver } from "../../../lib/iam/decide/standing.ts";
import { beneath, standFor, standOf } from "../../../lib/iam/decide/stands.ts";
import { landscapeOf } from "../../../lib/iam/landscape-of.ts";
import { allow, bucket, deny, home, inputOf, object, other, policy, table } from "../world.ts";

const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:ca-central-1:${home}:${resource}`;

describe("what has no policy of its own has that of what it is a part of", () => {
  test.each([
    [object, bucket],
    [bucket, bucket],
    [`arn:aws:s3:ca-central-1:${home}:accesspoint/a/object/b`, undefined],
    [`${table}/index/by-name`, table],
    [`${table}/stream/1`, undefined],
    [arn("es", "domain/roll/a/b"), arn("es", "domain/roll")],
    [arn("es", "domain/roll"), undefined],
    [arn("es", "domain//a"), undefined],
    [arn("es", "packages/roll/a"), undefined],
    [arn("mediastore", "container/roll/a"), arn("mediastore", "container/roll")],
    [arn("glue", "database/roll"), arn("glue", "catalog")],
    [arn("glue", "connection/roll"), arn("glue", "catalog")],
    [arn("glue", "job/roll"), undefined],
    [arn("codeartifact", "package/county/tools/npm/a"), arn("codeartifact", "repository/county/tools")],
    [arn("codeartifact", "package/county"), undefined],
    [arn("logs", "log-group:/county/7:log-stream:a"), arn("logs", "log-group:/county/7")],
    [arn("logs", "destination:a:b"), undefined],
    [arn("events", "rule/county/nightly"), arn("events", "event-bus/county")],
    [arn("events", "rule/nightly"), arn("events", "event-bus/default")],
    [arn("events", "rule/a/b/c"), undefined],
    [arn("events", "archive/nightly"), undefined],
    [arn("execute-api", "a1/live/GET/voters"), arn("execute-api", "a1")],
    [arn("sns", "roll:5f1c"), undefined],
    ["*", undefined],
    ["arn:aws:s3", undefined],
  ])("%s stands under %s", (resource, expected) => expect(standOf(resource)).toBe(expected ?? resource));
});

describe("beneath what is a part of nothing else, and only beneath that", () => {
  test.each([
    [bucket, 1],
    [table, 1],
    [arn("es", "domain/roll"), 1],
    [arn("mediastore", "container/roll"), 1],
    [arn("glue", "catalog"), 5],
    [arn("codeartifact", "repository/county/tools"), 1],
    [arn("logs", "log-group:/county/7"), 1],
    [arn("events", "event-bus/county"), 1],
    [arn("events", "event-bus/default"), 2],
    [arn("execute-api", "a1"), 1],
    [object, 0],
    [`arn:aws:s3:ca-central-1:${home}:accesspoint`, 0],
    [`${table}/index/by-name`, 0],
    [arn("es", "domain/roll/a"), 0],
    [arn("mediastore", "container/roll/a"), 0],
    [arn("glue", "database/roll"), 0],
    [arn("codeartifact", "repository/county"), 0],
    [arn("codeartifact", "domain/county/tools"), 0],
    [arn("logs", "log-group:/county/7:log-stream:a"), 0],
    [arn("events", "event-bus/a/b"), 0],
    [arn("events", "rule/nightly"), 0],
    [arn("execute-api", "a1/live"), 0],
    [arn("sns", "roll"), 0],
    ["*", 0],
  ])("%s: %i patterns", (resource, count) => expect(beneath(resource)).toHaveLength(count));
});

test("a REST API’s policy stands on the ARN by which it is called, in the account that has it", () => {
  const api = "arn:aws:apigateway:ca-central-1::/restapis/a1b2c3";
  expect(standFor(api, other)).toBe(`arn:aws:execute-api:ca-central-1:${other}:a1b2c3`);
  for (const none of [`${api}/stages`, api.replace("restapis", "apis")])
    expect(standFor(none, home)).toBe(none);
  expect(standFor(object, home)).toBe(bucket);
});

describe("where AWS does not say, a policy may stand over what begins with its ARN", () => {
  test.each([
    [arn("sns", "roll"), true],
    [table, false],
    [bucket, false],
    ["roll", false],
  ])("%s: %s", (on, expected) => expect(mayStandOver(on)).toBe(expected));

  const topic = arn("sns", "roll");
  const statement = allow("sns:*", "*", { Principal: "*" });
  const { resources } = landscapeOf(
    inputOf({
      resources: {
        [topic]: policy(statement),
        [`${topic}:a/b`]: policy(deny("*", "*", { Principal: "*", Sid: "Own" })),
        [`${topic}:broken`]: "{",
        [bucket]: policy(statement),
      },
    }),
  );
  const doubt = `whether the policy of ${topic} stands over what is a part of it is not known`;
  test.each([
    [topic, []],
    [`${topic}s`, []],
    [`${topic}:`, [topic]],
    [`${topic}:a`, [topic]],
    [`${topic}/a`, [topic]],
    [`${topic}:a/b:c`, [`${topic}:a/b`, topic]],
    [object, []],
    [arn("lambda", "roll:a"), []],
    ["roll:a", []],
  ])("above %s are %j", (resource, expected) => {
    expect(aboveOf(resources, resource).map((each) => each.arn)).toEqual(expected);
  });
  test("itself its own policy is certain, and those above it are doubts", () => {
    expect(standingOver(resources, topic)).toBe(resources.get(topic));
    expect(standingOver(resources, object)).toBe(resources.get(bucket));
    expect(standingOver(resources, `${topic}s`)).toBeUndefined();
    const { policy: alone } = standingOver(resources, `${topic}:a`)!;
    expect(alone.statements.map(({ problem }) => problem)).toEqual([doubt]);
    const { policy: both } = standingOver(resources, `${topic}:a/b`)!;
    expect(both.statements.map(({ sid, problem }) => [sid, problem])).toEqual([
      ["Own", undefined],
      [undefined, doubt],
    ]);
    expect(both.problem).toBeUndefined();
    expect(standingOver(resources, `${topic}:broken`)!.policy.problem).toBe("the policy is not JSON");
    expect(standingOver(resources, `${topic}:broken:a`)!.policy.problem).toBe("the policy is not JSON");
  });
  test("and the same each time it is asked", () => {
    expect(standingOver(resources, `${topic}:a`)).toBe(standingOver(resources, `${topic}:c`));
    expect(standingOver(resources, `${topic}:a/b`)).not.toBe(standingOver(resources, `${topic}:a`));
  });
});
