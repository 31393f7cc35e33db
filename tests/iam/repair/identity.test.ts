import { describe, expect, test } from "vitest";
import { allow, policy, table } from "../world.ts";
import {
  ask,
  clerk,
  keep,
  objects,
  only,
  own,
  read,
  remove,
  repair,
  without,
  withOwn,
  type Case,
} from "./proposals.ts";

const mfa = "aws:MultiFactorAuthPresent";
const bareOf = (actions: string) =>
  [null, "false"].map((value) => ask(actions, objects, { given: { [mfa]: value } }));

describe("the smallest edit of a statement in one’s own policy", () => {
  test.each<[string, Case]>([
    [
      "drops one action of several",
      {
        world: withOwn(allow(["s3:GetObject", "s3:DeleteObject"], objects)),
        request: without(remove, [keep("s3:GetObject", objects)]),
        statements: [allow(["s3:GetObject"], objects)],
        elements: 1,
      },
    ],
    [
      "writes out the needed actions of a wildcard",
      {
        world: withOwn(allow("s3:*", objects)),
        request: without(remove, [keep("s3:GetObject", objects), keep("s3:PutObject", objects)]),
        statements: [allow(["s3:GetObject", "s3:PutObject"], objects)],
        elements: 3,
      },
    ],
    [
      "narrows a wildcard resource to what is needed",
      {
        world: withOwn(allow("s3:GetObject", "arn:aws:s3:::*")),
        request: without(read, [keep("s3:GetObject", "arn:aws:s3:::alder-notices/*")]),
        statements: [allow("s3:GetObject", "arn:aws:s3:::alder-notices/*")],
        elements: 2,
      },
    ],
    [
      "excepts resources where all are allowed",
      {
        world: withOwn(allow("s3:GetObject")),
        request: without(read),
        statements: [{ Effect: "Allow", Action: "s3:GetObject", NotResource: objects }],
        elements: 2,
      },
    ],
    [
      "excepts one more resource from NotResource",
      {
        world: withOwn({ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::else/*" }),
        request: without(remove),
        statements: [{ Effect: "Allow", Action: "s3:*", NotResource: ["arn:aws:s3:::else/*", objects] }],
        elements: 1,
      },
    ],
    [
      "excepts one more action from NotAction",
      {
        world: withOwn({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
        request: without(remove, [keep("s3:GetObject", objects)]),
        statements: [{ Effect: "Allow", NotAction: ["iam:*", "s3:DeleteObject"], Resource: "*" }],
        elements: 1,
      },
    ],
    [
      "drops one resource of several",
      {
        world: withOwn(allow("s3:GetObject", [objects, "arn:aws:s3:::alder-notices/*"])),
        request: without(read),
        statements: [allow("s3:GetObject", ["arn:aws:s3:::alder-notices/*"])],
        elements: 1,
      },
    ],
    [
      "drops a statement that nothing needs",
      {
        world: withOwn(allow("s3:GetObject", objects), allow("dynamodb:GetItem", table)),
        request: without(read, [keep("dynamodb:GetItem", table)]),
        statements: [allow("dynamodb:GetItem", table)],
        elements: 3,
      },
    ],
    [
      "deletes a policy of which nothing is left",
      {
        world: withOwn(allow("s3:GetObject", objects)),
        request: without(read),
        change: "deleted",
        statements: undefined,
        elements: 3,
      },
    ],
    [
      "asks for a second factor where only without one it must not be possible",
      {
        world: withOwn(allow("s3:GetObject", objects)),
        request: without(bareOf("s3:GetObject"), [
          keep("s3:GetObject", objects, clerk, { given: { [mfa]: "true" } }),
        ]),
        statements: [{ ...allow("s3:GetObject", objects), Condition: { Bool: { [mfa]: "true" } } }],
        elements: 1,
      },
    ],
    [
      "adds to BoolIfExists, which long-term keys pass",
      {
        world: withOwn({ ...allow("s3:GetObject", objects), Condition: { BoolIfExists: { [mfa]: "true" } } }),
        request: without(bareOf("s3:GetObject"), [
          keep("s3:GetObject", objects, clerk, { given: { [mfa]: "true" } }),
        ]),
        statements: [
          {
            ...allow("s3:GetObject", objects),
            Condition: { BoolIfExists: { [mfa]: "true" }, Bool: { [mfa]: "true" } },
          },
        ],
        elements: 1,
      },
    ],
    [
      "holds a right to the service for which it is kept",
      {
        world: withOwn(allow("s3:PutObject", objects)),
        request: without(ask("s3:PutObject", objects, { given: { "aws:CalledVia": null } }), [
          keep("s3:PutObject", objects, clerk, { given: { "aws:CalledVia": "dynamodb.amazonaws.com" } }),
        ]),
        statements: [
          {
            ...allow("s3:PutObject", objects),
            Condition: { "ForAnyValue:StringEquals": { "aws:CalledVia": "dynamodb.amazonaws.com" } },
          },
        ],
        elements: 1,
      },
    ],
    [
      "parts a statement whose actions are needed on different resources",
      {
        world: {
          ...withOwn(allow(["s3:GetObject", "s3:PutObject"], ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"])),
          resources: { "arn:aws:s3:::a": policy(), "arn:aws:s3:::b": policy() },
        },
        request: without(ask("s3:PutObject", "arn:aws:s3:::a/*"), [
          keep("s3:GetObject", "arn:aws:s3:::a/*"),
          keep("s3:PutObject", "arn:aws:s3:::b/*"),
        ]),
        statements: [
          // Nobody asked for reading to go from the other bucket.
          allow(["s3:GetObject"], ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"]),
          allow(["s3:PutObject"], ["arn:aws:s3:::b/*"]),
        ],
        elements: 4,
      },
    ],
  ])("%s", (_, { world, request, policy: named = own, change = "narrowed", statements, elements }) => {
    expect(only(repair(world, request))).toEqual({ policy: named, change, statements, elements });
  });
});
