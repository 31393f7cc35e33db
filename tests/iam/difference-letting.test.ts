import { describe, expect, test } from "vitest";
import { difference } from "../../lib/iam/difference.ts";
import { compare, compiled, same } from "./differences.ts";
import { when } from "./proofs.ts";
import { allow, bucket, home, outside, policy, roleArn, type Json, type World } from "./world.ts";

const night = roleArn("night");
const forge = `arn:aws:iam::${home}:oidc-provider/token.forge.example`;
const staff = `arn:aws:iam::${home}:saml-provider/staff`;
const [lambda, ec2] = ["lambda.amazonaws.com", "ec2.amazonaws.com"];
const sub = "token.forge.example:sub";
const [byWeb, bySaml] = ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"];

const trusting = (...statements: readonly Json[]): World => ({
  roles: { night: { trust: policy(...statements) } },
});
const trusts = (principal: Json, action = "sts:AssumeRole", more: Json = {}): Json => ({
  Effect: "Allow",
  Principal: principal,
  Action: action,
  ...more,
});
const web = (more?: Json) => trusts({ Federated: forge }, byWeb, more);
const only = (...subjects: readonly string[]) => when({ StringLike: { [sub]: subjects } });
const none = trusting();
const standing = (...statements: readonly Json[]): World => ({
  resources: { [bucket]: policy(...statements) },
});
const reads = (more: Json = {}) => ({ ...allow("s3:GetObject", `${bucket}/*`), ...more });

describe("services and identity providers whom a policy lets in to more are gained, and the other way round lost", () => {
  test.each<readonly [string, World, World, readonly [string, string, string]]>([
    ["an OIDC provider that is trusted now", none, trusting(web()), [forge, night, byWeb]],
    [
      "a SAML provider that is trusted now",
      none,
      trusting(trusts({ Federated: staff }, bySaml)),
      [staff, night, bySaml],
    ],
    [
      "a subject loosened",
      trusting(web(only("repo:county/roll"))),
      trusting(web(only("repo:county/*"))),
      [forge, night, byWeb],
    ],
    [
      "the condition on the subject taken away",
      trusting(web(only("repo:county/roll"))),
      trusting(web()),
      [forge, night, byWeb],
    ],
    [
      "a deny of some subjects taken away",
      trusting(web(), { ...web(only("repo:fork/*")), Effect: "Deny" }),
      trusting(web()),
      [forge, night, byWeb],
    ],
    ["a new role that trusts it", {}, trusting(web()), [forge, night, byWeb]],
    [
      "a service",
      trusting(trusts({ Service: lambda })),
      trusting(trusts({ Service: [ec2, lambda] })),
      [ec2, night, "sts:AssumeRole"],
    ],
    [
      "a service on a bucket, whatever it serves",
      standing(
        reads({ Principal: { Service: lambda }, ...when({ Bool: { "aws:SecureTransport": "true" } }) }),
      ),
      standing(reads({ Principal: { Service: lambda } })),
      [lambda, bucket, "s3:GetObject"],
    ],
  ])("%s", (_, before, after, [principal, resource, action]) => {
    const forward = compare(before, after);
    const named = { principal, resource, actions: [action] };
    expect(forward.named).toEqual([
      {
        ...named,
        change: "gained",
        witness: expect.objectContaining({ principal }),
        by: [expect.anything()],
      },
    ]);
    expect(forward.unknown).toEqual([]);
    const { witness } = forward.named[0]!;
    expect(compiled(after).decide(witness!).decision).toBe("allowed");
    expect(compiled(before).decide(witness!).decision).not.toBe("allowed");
    expect(compare(after, before).named).toMatchObject([{ ...named, change: "lost" }]);
    expect(compare(after, before).named).toHaveLength(1);
  });

  test.each<readonly [string, World, World]>([
    [
      "two subjects as two statements",
      trusting(web(only("repo:a", "repo:b"))),
      trusting(web(only("repo:b")), web(only("repo:a"))),
    ],
    ["a narrower trust beside a wider", trusting(web()), trusting(web(only("repo:a")), web())],
    [
      "a deny of whom nothing lets in",
      trusting(web(only("repo:a"))),
      trusting(web(only("repo:a")), { ...web(only("repo:b")), Effect: "Deny" }),
    ],
  ])("%s: no change", (_, before, after) => {
    expect(compare(before, after)).toEqual(same);
    expect(compare(after, before)).toEqual(same);
  });

  test("an action that takes a token is nobody’s but its provider’s", () => {
    const world = trusting(
      trusts({ Service: lambda }, byWeb),
      trusts({ AWS: roleArn("mirror", outside) }, bySaml),
    );
    expect(compare(none, world)).toEqual(same);
  });

  test("a trust in whatever provider there is, is told by its text", () => {
    const { named } = compare(none, trusting(trusts({ AWS: "*" }, byWeb)));
    expect(named).toEqual([{ principal: "*", resource: night, actions: [byWeb], change: "gained" }]);
  });

  test("what cannot be decided is unknown, and names the provider", () => {
    const odd = trusting(web(when({ Sounds: { [sub]: "roll" } })));
    const { named, unknown } = compare(none, odd);
    expect(named).toEqual([]);
    expect(unknown).toEqual([
      { principal: forge, change: "gained", actions: [byWeb], why: expect.stringContaining("Sounds") },
    ]);
  });

  test("a bucket opened to everybody is not told of each service that it names", () => {
    const before = standing(reads({ Principal: { Service: lambda } }));
    const after = standing(reads({ Principal: { Service: lambda } }), reads({ Principal: "*" }));
    const { gained, named } = compare(before, after);
    expect(gained.map(({ principal }) => principal)).toContain("*");
    expect(named).toEqual([]);
  });

  test("only the provider that was asked about; one that nobody names is no “no change”", () => {
    const [old, now] = [none, trusting(web(), trusts({ Federated: staff }, bySaml))].map(compiled);
    const { gained, named } = difference(old!, now!, { principals: [staff] });
    expect([gained, named.map(({ principal }) => principal)]).toEqual([[], [staff]]);
    const { unknown } = difference(old!, now!, { principals: [`${staff}2`] });
    expect(unknown).toMatchObject([{ principal: `${staff}2`, why: expect.stringContaining("neither") }]);
  });

  test("a deny is heeded", () => {
    const denied = { ...web(), Effect: "Deny" };
    expect(compare(none, trusting(web(), denied))).toEqual(same);
  });
});
