import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { landscapeOf } from "../../lib/iam/landscape-of.ts";
import { parsePolicy, problemsOf } from "../../lib/iam/parse.ts";
import type { PolicyKind } from "../../lib/iam/landscape.ts";
import {
  allow,
  bucket,
  clerkMay,
  decide,
  deny,
  inputOf,
  object,
  policy,
  userArn,
  type Json,
} from "./world.ts";

const text = JSON.stringify(policy(allow("s3:GetObject")));

describe("a document may be", () => {
  test.each([
    ["an object", policy(allow("s3:GetObject"))],
    ["JSON text", text],
    ["JSON text with space around it", ` \n${text} `],
    ["percent-encoded JSON text", encodeURIComponent(text)],
    ["one statement without a list", { Version: "2012-10-17", Statement: allow("s3:GetObject") }],
    ["a list of one action", policy(allow(["s3:GetObject"], ["*"]))],
    ["the same statement twice", policy(allow("s3:GetObject"), allow("s3:GetObject"))],
    ["one with an Id and Sids", { ...policy(allow("s3:GetObject", "*", { Sid: "A" })), Id: "x" }],
  ])("%s", (_, document) => {
    expect(clerkMay([], {}, { inline: [document] })).toBe("allowed");
  });
});

describe("a policy that cannot be read may allow or deny: unknown", () => {
  const broken: readonly (readonly [string, unknown])[] = [
    ["no JSON", "{"],
    ["a broken escape", "%zz"],
    ["empty text", ""],
    ["a list", "[]"],
    ["null", "null"],
    ["an unknown Version", { Version: "2013-10-17", Statement: [] }],
    ["a Version that is a number", { Version: 2012, Statement: [] }],
    ["no Statement", { Version: "2012-10-17" }],
    ["a Statement that is text", { Statement: "x" }],
    ["an element nobody knows", { Statement: [], Statements: [] }],
    ["no Effect", policy({ Action: "*", Resource: "*" })],
    ["an Effect in another case", policy({ Effect: "allow", Action: "*", Resource: "*" })],
    ["no Action", policy({ Effect: "Allow", Resource: "*" })],
    ["Action and NotAction", policy(allow("*", "*", { NotAction: "*" }))],
    ["an Action that is a number", policy(allow(7))],
    ["an own __proto__", `{"Statement": [], "__proto__": {}}`],
  ];
  test.each(broken)("%s", (_, document) => {
    const of = { inline: [document as never] };
    expect(clerkMay([], {}, of)).toBe("unknown");
    expect(clerkMay([], {}, { inline: [policy(allow("*")), document as never] })).toBe("unknown");
    expect(clerkMay([], {}, { inline: [policy(deny("*")), document as never] })).toBe("explicitDeny");
  });
});

describe("a statement that cannot be read may allow, or deny, as it says: unknown", () => {
  const broken: readonly (readonly [string, Json])[] = [
    ["an Action without service", allow("GetObject")],
    ["no Resource", { Effect: "Allow", Action: "*" }],
    ["Resource and NotResource", allow("*", "*", { NotResource: "*" })],
    ["a Resource that is an object", allow("*", {})],
    ["a Resource that is no ARN", allow("*", "roll-exports")],
    ["a Principal in an identity’s policy", allow("*", "*", { Principal: "*" })],
    ["an element nobody knows", allow("*", "*", { Resources: "*" })],
  ];
  test.each(broken)("%s", (_, statement) => {
    expect(clerkMay(statement)).toBe("unknown");
    expect(clerkMay([allow("*"), statement])).toBe("allowed");
    expect(clerkMay([allow("*"), { ...statement, Effect: "Deny" }])).toBe("unknown");
    expect(clerkMay([deny("*"), statement])).toBe("explicitDeny");
  });

  test("within what could be read of it, a statement rules itself out", () => {
    const odd = { Effect: "Deny", Action: "s3:Put*", Resource: "roll-exports" };
    expect(clerkMay([allow("*"), odd])).toBe("allowed");
    expect(clerkMay([allow("*"), odd], { action: "s3:PutObject" })).toBe("unknown");
  });

  test("one sentence says what, in decisions and in the list", () => {
    const world = { users: { clerk: { inline: ["{"] } }, resources: { [bucket]: policy() } };
    const decision = decide(world, { principal: userArn("clerk"), action: "s3:GetObject", resource: object });
    expect(decision).toEqual({ decision: "unknown", by: [], why: "the policy is not JSON" });
    expect(landscapeOf(inputOf(world)).notUnderstood).toEqual([
      { policy: `${userArn("clerk")}/inline/p0`, why: "the policy is not JSON" },
    ]);
  });

  test("each problem of a policy is told", () => {
    const document = policy(
      {
        ...allow("s3:*", "here", { Condition: { Sounds: { k: "a" }, Bool: { k: "perhaps" } } }),
        Principal: { AWS: "x*" },
      },
      { ...allow("*"), NotPrincipal: "*" },
    );
    expect(problemsOf(parsePolicy(document, "r", "resource"))).toEqual([
      "statement 0 has the resource “here”, which is no ARN",
      "statement 0: the condition operator “Sounds” is not known",
      "statement 0: Bool of “k”: “perhaps” is neither true nor false",
      "statement 0: the principal “x*” is not understood",
      "statement 1 has a NotPrincipal where AWS supports none",
    ]);
  });

  test("a policy that stands twice over one resource, and differs", () => {
    const input = inputOf({ resources: { [bucket]: policy() } });
    const [first, ...rest] = input.accounts;
    const twice = { resource: bucket, policy: policy({ ...allow("*"), Principal: "*" }) };
    const accounts = [{ ...first!, resourcePolicies: [...first!.resourcePolicies, twice] }, ...rest];
    expect(landscapeOf({ accounts }).notUnderstood[0]!.why).toMatch(/two different policies/);
    const same = [
      { ...first!, resourcePolicies: [...first!.resourcePolicies, ...first!.resourcePolicies] },
      ...rest,
    ];
    expect(landscapeOf({ accounts: same }).notUnderstood).toEqual([]);
  });
});

describe("a policy beyond all bounds", () => {
  const nested = (depth: number): unknown => {
    let inner: unknown = "x";
    for (let level = 0; level < depth; level += 1) inner = [inner];
    return inner;
  };
  const megabytes = "x".repeat(10_000_000);
  test.each<readonly [string, unknown, RegExp]>([
    ["ten megabytes of text", `{"Statement": [], "Id": "${megabytes}"}`, /more than 1,000,000 characters/],
    ["the same, percent-encoded", `%7B${"%20".repeat(3_000_000)}`, /more than 1,000,000 characters/],
    ["ten megabytes of object", { Statement: [], Id: megabytes }, /more than 1,000,000 characters/],
    [
      "a million elements",
      { Statement: Array.from({ length: 1_000_001 }, () => 0) },
      /more than 1,000,000 characters/,
    ],
    ["an object nested a million times", { Statement: nested(1_000_000) }, /more than 32 levels/],
    [
      "text nested a hundred thousand times",
      `{"Statement":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
      /more than 32 levels/,
    ],
    ["a principal nested deep", policy({ ...allow("*"), Principal: nested(50_000) }), /more than 32 levels/],
  ])("%s", (_, document, why) => {
    expect(problemsOf(parsePolicy(document, "r", "resource"))).toEqual([expect.stringMatching(why)]);
    expect(clerkMay([], {}, { inline: [policy(allow("*")), document as never] })).toBe("unknown");
  });

  test("two that stand over one resource are compared all the same", () => {
    const [first, ...rest] = inputOf({ resources: {} }).accounts;
    const entry = () => ({ resource: bucket, policy: { Statement: nested(50_000) } });
    const accounts = [{ ...first!, resourcePolicies: [entry(), entry()] }, ...rest];
    expect(landscapeOf({ accounts }).notUnderstood[0]!.why).toMatch(/two different policies/);
  });
});

describe("names that an object of JavaScript has", () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  test.each(names)("%s is text like any other", (name) => {
    const odd = JSON.parse(
      `{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"${name}":{"x":"y"}}}`,
    ) as Json;
    expect(clerkMay([allow("*"), odd])).toBe("unknown");
    const key = JSON.parse(`{"StringEquals":{"${name}":"y"}}`) as Json;
    expect(clerkMay(allow("s3:*", "*", { Condition: key }))).toBe("implicitDeny");
    expect(clerkMay(allow(`s3:${name}`), { action: `s3:${name}` })).toBe("allowed");
    const world = {
      users: { [name]: { inline: [policy(allow("*"))] } },
      resources: { [bucket]: policy() },
    };
    expect(
      decide(world, { principal: userArn(name), action: "s3:GetObject", resource: object }).decision,
    ).toBe("allowed");
  });
});

describe("two statements of one Sid", () => {
  const twins = policy(allow("s3:*", "*", { Sid: "A" }), allow("iam:*"), deny("s3:Put*", "*", { Sid: "A" }));
  test("are told, mean what they say, and the second is named by its place", () => {
    const parsed = parsePolicy(twins, "r", "identity");
    expect(problemsOf(parsed)).toEqual([]);
    expect(parsed.remarks).toEqual(["statement 2 has the Sid “A” of another, which AWS does not take"]);
    const world = { users: { clerk: { inline: [twins] } }, resources: { [bucket]: policy() } };
    const asked = { principal: userArn("clerk"), resource: object };
    const named = (action: string) =>
      decide(world, { ...asked, action }).by.map(({ statement }) => statement);
    expect([named("s3:GetObject"), named("s3:PutObject")]).toEqual([["A"], [2]]);
  });
});

test("hostile patterns end", () => {
  const stars = `${bucket}/${"*a".repeat(2000)}b`;
  const asked = { resource: `${bucket}/${"a".repeat(8000)}` };
  expect(clerkMay(allow("*", stars), asked)).toBe("implicitDeny");
  expect(clerkMay(allow("*", stars.replaceAll("*a", "*?a")), asked)).toBe("implicitDeny");
  expect(clerkMay(allow(`s3:${"*t".repeat(2000)}`))).toBe("implicitDeny");
  expect(clerkMay(allow("*"), { resource: `${bucket}/${"a".repeat(9000)}` })).toBe("unknown");
  const condition = { Condition: { StringLike: { "x:y": `${"*a".repeat(100_000)}b` } } };
  expect(clerkMay(allow("*", "*", condition), { context: { "x:y": "a".repeat(1_000_000) } })).toBe(
    "implicitDeny",
  );
});

test("whatever stands there, nothing is thrown and a problem is said or a statement read", () => {
  const kinds = fc.constantFrom<PolicyKind>("identity", "resource", "trust", "scp", "rcp");
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), kinds, (element, value, kind) => {
      const odd = { Effect: "Allow", Action: element, Resource: value, Condition: value, Principal: element };
      for (const document of [element, JSON.stringify(value), { Statement: [element] }, { Statement: odd }]) {
        const parsed = parsePolicy(document, "x", kind);
        expect(parsed.problem === undefined || parsed.statements.length === 0).toBe(true);
      }
    }),
  );
});
