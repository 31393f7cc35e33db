import { describe, expect, test } from "vitest";
import type { AccessQuestion } from "../../../lib/iam/access.ts";
import {
  besideViolations,
  isAllToGo,
  isViolation,
  partsBesideViolations,
} from "../../../lib/iam/repair/ground.ts";
import {
  actionsMeet,
  areaOf,
  asEntry,
  asPattern,
  keptPairs,
  namesOf,
} from "../../../lib/iam/repair/target.ts";
import { allow, bucket, object, roleArn, type Json } from "../world.ts";
import { ask, clerk, index, keep, objects, read, withOwn, without } from "./proposals.ts";
import { groundOf, target } from "./targets.ts";

const [a, b] = [`${bucket}/a/*`, `${bucket}/b/*`];
const world = withOwn(allow("s3:*", objects));
const groundWith = (...questions: readonly AccessQuestion[]) => groundOf(world, without(questions)).ground;
const mfa = "aws:MultiFactorAuthPresent";

describe("a request is one that must not be possible", () => {
  const get = { action: "s3:GetObject", resource: object };
  test.each<readonly [string, AccessQuestion, object, boolean]>([
    ["by action and resource", read, get, true],
    ["by a pattern of actions", ask("s3:Get*", objects), get, true],
    ["not another action", read, { ...get, action: "s3:PutObject" }, false],
    ["not another resource", read, { ...get, resource: bucket }, false],
    ["not what is excepted", ask("s3:GetObject", objects, { except: [a, object] }), get, false],
    ["beside what is excepted", ask("s3:GetObject", objects, { except: [a] }), get, true],
    [
      "with a key’s value",
      ask("s3:GetObject", objects, { given: { [mfa]: "true" } }),
      { ...get, context: { [mfa.toLowerCase()]: true } },
      true,
    ],
    [
      "not with another",
      ask("s3:GetObject", objects, { given: { [mfa]: "true" } }),
      { ...get, context: { [mfa]: "false" } },
      false,
    ],
    ["not with none", ask("s3:GetObject", objects, { given: { [mfa]: "true" } }), get, false],
    ["without a key", ask("s3:GetObject", objects, { given: { [mfa]: null } }), get, true],
    [
      "not with the key",
      ask("s3:GetObject", objects, { given: { [mfa]: null } }),
      { ...get, context: { [mfa]: "true" } },
      false,
    ],
    [
      "with one value of several",
      ask("s3:GetObject", objects, { given: { x: "1" } }),
      { ...get, context: { x: ["2", "1"] } },
      true,
    ],
  ])("%s", (_, question, request, is) => {
    const remove = { remove: [{ principal: clerk, questions: [question] }], keep: [] };
    expect(isViolation(remove, clerk, request as typeof get)).toBe(is);
    expect(isViolation(remove, roleArn("x"), request as typeof get)).toBe(false);
  });
});

describe("all that a statement allows must go", () => {
  const area = (actions: string | readonly string[], resources: string | readonly string[]) =>
    ask(actions, resources);
  const given = (value: string | null) => ask("s3:GetObject", objects, { given: { [mfa]: value } });
  const asks = (operator: string, value: unknown): Json => ({
    ...allow("s3:GetObject", objects),
    Condition: { [operator]: { [mfa.toLowerCase()]: value } },
  });
  const plain = allow("s3:GetObject", objects);

  test.each<readonly [string, readonly AccessQuestion[], AccessQuestion, Json, boolean]>([
    ["the very same", [read], area("s3:GetObject", objects), plain, true],
    ["a part of what is to go", [ask("s3:Get*", "*")], area("s3:GetObject", [a, b]), plain, true],
    ["more actions", [read], area(["s3:GetObject", "s3:PutObject"], objects), plain, false],
    ["more resources", [read], area("s3:GetObject", [objects, bucket]), plain, false],
    [
      "actions of several questions",
      [read, ask("s3:PutObject", "*")],
      area(["s3:GetObject", "s3:PutObject"], a),
      plain,
      true,
    ],
    ["all actions there are", [ask("*", "*"), read], area("*", "*"), plain, false],
    [
      "not where something is excepted",
      [ask("s3:GetObject", objects, { except: [a] })],
      area("s3:GetObject", b),
      plain,
      false,
    ],
    [
      "not where a key is asked that it does not ask",
      [given("true")],
      area("s3:GetObject", objects),
      plain,
      false,
    ],
    [
      "where it asks for just that key",
      [given("true")],
      area("s3:GetObject", objects),
      asks("Bool", "true"),
      true,
    ],
    ["by a text", [given("true")], area("s3:GetObject", objects), asks("StringEquals", ["true"]), true],
    ["not for another value", [given("true")], area("s3:GetObject", objects), asks("Bool", "false"), false],
    [
      "nor for one of several",
      [given("true")],
      area("s3:GetObject", objects),
      asks("StringEquals", ["true", "x"]),
      false,
    ],
    [
      "nor where it may be absent",
      [given("true")],
      area("s3:GetObject", objects),
      asks("BoolIfExists", "true"),
      false,
    ],
  ])("%s", (_, questions, within, statement, all) => {
    const ground = { ...groundWith(read), request: without(questions) };
    expect(isAllToGo(ground, clerk, within, statement)).toBe(all);
  });
});

describe("a question beside what must not be possible", () => {
  const about = (question: AccessQuestion, ...remove: readonly AccessQuestion[]) => {
    const ground = { ...groundWith(read), request: without(remove) };
    const asked = { principal: clerk, question };
    return [besideViolations(ground, asked), partsBesideViolations(ground, asked)] as const;
  };
  const all = ask(["s3:GetObject", "s3:PutObject"], objects);

  test.each<
    readonly [
      string,
      AccessQuestion,
      readonly AccessQuestion[],
      AccessQuestion,
      readonly object[] | undefined,
    ]
  >([
    ["nothing of it", all, [ask("s3:DeleteObject", a)], all, [{ actions: all.actions, except: [] }]],
    [
      "a part",
      all,
      [ask("s3:GetObject", a)],
      { ...all, except: [a] },
      [
        { actions: ["s3:GetObject"], except: [a] },
        { actions: ["s3:PutObject"], except: [] },
      ],
    ],
    [
      "more of what is excepted",
      { ...all, except: [b] },
      [ask("s3:*", a)],
      { ...all, except: [b, a] },
      [{ actions: all.actions, except: [b, a] }],
    ],
    ["only with certain keys", all, [ask("s3:*", a, { given: { x: "y" } })], all, [all]],
    ["only in part of its places", all, [ask("s3:*", a, { except: [b] })], all, [all]],
    [
      "of all actions there are",
      ask("*", objects),
      [ask("s3:GetObject", a)],
      { ...ask("*", objects), except: [a] },
      undefined,
    ],
  ])("%s", (_, question, remove, beside, parts) => {
    const [one, several] = about(question, ...remove);
    expect(one).toEqual(beside);
    if (parts === undefined) expect(several).toBeUndefined();
    else expect(several).toMatchObject(parts.map((part) => part));
    expect(several?.length).toBe(parts?.length);
  });
});

describe("what a statement speaks of", () => {
  test("its actions and resources, else all; of a resource’s policy what is there", () => {
    expect(areaOf({ statement: allow("s3:*", `${bucket}/\${aws:username}/*`) })).toEqual(
      ask("s3:*", `${bucket}/*/*`),
    );
    expect(areaOf({ statement: { NotAction: "s3:*", NotResource: a } })).toEqual(ask("*", "*"));
    expect(areaOf({ statement: { Action: "s3:*" }, on: bucket })).toEqual(ask("s3:*", [bucket, objects]));
    expect([asPattern("a${b}c${d}"), asEntry("a${b}")]).toEqual(["a*c*", "a${$}{b}"]);
  });

  test("names of actions, as AWS spells them; too many to be written out are none", () => {
    expect([...namesOf(index, ["S3:GETOBJECT", "s3:nosuch"])!]).toEqual(["s3:GetObject"]);
    expect(namesOf(index, ["s3:*"])!.size).toBe(index.ofService("s3").length);
    expect([namesOf(index, ["*"]), namesOf(index, ["s3:Get*", "**"])]).toEqual([undefined, undefined]);
    const meets = (one: string, other: string) => actionsMeet(index, [one], [other]);
    expect([
      meets("s3:Get*", "s3:GetObject"),
      meets("s3:Put*", "s3:GetObject"),
      meets("*", "s3:GetObject"),
      meets("s3:GetObject", "*"),
    ]).toEqual([true, false, true, true]);
  });

  test("of what is kept, what it may be that allows", () => {
    const pairs = (statement: Json, on?: string) =>
      keptPairs(
        target(statement, {
          ...(on !== undefined && { on }),
          kept: [keep("s3:GetObject", a), keep("s3:PutObject", b), keep("sqs:SendMessage", "*")],
        }),
      ).map((pair) => pair.join(" "));
    expect(pairs(allow("s3:*", objects))).toEqual([`s3:GetObject ${a}`, `s3:PutObject ${b}`]);
    expect(pairs(allow("s3:*", a))).toEqual([`s3:GetObject ${a}`]);
    expect(pairs({ Effect: "Allow", NotAction: "s3:Get*", Resource: "*" })).toEqual([
      `s3:PutObject ${b}`,
      "sqs:SendMessage *",
    ]);
    expect(pairs({ Effect: "Allow", Action: "s3:PutObject" }, bucket)).toEqual([`s3:PutObject ${b}`]);
    expect(pairs({ Effect: "Allow", Action: "s3:PutObject" }, "arn:aws:s3:::else")).toEqual([]);
  });
});
