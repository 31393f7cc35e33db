/** Rights written for one that is acted as, resources opened, and what is not certain. */
import { describe, expect, test } from "vitest";
import type { AccessQuestion } from "../../../lib/iam/access.ts";
import {
  allow,
  deny,
  home,
  managedArn,
  policy,
  roleArn,
  rootArn,
  userArn,
  type Json,
  type World,
} from "../world.ts";
import { reachIn, trusting, waysFrom } from "./routes-in.ts";

const ann = userArn("ann");
const roll = `arn:aws:dynamodb:eu-west-1:${home}:table/roll`;
const prize: AccessQuestion = { actions: ["dynamodb:DeleteTable"], resources: [roll] };
const keeper = policy(allow("dynamodb:*"));
const worldOf = (rights: readonly Json[], rest: World = {}): World => ({
  ...rest,
  users: { ...rest.users, ann: { inline: [policy(...rights)] } },
});
const when = (operator: string, key: string, value: unknown): Json => ({
  Condition: { [operator]: { [key]: value } },
});

describe("rights that are written for another", () => {
  const write = allow("iam:PutRolePolicy", roleArn("a"));
  const assume = allow("sts:AssumeRole", roleArn("a"));
  const roles = { a: { trust: trusting(rootArn()) } };

  test("count when it can be acted as", () => {
    const proof = reachIn(worldOf([write, assume], { roles })).reach.can(ann, prize);
    expect(proof).toMatchObject({ verdict: "yes", as: roleArn("a") });
    expect(proof.verdict === "yes" && proof.route.map(({ kind, principal }) => [kind, principal])).toEqual([
      ["iam-put-role-policy-of-another", ann],
      ["sts-assume-role", ann],
    ]);
  });

  test.each<readonly [string, World]>([
    ["it cannot be acted as", worldOf([write], { roles })],
    ["they are another’s", worldOf([allow("iam:PutRolePolicy", roleArn("b")), assume], { roles })],
    [
      "its boundary leaves nothing of them",
      worldOf([write, assume], {
        roles: { a: { ...roles.a, boundary: managedArn("fence") } },
        managed: { fence: policy(allow("s3:*")) },
      }),
    ],
  ])("not when %s", (_, world) => {
    expect(reachIn(world).reach.can(ann, prize).verdict).toBe("no");
  });

  test("by somebody else who is acted as, for one whom the start can assume", () => {
    const world = worldOf([assume, allow("sts:AssumeRole", roleArn("w"))], {
      roles: { ...roles, w: { trust: trusting(rootArn()), inline: [policy(write)] } },
    });
    const proof = reachIn(world).reach.can(ann, prize);
    expect(proof.verdict === "yes" && proof.route.map(({ kind, principal }) => [kind, principal])).toEqual([
      ["sts-assume-role", ann],
      ["iam-put-role-policy-of-another", roleArn("w")],
      ["sts-assume-role", ann],
    ]);
  });
});

describe("a resource opened by its writer", () => {
  const bucket = "arn:aws:s3:::alder-vault";
  const read: AccessQuestion = { actions: ["s3:GetObject"], resources: [`${bucket}/*`] };
  const open = allow("s3:PutBucketPolicy", bucket);
  const closed = policy({ Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: `${bucket}/*` });

  test.each<readonly [string, World, string]>([
    ["may be read by it", worldOf([open], { resources: { [bucket]: policy() } }), "yes"],
    ["whatever its policy denied", worldOf([open], { resources: { [bucket]: closed } }), "yes"],
    [
      "not if another is opened",
      worldOf([allow("s3:PutBucketPolicy", "arn:aws:s3:::other")], { resources: { [bucket]: policy() } }),
      "no",
    ],
    [
      "not against its own deny",
      worldOf([open, deny("s3:GetObject")], { resources: { [bucket]: policy() } }),
      "no",
    ],
    [
      "not against an RCP",
      worldOf([open], {
        resources: { [bucket]: policy() },
        organization: {
          serviceControlPolicies: [{ name: "all", policy: policy(allow("*")), targets: [home] }],
          resourceControlPolicies: [
            {
              name: "x",
              policy: policy({ Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: "*" }),
              targets: [home],
            },
          ],
        },
      }),
      "no",
    ],
  ])("%s", (_, world, verdict) => {
    expect(reachIn(world).reach.can(ann, read).verdict).toBe(verdict);
  });

  test("is the last step, and leads to nobody", () => {
    const { reach } = reachIn(worldOf([open], { resources: { [bucket]: policy() } }));
    const proof = reach.can(ann, read);
    expect(proof.verdict === "yes" && proof.route).toMatchObject([
      { kind: "s3-put-bucket-policy", principal: ann, target: bucket },
    ]);
    expect(reach.routes(ann)).toEqual([]);
    expect(reach.who(read).map(({ principal }) => principal)).toEqual([ann]);
  });
});

describe("a resource whose policy denies something, by who may take it away", () => {
  const bucket = "arn:aws:s3:::alder-vault";
  const read: AccessQuestion = { actions: ["s3:GetObject"], resources: [`${bucket}/*`] };
  const [remove, own] = [allow("s3:DeleteBucketPolicy", bucket), allow("s3:GetObject", `${bucket}/*`)];
  const closed = { Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: `${bucket}/*` };
  const closing = { resources: { [bucket]: policy(closed) } };
  const lets = { Effect: "Allow", Principal: { AWS: ann }, Action: "s3:GetObject", Resource: `${bucket}/*` };

  test.each<readonly [string, World, string]>([
    ["may be read then, with a right of one’s own", worldOf([remove, own], closing), "yes"],
    ["not without such a right", worldOf([remove], closing), "no"],
    [
      "not by what that policy allowed, which is gone with it",
      worldOf([remove], { resources: { [bucket]: policy(closed, lets) } }),
      "no",
    ],
    [
      "not if it is another’s",
      worldOf([allow("s3:DeleteBucketPolicy", "arn:aws:s3:::other"), own], closing),
      "no",
    ],
    ["not against its own deny", worldOf([remove, own, deny("s3:GetObject")], closing), "no"],
    ["not by the right to read the policy", worldOf([allow("s3:GetBucketPolicy"), own], closing), "no"],
  ])("%s", (_, world, verdict) => {
    expect(reachIn(world).reach.can(ann, read).verdict).toBe(verdict);
  });

  test("of one queue, statement by statement: what it allowed stays", () => {
    const queue = `arn:aws:sqs:eu-west-1:${home}:drops`;
    const said = (Effect: string, AWS: string) => ({
      Effect,
      Principal: { AWS },
      Action: "sqs:ReceiveMessage",
      Resource: queue,
    });
    const world = worldOf([allow("sqs:RemovePermission", queue)], {
      resources: { [queue]: policy(said("Allow", ann), said("Deny", "*")) },
    });
    const proof = reachIn(world).reach.can(ann, { actions: ["sqs:ReceiveMessage"], resources: [queue] });
    expect(proof).toMatchObject({
      verdict: "yes",
      route: [{ kind: "sqs-remove-permission", target: queue }],
    });
  });

  test("is the last step, and of too many it is unknown which", () => {
    const names = (count: number) => Array.from({ length: count }, (_, at) => `arn:aws:s3:::b${at}`);
    const many = (count: number, last: string) =>
      worldOf([allow("s3:DeleteBucketPolicy"), allow("s3:GetObject", `arn:aws:s3:::${last}/*`)], {
        resources: Object.fromEntries(
          names(count).map((arn) => [arn, policy({ ...closed, Resource: `${arn}/*` })]),
        ),
      });
    const any: AccessQuestion = { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::*"] };
    expect(reachIn(many(20, "b19")).reach.can(ann, any).verdict).toBe("yes");
    expect(reachIn(many(21, "b20")).reach.can(ann, any).verdict).toBe("unknown");
    expect(
      reachIn(many(21, "b21")).reach.can(ann, { ...any, resources: ["arn:aws:s3:::b?/*"] }).verdict,
    ).toBe("no");
    const proof = reachIn(worldOf([remove, own], closing)).reach.can(ann, read);
    expect(proof.verdict === "yes" && proof.route).toMatchObject([
      { kind: "s3-delete-bucket-policy", principal: ann, target: bucket },
    ]);
  });
});

describe("unknown", () => {
  const roles = { a: { trust: trusting(rootArn()), inline: [keeper] } };
  const odd = worldOf([allow("sts:AssumeRole", roleArn("a"), when("Sounds", "x", "y"))], { roles });

  test("a step that is not decided is neither dropped nor certain", () => {
    expect(waysFrom(odd, ann)).toEqual({ "role/a": "sts-assume-role (unknown)" });
    const { reach } = reachIn(odd);
    expect(reach.can(ann, prize)).toMatchObject({
      verdict: "unknown",
      why: expect.stringContaining("Sounds"),
    });
    expect(reach.who(prize).map(({ principal, proof }) => [principal, proof.verdict])).toEqual([
      [roleArn("a"), "yes"],
      [ann, "unknown"],
    ]);
  });

  test("a certain way is taken before it, be it longer", () => {
    const world: World = {
      ...odd,
      users: {
        ann: { inline: [...odd.users!["ann"]!.inline!, policy(allow("sts:AssumeRole", roleArn("b")))] },
      },
      roles: {
        ...roles,
        b: { trust: trusting(rootArn()), inline: [policy(allow("sts:AssumeRole", roleArn("a")))] },
      },
    };
    expect(waysFrom(world, ann)["role/a"]).toBe("sts-assume-role sts-assume-role");
    expect(reachIn(world).reach.can(ann, prize).verdict).toBe("yes");
  });
});
