import { describe, expect, test } from "vitest";
import { clerk, explained, read } from "./explanations.ts";
import { when } from "./proofs.ts";
import {
  allow,
  bucket,
  deny,
  home,
  managedArn,
  other,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  userArn,
  type Json,
  type World,
} from "./world.ts";

/** The statements of one layer, in order. */
const statementsIn = (world: World, layer: string, request: object = {}) =>
  explained(world, request)
    .layers.filter((each) => each.layer === layer)
    .flatMap(({ policies }) => policies.flatMap(({ statements }) => statements));
const naming = (element: "Principal" | "NotPrincipal", whom: unknown): World => ({
  users: { clerk: {} },
  roles: { sealer: {} },
  resources: {
    [bucket]: policy({ Effect: "Deny", [element]: whom, Action: "s3:*", Resource: `${bucket}/*` }),
  },
});
const whom = (world: World, request: object = {}) =>
  statementsIn(world, "resource", request)[0]!.elements.find(({ element }) => element.endsWith("Principal"));

describe("an element names what a policy has, by the text that stands for it", () => {
  test.each<readonly [string, unknown, readonly string[]]>([
    ["everybody", "*", ["*"]],
    ["an account, by its number", { AWS: other }, [rootArn(other)]],
    ["a user", { AWS: userArn("clerk") }, [userArn("clerk")]],
    ["an id of somebody who is gone", { AWS: "AIDAGONE" }, ["AIDAGONE"]],
    ["a service", { Service: "logs.amazonaws.com" }, ["logs.amazonaws.com"]],
    ["an identity provider", { Federated: "accounts.google.com" }, ["accounts.google.com"]],
    ["a canonical user", { CanonicalUser: "79a5" }, ["canonical:79a5"]],
    ["what nobody understands", { AWS: "arn:aws:iam::*:user/x" }, ["arn:aws:iam::*:user/x"]],
  ])("%s", (_, principal, asks) => {
    expect(whom(naming("Principal", principal))).toMatchObject({ element: "Principal", asks });
  });

  test("the opposites by their own names, each with whether it fits", () => {
    const fits = (world: World, layer: string) =>
      statementsIn(world, layer)[0]!.elements.map((each) => [each.element, each.fits]);
    const but: Json = { Effect: "Allow", NotAction: "s3:Get*", NotResource: "arn:aws:s3:::else/*" };
    expect(fits(clerk([but]), "identity")).toEqual([
      ["NotAction", false],
      ["NotResource", true],
    ]);
    expect(fits(naming("NotPrincipal", { AWS: [userArn("clerk"), rootArn()] }), "resource")).toEqual([
      ["Action", true],
      ["NotPrincipal", false],
      ["Resource", true],
    ]);
  });

  test("what makes a statement unreadable is an element of it", () => {
    const [odd] = statementsIn(clerk([{ ...read, Surplus: true }]), "identity");
    expect(odd).toMatchObject({ speaks: "unknown" });
    expect(odd!.elements.at(-1)).toEqual({
      element: "Statement",
      fits: "unknown",
      asks: [],
      why: expect.stringContaining("Surplus"),
    });
    expect(statementsIn(clerk([read]), "identity")[0]!.elements.map(({ element }) => element)).toEqual([
      "Action",
      "Resource",
    ]);
  });
});

describe("an element names what the request has", () => {
  test.each<readonly [string, string, readonly string[]]>([
    ["nobody", "*", ["*"]],
    ["a user", userArn("clerk"), [userArn("clerk")]],
    ["a role", roleArn("sealer"), [roleArn("sealer")]],
    [
      "a session, which is of a role",
      sessionArn("sealer", "night"),
      [roleArn("sealer"), sessionArn("sealer", "night")],
    ],
    ["an account’s root", rootArn(home), [rootArn(home)]],
  ])("%s", (_, principal, has) => {
    expect(whom(naming("Principal", { AWS: userArn("gone") }), { principal })).toMatchObject({ has });
  });

  test("of a value of which only the beginning is known, that; of one that nobody knows, nothing", () => {
    const world: World = {
      roles: {
        sealer: {
          inline: [
            policy({
              ...read,
              ...when({ StringLike: { "aws:userid": "AROASEALER:*", "aws:PrincipalOrgID": "o-1" } }),
            }),
          ],
        },
      },
      resources: { [bucket]: policy() },
    };
    const conditions = statementsIn(world, "identity", { principal: roleArn("sealer") })[0]!.elements.slice(
      2,
    );
    expect(conditions).toMatchObject([
      { operator: "StringLike", key: "aws:userid", has: ["AROASEALER:…"], fits: true },
      { operator: "StringLike", key: "aws:PrincipalOrgID" },
    ]);
    expect(conditions[1]).not.toHaveProperty("has");
  });
});

describe("the nearest allow", () => {
  const elsewhere = "arn:aws:s3:::else/*";
  const nearest = (...statements: readonly Json[]) => explained(clerk(statements)).layers[0]!.nearest;

  test.each<readonly [string, readonly Json[], number]>([
    ["lacks fewer elements, whatever they are", [allow("s3:PutObject", elsewhere), allow("sqs:*")], 1],
    [
      "has the action, sooner than the resource",
      [allow("s3:PutObject"), allow("s3:GetObject", elsewhere)],
      1,
    ],
    ["is of the same service, sooner than of another", [allow("sqs:*"), allow("s3:PutObject")], 1],
    ["is so by one of its actions", [allow("sns:*"), allow(["sqs:*", "s3:PutObject"])], 1],
    [
      "is so where all but some actions are allowed",
      [allow("sqs:*"), { Effect: "Allow", NotAction: "s3:*", Resource: "*" }],
      1,
    ],
    ["is the first of several as near", [allow("s3:PutObject"), allow("s3:DeleteObject")], 0],
    ["is no deny", [deny("s3:GetObject", elsewhere), allow("sqs:*", elsewhere)], 1],
  ])("%s", (_, statements, statement) => {
    expect(nearest(...statements)).toMatchObject({ statement });
  });

  test("is none where nothing allows, and none of a layer that allows or only denies", () => {
    expect(nearest(deny("s3:GetObject", elsewhere))).toBeUndefined();
    const world: World = {
      ...clerk([], { resources: { [bucket]: policy({ ...read, Principal: { AWS: rootArn() } }) } }),
      organization: {
        serviceControlPolicies: [],
        resourceControlPolicies: [
          { name: "r", policy: policy({ ...deny("s3:Put*"), Principal: "*" }), targets: [home] },
        ],
      },
    };
    const { layers } = explained(world);
    expect(layers.map(({ layer, verdict }) => [layer, verdict])).toEqual([
      ["rcp", "silent"],
      ["identity", "silent"],
      ["resource", "handsOn"],
    ]);
    for (const layer of layers) expect(layer).not.toHaveProperty("nearest");
  });
});

test("a policy that could not be read as a whole is named with why", () => {
  const world: World = {
    users: { clerk: { attached: [managedArn("gone")] } },
    resources: { [bucket]: policy() },
  };
  const found = explained(world);
  expect(found.layers[0]).toMatchObject({
    verdict: "unknown",
    decided: true,
    policies: [{ policy: managedArn("gone"), problem: expect.stringContaining("gone"), statements: [] }],
  });
  expect(found.layers[1]).toMatchObject({ verdict: "silent", decided: false });
});
