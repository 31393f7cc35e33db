import { describe, expect, test } from "vitest";
import type { Organization } from "../../lib/iam/input.ts";
import { clerk, explained, read, verdicts } from "./explanations.ts";
import { when } from "./proofs.ts";
import {
  allow,
  bucket,
  home,
  key,
  managedArn,
  object,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  userArn,
  type Json,
  type World,
} from "./world.ts";

const sets = (world: World, request: object = {}) =>
  explained(world, request).lacking?.map((set) =>
    set.map(({ layer, level }) => (level === undefined ? layer : `${layer} ${level}`)).join("+"),
  );
const levels = (own: readonly Json[]): Organization => ({
  serviceControlPolicies: [
    { name: "all", policy: policy(allow("*")), targets: [home] },
    { name: "unit", policy: policy(...own), targets: [home], level: "offices" },
    { name: "lower", policy: policy(allow("iam:*")), targets: [home], level: "counters" },
  ],
  resourceControlPolicies: [],
});

describe("what would have had to allow as well", () => {
  test.each<readonly [string, World, object, readonly string[]]>([
    [
      "two levels of SCPs, both, each by its name",
      { ...clerk([read]), organization: levels([allow("sqs:*")]) },
      {},
      ["scp offices+scp counters"],
    ],
    [
      "SCPs limit an account’s root as well",
      { ...clerk([]), organization: levels([allow("*")]) },
      { principal: rootArn(home) },
      ["scp counters"],
    ],
    [
      "what is asked about no resource has no policy of one",
      clerk([]),
      { action: "s3:ListAllMyBuckets", resource: "*" },
      ["identity"],
    ],
    ["nobody’s own policies could", clerk([]), { principal: "*" }, ["resource"]],
    [
      "a resource without a policy could have one",
      { users: { clerk: {} }, accounts: [home] },
      {},
      ["identity", "resource"],
    ],
    [
      "a role’s trust policy that names the user is enough by itself",
      {
        users: { clerk: { inline: [policy(allow("sts:AssumeRole"))] } },
        roles: { vault: { trust: policy() } },
      },
      { action: "sts:AssumeRole", resource: roleArn("vault") },
      ["resource"],
    ],
    [
      "a key’s policy, for the root of its account too",
      clerk([], { resources: { [key]: policy() } }),
      { principal: rootArn(), action: "kms:Decrypt", resource: key },
      ["resource"],
    ],
    [
      "a role under a boundary, whose policy and boundary both must",
      {
        roles: { sealer: { boundary: managedArn("edge") } },
        managed: { edge: policy(allow("iam:*")) },
        resources: { [bucket]: policy() },
      },
      { principal: roleArn("sealer") },
      ["identity+boundary", "boundary+resource"],
    ],
  ])("%s", (_, world, request, lacking) => {
    expect(sets(world, request)).toEqual(lacking);
  });
});

describe("the layers that were looked at", () => {
  test("each level of SCPs has its name, and none where it has none", () => {
    const { layers } = explained({ ...clerk([read]), organization: levels([allow("*")]) });
    expect(layers.filter(({ layer }) => layer === "scp").map(({ level }) => level)).toEqual([
      "",
      "offices",
      "counters",
    ]);
    for (const { layer, level } of layers) expect(level === undefined).toBe(layer !== "scp");
  });

  test.each<readonly [string, World, object, readonly string[]]>([
    [
      "a session’s managed policy of the snapshot",
      clerk([read], { managed: { edge: policy(read) } }),
      { sessionPolicies: [managedArn("edge")] },
      ["identity allows *", "session allows *", "resource silent"],
    ],
    [
      "one that is not there",
      clerk([read]),
      { sessionPolicies: [managedArn("gone")] },
      ["identity allows", "session unknown *", "resource silent"],
    ],
    [
      "one that is handed over as text",
      clerk([read]),
      { sessionPolicies: [JSON.stringify(policy(read))] },
      ["identity allows *", "session allows *", "resource silent"],
    ],
    [
      "a key’s policy that was not read, for a role",
      { roles: { sealer: { inline: [policy(allow("kms:Decrypt"))] } } },
      { principal: roleArn("sealer"), action: "kms:Decrypt", resource: key },
      ["identity allows", "resource unknown *"],
    ],
    [
      "a key’s policy that hands on, and the identity’s that takes it up",
      clerk([allow("kms:Decrypt")], {
        resources: { [key]: policy({ ...allow("kms:*"), Principal: { AWS: rootArn() } }) },
      }),
      { action: "kms:Decrypt", resource: key },
      ["identity allows *", "resource handsOn *"],
    ],
    [
      "a resource’s policy that hands on what is not needed",
      clerk([read], { resources: { [bucket]: policy({ ...read, Principal: { AWS: rootArn() } }) } }),
      {},
      ["identity allows *", "resource handsOn"],
    ],
    [
      "a resource’s policy that may hand on",
      clerk([], {
        resources: {
          [bucket]: policy({ ...read, Principal: { AWS: rootArn() }, ...when({ Sounds: { x: "y" } }) }),
        },
      }),
      {},
      ["identity silent *", "resource unknown *"],
    ],
    [
      "a resource’s policy that names a role",
      {
        roles: { sealer: {} },
        resources: { [bucket]: policy({ ...read, Principal: { AWS: roleArn("sealer") } }) },
      },
      { principal: roleArn("sealer") },
      ["identity silent", "resource allows *"],
    ],
    [
      "somebody of an account that was not read",
      clerk([], { resources: { [bucket]: policy({ ...read, Principal: "*" }) } }),
      { principal: userArn("guest", "777788889999") },
      ["resource allows"],
    ],
  ])("%s", (_, world, request, layers) => {
    expect(verdicts(explained(world, request))).toEqual(layers);
  });
});

test("a session that is named is not told once more, and other sessions of its role are none of it", () => {
  const night = sessionArn("sealer", "night");
  const world: World = {
    roles: { sealer: {} },
    resources: { [bucket]: policy({ ...read, Principal: { AWS: night } }) },
  };
  expect(explained(world, { principal: night })).not.toHaveProperty("session");
  const day = explained(world, { principal: sessionArn("sealer", "day"), resource: object });
  expect(day.decision.decision).toBe("implicitDeny");
  expect(day).not.toHaveProperty("session");
  expect(explained(clerk([read]))).not.toHaveProperty("session");
});
