import { describe, expect, test } from "vitest";
import { allow, bucket, deny, managedArn, policy, userArn, type World } from "../world.ts";
import {
  ask,
  bare,
  clerk,
  keep,
  objects,
  only,
  own,
  read,
  remove,
  repair,
  without,
  withAws,
  type Case,
} from "./proposals.ts";

describe("the smallest edit where others have the policy too", () => {
  test.each<[string, Case]>([
    [
      "leaves a shared managed policy to the others, and takes it off",
      {
        world: {
          users: {
            clerk: { attached: [managedArn("reading")] },
            sealer: { attached: [managedArn("reading")] },
          },
          managed: { reading: policy(allow("s3:GetObject", objects)) },
          resources: bare,
        },
        request: without(read),
        policy: managedArn("reading"),
        change: "detached",
        statements: [allow("s3:GetObject", objects)],
        elements: 3,
      },
    ],
    [
      "narrows a shared managed policy where nobody else is to have it either",
      {
        world: {
          users: {
            clerk: { attached: [managedArn("reading")] },
            sealer: { attached: [managedArn("reading")] },
          },
          managed: { reading: policy(allow(["s3:GetObject", "s3:DeleteObject"], objects)) },
          resources: bare,
        },
        request: {
          remove: [clerk, userArn("sealer")].map((principal) => ({ principal, questions: [remove] })),
          keep: [],
        },
        policy: managedArn("reading"),
        statements: [allow(["s3:GetObject"], objects)],
        elements: 1,
      },
    ],
    [
      "denies the one where a group’s policy gives it to others too",
      {
        world: {
          users: { clerk: { groups: ["office"] }, sealer: { groups: ["office"] } },
          groups: { office: [policy(allow(["s3:GetObject", "s3:DeleteObject"], objects))] },
          resources: bare,
        },
        request: without(remove, [keep("s3:GetObject", objects)]),
        policy: `${clerk}/inline/rollward-repair`,
        change: "added",
        statements: [deny("s3:DeleteObject", objects)],
        elements: 3,
      },
    ],
    [
      "narrows the boundary where that is less than narrowing the policy",
      {
        world: {
          users: { clerk: { inline: [policy(allow("s3:*", objects))], boundary: managedArn("limit") } },
          managed: { limit: policy(allow(["s3:GetObject", "s3:DeleteObject"], objects)) },
          resources: bare,
        },
        request: without(remove, [keep("s3:GetObject", objects)]),
        policy: managedArn("limit"),
        statements: [allow(["s3:GetObject"], objects)],
        elements: 1,
      },
    ],
  ])("%s", (_, { world, request, policy: named = own, change = "narrowed", statements, elements }) => {
    expect(only(repair(world, request))).toEqual({ policy: named, change, statements, elements });
  });
});

describe("what cannot be edited is gone round", () => {
  const full = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
  const withFull: World = {
    users: { clerk: { attached: [full] } },
    resources: bare,
  };

  test("a managed policy of AWS is taken off where all of it must go", () => {
    const found = repair(withFull, without(ask("s3:*", "*")), withAws(withFull, full));
    expect(only(found)).toMatchObject({ policy: full, change: "detached" });
  });

  test("and stays where a deny of as many elements takes less", () => {
    const found = repair(withFull, without(remove), withAws(withFull, full));
    expect(only(found)).toMatchObject({ change: "added", statements: [deny("s3:DeleteObject", objects)] });
    expect(found).toMatchObject({ alsoTakes: [], takesMore: false });
  });

  test("and stays, beside a deny, where something of it is needed", () => {
    const found = repair(withFull, without(remove, [keep("s3:GetObject", objects)]), withAws(withFull, full));
    expect(only(found)).toEqual({
      policy: `${clerk}/inline/rollward-repair`,
      change: "added",
      statements: [deny("s3:DeleteObject", objects)],
      elements: 3,
    });
  });

  test("two denies do what no one can", () => {
    const found = repair(
      withFull,
      without(
        [
          ask("s3:GetObject", objects, { except: [`${bucket}/in/*`] }),
          ask("s3:PutObject", objects, { except: [`${bucket}/out/*`] }),
        ],
        [keep("s3:GetObject", `${bucket}/in/*`), keep("s3:PutObject", `${bucket}/out/*`)],
      ),
      withAws(withFull, full),
    );
    expect(only(found)).toMatchObject({
      policy: `${clerk}/inline/rollward-repair`,
      statements: [
        { Effect: "Deny", Action: "s3:GetObject", NotResource: `${bucket}/in/*` },
        { Effect: "Deny", Action: "s3:PutObject", NotResource: `${bucket}/out/*` },
      ],
      elements: 6,
    });
  });

  test("roles that AWS keeps are not edited, nor are guardrails", () => {
    const role = "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/Kept";
    const world: World = {
      roles: {
        Kept: {
          path: "/aws-service-role/x.amazonaws.com/",
          inline: [policy(allow("s3:GetObject", objects))],
        },
      },
      resources: bare,
      organization: {
        serviceControlPolicies: [{ name: "all", policy: policy(allow("*")), targets: ["111122223333"] }],
      },
    };
    const { edits, unsolved } = repair(world, without(read, [], role));
    expect(edits).toEqual([]);
    expect(unsolved).toMatchObject([
      { principal: role, reason: "fixed", before: { action: "s3:GetObject" } },
    ]);
  });
});
