import { describe, expect, test } from "vitest";
import type { GovernedResource, Identity } from "../../lib/iam/landscape.ts";
import { landscapeOf } from "../../lib/iam/landscape-of.ts";
import { suppose } from "../../lib/iam/suppose.ts";
import { allow, bucket, deny, home, inputOf, managedArn, policy, roleArn, table, userArn } from "./world.ts";

const [clerk, keeper, sealer] = [userArn("clerk"), userArn("keeper"), roleArn("sealer")];
const [read, edge] = [managedArn("read"), managedArn("edge")];
const rail = (name: string) => [{ name, policy: policy(allow("*")), targets: [home] }];
const landscape = landscapeOf(
  inputOf({
    users: { clerk: { attached: [read], inline: [policy()], boundary: edge }, keeper: { attached: [read] } },
    roles: { sealer: { boundary: edge } },
    managed: { read: policy(allow("s3:*")), edge: policy(allow("*")) },
    resources: { [bucket]: policy(), [table]: policy() },
    organization: { serviceControlPolicies: rail("s"), resourceControlPolicies: rail("r") },
  }),
);
const other = policy(deny("*"));
const rewritten = (ref: string, document: typeof other | null = other) =>
  suppose(landscape, { policies: new Map([[ref, document]]) });

describe("what is not named stays the very same", () => {
  test("and nothing is named", () => {
    for (const supposed of [{}, { policies: new Map() }, { resources: new Map() }]) {
      const made = suppose(landscape, supposed);
      expect(made.resources).toBe(landscape.resources);
      expect(made.managed).toBe(landscape.managed);
      expect(made.organization).toBe(landscape.organization);
      for (const [arn, identity] of landscape.identities) expect(made.identities.get(arn)).toBe(identity);
    }
  });
  test("or only what is not there", () => {
    const made = suppose(landscape, {
      policies: new Map([["nowhere", other]]),
      granted: new Map([["nobody", other]]),
      unbounded: new Set(["nobody"]),
    });
    expect(made).toEqual(landscape);
    for (const [arn, identity] of landscape.identities) expect(made.identities.get(arn)).toBe(identity);
    for (const [arn, resource] of landscape.resources) expect(made.resources.get(arn)).toBe(resource);
    expect(made.identities.has("nobody")).toBe(false);
  });
});

describe("a policy that reads otherwise", () => {
  test("does so wherever it is attached, and is read once", () => {
    const made = rewritten(read);
    const [one, two] = [clerk, keeper].map((arn) => made.identities.get(arn)!.policies);
    expect(one!.find(({ ref }) => ref === read)!.statements[0]!.effect).toBe("Deny");
    expect(two![0]).toBe(one!.find(({ ref }) => ref === read));
    expect(made.managed.get(home)!.get(read)).toBe(two![0]);
    expect(made.identities.get(sealer)).toBe(landscape.identities.get(sealer));
    expect(made.resources.get(bucket)).toBe(landscape.resources.get(bucket));
  });
  test("is gone from who has it, and from those that can be named", () => {
    const made = rewritten(read, null);
    expect(made.identities.get(clerk)!.policies.map(({ ref }) => ref)).toEqual([`${clerk}/inline/p0`]);
    expect(made.identities.get(clerk)!.boundary).toBe(landscape.identities.get(clerk)!.boundary);
    expect([...made.managed.get(home)!.keys()]).toEqual([edge]);
  });
  test.each([
    ["a boundary", edge, clerk],
    ["a trust policy", sealer, sealer],
  ])("%s", (_, ref, holder) => {
    const found = (document: typeof other | null) => {
      const { boundary, trust } = rewritten(ref, document).identities.get(holder)!;
      return (ref === edge ? boundary : trust)!.statements.length;
    };
    expect([found(other), found(null)]).toEqual([1, 0]);
  });
  test("of a resource", () => {
    const made = rewritten(bucket);
    expect(made.resources.get(bucket)!.policy.statements).toHaveLength(1);
    expect(made.resources.get(table)).toBe(landscape.resources.get(table));
    expect(rewritten(bucket, null).resources.get(bucket)).toMatchObject({
      policy: { kind: "resource", statements: [] },
    });
  });
  test("of the organisation", () => {
    const { organization } = rewritten("scp/s");
    expect(organization!.serviceControl![0]!.policy.statements[0]!.effect).toBe("Deny");
    expect(organization!.resourceControl).toEqual(landscape.organization!.resourceControl);
    expect(rewritten("rcp/r", null).organization).toMatchObject({ resourceControl: [] });
    expect(rewritten("rcp/r", null).organization!.serviceControl).toHaveLength(1);
    const none = suppose({ ...landscape, organization: {} }, { policies: new Map([["scp/s", other]]) });
    expect(none.organization).toEqual({});
    const { organization: _, ...alone } = landscape;
    expect(suppose(alone, { policies: new Map([["scp/s", other]]) })).not.toHaveProperty("organization");
  });
});

describe("users and roles", () => {
  test("one policy more, of its own", () => {
    const made = suppose(landscape, { granted: new Map([[keeper, other]]) });
    const refs = made.identities.get(keeper)!.policies.map(({ ref }) => ref);
    expect(refs).toEqual([read, `${keeper}/supposed`]);
    expect(made.identities.get(clerk)).toBe(landscape.identities.get(clerk));
    expect(made.resources).toBe(landscape.resources);
  });
  test("without their boundary, and all else as it was", () => {
    const made = suppose(landscape, { unbounded: new Set([sealer]) });
    const { boundary, ...rest } = landscape.identities.get(sealer)!;
    expect(boundary).toBeDefined();
    expect(made.identities.get(sealer)).toStrictEqual(rest);
    expect(made.identities.get(clerk)).toBe(landscape.identities.get(clerk));
  });
  test("quite others, of whom the rest is supposed", () => {
    const bare: Identity = { ...landscape.identities.get(keeper)!, policies: [] };
    const identities = new Map([[keeper, bare]]);
    expect(suppose(landscape, { identities }).identities.get(keeper)).toBe(bare);
    const granted = new Map([[keeper, other]]);
    expect(suppose(landscape, { identities, granted }).identities.get(keeper)!.policies).toHaveLength(1);
  });
});

test("resources with another policy, or one at all", () => {
  const arn = `${table}2`;
  const made: GovernedResource = { arn, account: home, policy: landscape.resources.get(table)!.policy };
  const found = suppose(landscape, { resources: new Map([[arn, made]]) });
  expect(found.resources.get(arn)).toBe(made);
  expect(found.resources.get(table)).toBe(landscape.resources.get(table));
  expect([...found.resources.keys()]).toEqual([...landscape.resources.keys(), arn]);
});
