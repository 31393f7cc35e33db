import { describe, expect, test } from "vitest";
import {
  allow,
  bucket,
  decide,
  deny,
  home,
  key,
  managedArn,
  object,
  other,
  outside,
  policy,
  roleArn,
  rootArn,
  userArn,
  type Json,
  type World,
} from "../world.ts";

// IAM User Guide, "Policy evaluation logic".

const read = { action: "s3:GetObject", resource: object };
const clerk = { ...read, principal: userArn("clerk") };
const odd = { Condition: { Sounds: { "x:y": "1" } } };
const [may, mayPerhaps, not] = [policy(allow("*")), policy(allow("*", "*", odd)), policy()];
const open: Json = allow("*", "*", { Principal: "*" });
const to = (principal: unknown): Json => allow("*", "*", { Principal: principal });

/** Yes, perhaps or no: what identity, boundary and session policies make of a request together. */
const says: Readonly<Record<string, Json>> = { "+": may, "?": mayPerhaps, "-": not };

describe("every layer that limits must allow: identity, boundary, session", () => {
  const all = [..."+?-"];
  const rows = all.flatMap((a) => all.flatMap((b) => all.map((c) => [a, b, c] as const)));
  test.each(rows)("%s %s %s", (identity, boundary, session) => {
    const world: World = {
      users: { clerk: { inline: [says[identity]!], boundary: managedArn("edge") } },
      managed: { edge: says[boundary]! },
      resources: { [bucket]: policy() },
    };
    const together = identity + boundary + session;
    const expected = together.includes("-") ? "implicitDeny" : together.includes("?") ? "unknown" : "allowed";
    expect(decide(world, { ...clerk, sessionPolicies: [says[session]!] }).decision).toBe(expected);
  });
});

describe("which statements are named", () => {
  test("those that allow for certain, and none that only may", () => {
    // The account is let in, and its user by name: what the user’s own policies are does not matter then.
    const world: World = {
      users: { clerk: { attached: [managedArn("gone")], inline: [mayPerhaps] } },
      resources: { [key]: policy(to({ AWS: home }), to({ AWS: userArn("clerk") })) },
      managed: { gone: policy(allow("kms:*", "*", odd)) },
    };
    const opened = { principal: userArn("clerk"), action: "kms:Decrypt", resource: key };
    expect(decide(world, opened)).toEqual({
      decision: "allowed",
      by: [{ policy: key, statement: 1, effect: "Allow" }],
    });
    const handed = { ...world, resources: { [key]: policy(to({ AWS: home })) } };
    expect(decide(handed, opened)).toMatchObject({
      decision: "unknown",
      by: [{ policy: key, statement: 0, effect: "Allow" }],
      why: "the condition operator “Sounds” is not known",
    });
  });
  test("each once, though two layers have one policy", () => {
    const same = managedArn("same");
    const world: World = {
      users: { clerk: { attached: [same], boundary: same } },
      managed: { same: policy(allow("s3:*"), allow("s3:Get*")) },
      resources: { [bucket]: policy() },
    };
    const by = [0, 1].map((statement) => ({ policy: same, statement, effect: "Allow" }));
    expect(decide(world, clerk)).toEqual({ decision: "allowed", by });
    const one = { ...world, managed: { same: policy(allow("s3:*")) } };
    expect(decide(one, clerk)).toEqual({ decision: "allowed", by: by.slice(0, 1) });
    const denying = { ...world, managed: { same: policy(deny("s3:*"), deny("s3:Get*")) } };
    expect(decide(denying, clerk)).toEqual({
      decision: "explicitDeny",
      by: by.map((ref) => ({ ...ref, effect: "Deny" })),
    });
  });
  test("of denies those that deny for certain", () => {
    const world: World = {
      users: { clerk: { inline: [policy(deny("*", "*", odd))], boundary: managedArn("edge") } },
      managed: { edge: policy(deny("s3:*")) },
      resources: { [bucket]: policy() },
    };
    expect(decide(world, clerk)).toEqual({
      decision: "explicitDeny",
      by: [{ policy: managedArn("edge"), statement: 0, effect: "Deny" }],
    });
  });
  test("the first doubt speaks", () => {
    const smells = { Condition: { Smells: { "x:y": "1" } } };
    const world: World = {
      users: { clerk: { inline: [policy(allow("*", "*", odd))], boundary: managedArn("edge") } },
      managed: { edge: policy(allow("*", "*", smells)) },
      resources: { [bucket]: policy() },
    };
    expect(decide(world, clerk).why).toBe("the condition operator “Sounds” is not known");
  });
});

describe("session policies", () => {
  test.each<readonly [string, string, readonly unknown[], World, string]>([
    ["limit root", rootArn(), [not], {}, "implicitDeny"],
    ["by an ARN are those of the asker’s account", rootArn(other), [managedArn("m", other)], {}, "allowed"],
    ["… and no other’s", rootArn(other), [managedArn("m")], {}, "unknown"],
    ["that begin like no ARN are documents", rootArn(other), ["arn"], {}, "unknown"],
    ["leave everybody what everybody is given", "*", [not], {}, "allowed"],
  ])("%s", (_, principal, sessionPolicies, world, expected) => {
    const whole: World = { managed: { m: may }, resources: { [bucket]: policy(open) }, ...world };
    const resource = principal === rootArn() ? { [bucket]: policy() } : whole.resources!;
    expect(decide({ ...whole, resources: resource }, { ...read, principal, sessionPolicies }).decision).toBe(
      expected,
    );
  });
});

describe("where the account of the resource is not known", () => {
  const world = (...inline: readonly Json[]): World => ({ users: { clerk: { inline } } });
  test.each([
    ["what nobody allows is not allowed", [not], "implicitDeny"],
    ["what somebody denies is denied", [policy(deny("*"))], "explicitDeny"],
    ["the rest is not known", [may], "unknown"],
  ] as const)("%s", (_, inline, expected) => {
    expect(decide(world(...inline), clerk).decision).toBe(expected);
  });
  test("an RCP that denies does so for certain only where it stands", () => {
    const organization = {
      serviceControlPolicies: [],
      resourceControlPolicies: [
        { name: "r", policy: policy(deny("*", "*", { Principal: "*" })), targets: [home, other, outside] },
      ],
    };
    expect(decide({ ...world(may), organization }, clerk).decision).toBe("unknown");
    const known = decide({ ...world(may), organization, resources: { [bucket]: policy() } }, clerk);
    expect(known.decision).toBe("explicitDeny");
  });
});

describe("who is not in the snapshot", () => {
  test("may be let in by the resource, within what is not known of it", () => {
    const asked = { ...read, principal: roleArn("x", outside) };
    const found = decide({ resources: { [bucket]: policy(open) } }, asked);
    expect(found).toMatchObject({
      decision: "unknown",
      why: `the policies of ${roleArn("x", outside)} are not in the snapshot`,
    });
  });
  test("nobody in particular asks for no resource", () => {
    const asked = { principal: "*", action: "s3:ListAllMyBuckets", resource: "*" };
    expect(decide({}, asked).decision).toBe("implicitDeny");
    expect(decide({}, { ...asked, principal: rootArn(outside) }).decision).toBe("allowed");
  });
});
