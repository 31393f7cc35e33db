import { describe, expect, test } from "vitest";
import { compileAccess } from "../../lib/iam/compile.ts";
import { repairAccess } from "../../lib/iam/repair.ts";
import {
  allow,
  bucket,
  deny,
  inputOf,
  managedArn,
  object,
  policy,
  roleArn,
  type Json,
  type World,
} from "./world.ts";
import {
  ask,
  bare,
  clerk,
  index,
  keep,
  objects,
  only,
  own,
  read,
  repair,
  without,
  withOwn,
} from "./repair/proposals.ts";

test("two policies that both allow are both narrowed", () => {
  const world: World = {
    users: {
      clerk: {
        inline: [
          policy(allow(["s3:GetObject", "s3:PutObject"], objects)),
          policy(allow(["s3:PutObject", "s3:GetObject"], object)),
        ],
      },
    },
    resources: bare,
  };
  const { edits, unsolved } = repair(world, without(read));
  expect(unsolved).toEqual([]);
  expect(edits.map(({ policy: name, elements }) => [name, elements])).toEqual([
    [`${clerk}/inline/p0`, 1],
    [`${clerk}/inline/p1`, 1],
  ]);
});

describe("nothing is proposed", () => {
  const open = { edits: [], removed: [], kept: [], alsoTakes: [] };

  test("where nothing is possible", () => {
    const world = withOwn(allow("s3:GetObject", objects), deny("s3:*", objects));
    expect(repair(world, without(read))).toMatchObject({ ...open, unsolved: [] });
  });

  test.each<[string, World, string]>([
    [
      "an operator that is not understood",
      withOwn({ ...allow("s3:GetObject", objects), Condition: { Sounds: { x: "y" } } }),
      "Sounds",
    ],
    [
      "a policy that is missing",
      { users: { clerk: { attached: [managedArn("gone")] } }, resources: bare },
      "gone",
    ],
  ])("where it is unknown whether anything is: %s", (_, world, why) => {
    expect(repair(world, without(read))).toMatchObject({
      ...open,
      unsolved: [{ principal: clerk, reason: "unknown", why: expect.stringContaining(why) }],
    });
  });

  test("where the same is to stay", () => {
    const found = repair(withOwn(allow("s3:*")), without(read, [keep("s3:GetObject", `${bucket}/in/*`)]));
    expect(found).toMatchObject({
      ...open,
      unsolved: [{ reason: "keeps", before: { action: "s3:GetObject" } }],
    });
  });
});

test("a part of what is kept may go, and the rest stays", () => {
  const secret = `${bucket}/secret/*`;
  const found = repair(
    withOwn(allow("s3:GetObject", objects)),
    without(ask("s3:GetObject", secret), [keep("s3:GetObject", objects)]),
  );
  expect(only(found)).toMatchObject({
    policy: own,
    statements: [allow("s3:GetObject", objects), deny("s3:GetObject", secret)],
  });
  expect(found.kept).toHaveLength(1);
});

test("what was never possible is told, and stands in nobody’s way", () => {
  const wish = keep("s3:PutObject", objects);
  const found = repair(withOwn(allow("s3:GetObject", objects)), without(read, [wish]));
  expect(only(found)).toMatchObject({ change: "deleted" });
  expect(found.neverWas).toEqual([wish]);
});

test("says what else goes: of the principal itself, and of others who share the policy", () => {
  const world: World = {
    roles: { clerks: {}, guests: {} },
    resources: {
      [bucket]: policy({
        Effect: "Allow",
        Principal: { AWS: roleArn("guests") },
        Action: ["s3:GetObject", "s3:PutObject"],
        Resource: objects,
      }),
    },
  };
  const found = repair(world, without([read, ask("s3:PutObject", `${bucket}/in/*`)], [], roleArn("guests")));
  expect(found.unsolved).toEqual([]);
  expect(found.alsoTakes.map(({ principal, before }) => [principal, before.action])).toEqual([
    [roleArn("guests"), "s3:PutObject"],
  ]);
});

describe("bad input", () => {
  test("names of prototypes, in actions, resources, keys and Sids", () => {
    const odd = JSON.parse(
      '{"Sid":"__proto__","Effect":"Allow","Action":["s3:GetObject","constructor:x"],"Resource":["*","arn:aws:s3:::__proto__/*"],"Condition":{"StringLike":{"__proto__":"*"}}}',
    ) as Json;
    const found = repair(withOwn(odd), without(read, [keep("s3:GetObject", "arn:aws:s3:::__proto__/*")]));
    expect(found.edits.length + found.unsolved.length).toBeGreaterThan(0);
  });

  test("two statements of one Sid are both looked at", () => {
    const twice = withOwn(
      { Sid: "A", ...allow("s3:GetObject", object) },
      { Sid: "A", ...allow("s3:GetObject", `${bucket}/b`) },
    );
    expect(only(repair(twice, without(read)))).toMatchObject({ change: "deleted", elements: 6 });
  });

  test("a policy of thousands of statements ends", () => {
    const many = Array.from({ length: 2_000 }, (_, at) => allow("s3:GetObject", `${bucket}/${at}/*`));
    const found = repair(withOwn(...many), without(read));
    // More than the search may try one by one: a deny is the way out, and is not called the smallest.
    expect(found).toMatchObject({ smallest: false, unsolved: [], edits: [{ policy: own, elements: 3 }] });
  });

  test("patterns that are slow to compare end", () => {
    const slow = `${bucket}/${"*a?".repeat(60)}b`;
    const found = repair(
      withOwn(allow("s3:GetObject", [slow, objects])),
      without(read, [keep("s3:GetObject", slow)]),
    );
    expect(found.edits.length + found.unsolved.length).toBeGreaterThan(0);
  });
});

test("tells of each violation that has been looked at, possible or not", () => {
  const world = withOwn(allow("s3:GetObject", objects));
  const input = inputOf(world);
  const remove = [read, ask("s3:PutObject", objects)].map((question) => ({
    principal: clerk,
    questions: [question],
  }));
  let done = 0;
  repairAccess(input, compileAccess(input, index), { remove, keep: [] }, () => done++);
  expect(done).toBe(2);
});
