import { describe, expect, test } from "vitest";
import type { PolicyKind } from "../../lib/iam/landscape.ts";
import { parseStatement } from "../../lib/iam/statement.ts";
import { parseTemplate } from "../../lib/iam/variables.ts";
import type { Json } from "./world.ts";

// IAM User Guide, "Grammar of the IAM JSON policy language", and the pages of the elements.

const kinds = ["identity", "scp", "rcp", "resource", "trust"] as const;
const parse = (statement: Json, kind: PolicyKind = "identity") =>
  parseStatement(new Map(Object.entries(statement)), { index: 0, kind, variables: true });
function read(statement: Json, kind: PolicyKind = "identity") {
  const found = parse(statement, kind);
  if (typeof found === "string") throw new Error(found);
  return found;
}
const bare = { Effect: "Allow", Action: "s3:GetObject" };
const whole = { ...bare, Resource: "*" };

describe("what a policy of each kind must have, and must not", () => {
  const has = "has a Principal where none may be";
  const one = "has not exactly one of Principal and NotPrincipal";
  const excepts = "has a NotPrincipal where AWS supports none";
  const rows: readonly (readonly [Json, ...(string | undefined)[]])[] = [
    [{}, undefined, undefined, one, one, one],
    [{ Principal: "*" }, has, has, undefined, undefined, undefined],
    [{ NotPrincipal: "*" }, has, has, excepts, excepts, excepts],
    [{ NotPrincipal: "*", Effect: "Deny" }, has, has, excepts, undefined, excepts],
    [{ Principal: "*", NotPrincipal: "*" }, has, has, one, one, one],
  ];
  test.each(
    rows.flatMap(([more, ...problems]) => kinds.map((kind, at) => [more, kind, problems[at]] as const)),
  )("%j in one of kind %s: %s", (more, kind, problem) => {
    const { problem: found } = read({ ...(kind === "trust" ? bare : whole), ...more }, kind);
    expect(found).toBe(problem && `statement 0 ${problem}`);
  });

  const none = "has no Resource";
  const trusts = "is a trust policy’s and has a Resource";
  const neither = "has a Resource that is neither text nor a list of texts";
  const resources: readonly (readonly [Json, ...(string | undefined)[]])[] = [
    [{}, none, none, none, undefined, undefined],
    [{ Resource: "*" }, undefined, undefined, undefined, undefined, trusts],
    [{ NotResource: ["arn:aws:s3:::a"] }, undefined, undefined, undefined, undefined, trusts],
    [{ Resource: [7] }, neither, neither, neither, neither, neither],
    [{ Resource: "*", NotResource: "*" }, neither, neither, neither, neither, neither],
  ];
  test.each(
    resources.flatMap(([more, ...problems]) => kinds.map((kind, at) => [more, kind, problems[at]] as const)),
  )("%j in one of kind %s: %s", (more, kind, problem) => {
    const named = kind === "identity" || kind === "scp" ? {} : { Principal: "*" };
    const { problem: found } = read({ ...bare, ...named, ...more }, kind);
    expect(found).toBe(problem && `statement 0 ${problem}`);
  });
});

describe("what is read", () => {
  test.each<readonly [string, Json, Json]>([
    ["the least", whole, {}],
    ["a Sid", { ...whole, Sid: "A" }, { sid: "A" }],
    ["an empty Sid is none", { ...whole, Sid: "" }, {}],
    ["nor is one that is no text", { ...whole, Sid: 7 }, {}],
    ["Deny", { ...whole, Effect: "Deny" }, { effect: "Deny" }],
    [
      "NotAction, in lower case",
      { Effect: "Allow", NotAction: ["IAM:*", "**"], Resource: "*" },
      { actions: { negated: true, patterns: ["iam:*", "**"] } },
    ],
    [
      "NotResource",
      { ...bare, NotResource: "*" },
      { resources: { negated: true, patterns: [parseTemplate("*", true)] } },
    ],
  ])("%s", (_, statement, expected) => {
    expect(parse(statement)).toEqual({
      index: 0,
      effect: "Allow",
      actions: { negated: false, patterns: ["s3:getobject"] },
      resources: { negated: false, patterns: [parseTemplate("*", true)] },
      conditions: [],
      ...expected,
    });
  });

  test("Principal and NotPrincipal, each as what it is", () => {
    const named = { ...bare, Effect: "Deny", Principal: "*" };
    expect(read(named, "resource")).not.toHaveProperty("resources");
    expect(read(named, "resource").principals).toEqual({ negated: false, of: [{ kind: "everyone" }] });
    const { Principal, ...rest } = named;
    expect(read({ ...rest, NotPrincipal: Principal }, "resource").principals).toMatchObject({
      negated: true,
    });
    expect(read(whole)).not.toHaveProperty("principals");
  });

  test("an element that cannot be read may mean anything, and the others stand", () => {
    const odd = { ...bare, Action: ["s3:GetObject", "GetObject"], Resource: ["*", "roll-exports"] };
    const found = read(odd);
    expect(found).toMatchObject({
      actions: { negated: false, patterns: ["*"] },
      problem: "statement 0 has the action “getobject”, which names no service",
    });
    expect(found).not.toHaveProperty("resources");
    expect(read({ ...whole, Resource: "roll-exports" })).toMatchObject({
      actions: { patterns: ["s3:getobject"] },
      problem: "statement 0 has the resource “roll-exports”, which is no ARN",
    });
    expect(read({ ...whole, Resource: "arn:aws:s3:::${" }).problem).toMatch(
      /variable at “\$\{” cannot be read/,
    );
    expect(read({ ...whole, Resources: "*" }).problem).toBe(
      "statement 0 has the unknown element “Resources”",
    );
  });
});

describe("without effect or actions nothing can be said of the whole policy", () => {
  const effect = "statement 0 has an Effect that is neither Allow nor Deny";
  const action = "statement 0 has not exactly one of Action and NotAction, as text or a list of texts";
  test.each<readonly [Json, string]>([
    [{ Action: "*" }, effect],
    [{ ...whole, Effect: "allow" }, effect],
    [{ Effect: "Allow", Resource: "*" }, action],
    [{ ...whole, NotAction: "iam:*" }, action],
    [{ ...whole, Action: [7] }, action],
    [{ Effect: "Allow", NotAction: 7, Resource: "*" }, action],
  ])("%j", (statement, problem) => expect(parse(statement)).toBe(problem));
});
