import { describe, expect, test } from "vitest";
import { difference } from "../../lib/iam/difference.ts";
import { SharedZones } from "../../lib/iam/difference/zones.ts";
import { clerk, compiled, objects } from "./differences.ts";
import { when } from "./proofs.ts";
import { allow, bucket, deny, home, policy, table, userArn, type Json, type World } from "./world.ts";

const who = userArn("clerk");
const county = "aws:PrincipalTag/county";
const variable = `\${${county}}`;
const read = allow("s3:GetObject", objects);

/** The clerk with a tag, or without it. */
const tagged = (value: string | undefined, ...statements: readonly Json[]): World =>
  clerk({ inline: [policy(...statements)], ...(value !== undefined && { tags: { county: value } }) });
const about = { principals: [who], actions: ["s3:GetObject", "s3:ListBucket"] };

describe("the same words mean something else with another tag", () => {
  const own = allow("s3:GetObject", `${bucket}/${variable}/*`);
  const otherwise = allow("s3:GetObject", `${bucket}/\${${county}, 'none'}/*`);
  const listed = allow("s3:ListBucket", bucket, when({ StringLike: { "s3:prefix": `${variable}/*` } }));
  const is = (value: string, operator = "StringEquals") => ({
    ...read,
    ...when({ [operator]: { [county]: value } }),
  });
  const refused = deny("s3:*", "*", when({ StringNotEquals: { [county]: "8" } }));

  test.each<readonly [string, readonly Json[], string | undefined, string | undefined, string | undefined]>([
    ["a place by a variable", [own], "7", "8", `${bucket}/8/`],
    ["a place by a variable that had no value", [own], undefined, "8", `${bucket}/8/`],
    ["a place by a variable that has none any more", [own], "7", undefined, undefined],
    ["a value stands for itself, whatever it is made of", [own], "7", "a*?$b", `${bucket}/a*?$b/`],
    ["what stands in for no value", [otherwise], "7", undefined, `${bucket}/none/`],
    ["a condition on the tag", [is("8")], "7", "8", `${bucket}/`],
    ["a condition that it meets no more", [is("7")], "7", "8", undefined],
    ["a condition that no tag meets", [is("7", "StringNotEquals")], "7", undefined, `${bucket}/`],
    ["a deny that it is free of", [read, refused], "7", "8", `${bucket}/`],
    ["a deny that it is under", [read, refused], "8", "7", undefined],
    ["a condition with a variable", [listed], "7", "8", bucket],
    ["no change of what is not asked about", [read], "7", "8", undefined],
    ["a place beside the variable", [own, allow("s3:GetObject", `${bucket}/8/*`)], "7", "8", undefined],
  ])("%s", (_, statements, before, after, begins) => {
    const [was, is_] = [compiled(tagged(before, ...statements)), compiled(tagged(after, ...statements))];
    const { gained, unknown } = difference(was, is_, about);
    expect(unknown).toEqual([]);
    expect(gained.map(({ witness }) => witness.resource.slice(0, begins?.length))).toEqual(
      begins === undefined ? [] : [begins],
    );
    for (const { witness } of gained) {
      expect(is_.decide(witness).decision).toBe("allowed");
      expect(was.decide(witness).decision).not.toBe("allowed");
    }
    // And the other way round it was lost.
    expect(difference(is_, was, about).lost.map(({ witness }) => witness)).toEqual(
      gained.map(({ witness }) => witness),
    );
  });

  test("a resource’s policy that asks for the tag is asked again, though it reads as before", () => {
    const world = (value: string): World => ({
      users: { clerk: { tags: { county: value } } },
      resources: { [bucket]: policy({ ...is("8"), Principal: { AWS: who } }) },
    });
    const [was, now] = [compiled(world("7")), compiled(world("8"))];
    expect(difference(was, now, about).gained).toMatchObject([{ principal: who, actions: ["s3:GetObject"] }]);
    expect(difference(now, was, about).gained).toEqual([]);
  });

  test("so is one that asks for the organisation, where that is another", () => {
    const world = (id: string): World => ({
      users: { clerk: {} },
      resources: {
        [bucket]: policy({
          ...read,
          Principal: { AWS: who },
          ...when({ StringEquals: { "aws:PrincipalOrgID": "o-2" } }),
        }),
      },
      organization: {
        id,
        serviceControlPolicies: [{ name: "all", policy: policy(allow("*")), targets: [home] }],
        resourceControlPolicies: [],
      },
    });
    const [was, now] = [compiled(world("o-1")), compiled(world("o-2"))];
    expect(difference(was, now, about).gained).toMatchObject([{ principal: who }]);
    expect(difference(now, was, about)).toMatchObject({ gained: [], lost: [{ principal: who }] });
  });
});

test("somebody new gains what they can do under a condition too, and loses it when gone", () => {
  const resources = { [bucket]: policy() };
  const there = {
    ...tagged("8", { ...read, ...when({ Bool: { "aws:SecureTransport": "true" } }) }),
    resources,
  };
  const [without, within] = [compiled({ resources }), compiled(there)];
  const { gained } = difference(without, within, about);
  expect(gained).toMatchObject([{ principal: who, witness: { context: { "aws:SecureTransport": "true" } } }]);
  expect(difference(within, without, about).lost).toHaveLength(1);
});

test("a key that only the older snapshot derives is no request’s to choose", () => {
  const asked = { ...read, ...when({ StringEquals: { "aws:PrincipalOrgID": "o-2" } }) };
  const organization = {
    id: "o-1",
    serviceControlPolicies: [{ name: "all", policy: policy(allow("*")), targets: [home] }],
    resourceControlPolicies: [],
  };
  const [was, now] = [compiled({ ...tagged("7", asked), organization }), compiled(tagged("7", asked))];
  expect(difference(was, now, about)).toMatchObject({ gained: [], unknown: [] });
});

describe("the resources of two snapshots, cut by what either has a policy for", () => {
  const world = (resources: World["resources"], more: World = {}): World => ({ resources, ...more });
  const zones = new SharedZones(
    compiled(world({ [bucket]: policy() }, { roles: { vault: {} } })).landscape,
    compiled(world({ [bucket]: policy(), [table]: policy(), "arn:aws:s3:::annex": policy() })).landscape,
  );
  const [things, buckets, tables] = ["arn:*:s3:::*/*", "arn:*:s3:::*", "arn:*:dynamodb:*:*:table/*"] as const;
  const samples = (types: readonly string[], arn: string, service = "s3") =>
    zones.under(service, types, arn).map(({ sample }) => sample);

  test("one resource with what is in it, as far as it is of these types", () => {
    expect(samples([buckets], bucket)).toContain(bucket);
    expect(samples([things], bucket)).toEqual([expect.stringContaining(`${bucket}/`)]);
    expect(samples([tables], bucket)).toEqual([]);
    expect(samples([tables], table, "dynamodb")).toEqual([table]);
    expect(samples(["arn:*:*:::*"], bucket)).toContain(bucket);
    expect(zones.under("s3", [things], bucket)).toBe(zones.under("s3", [things], bucket));
  });

  test("all of a type: each that has a policy by itself, and the rest; of no type what is about nothing", () => {
    const all = zones.of("s3", [things]).map(({ sample }) => sample);
    expect(all.filter((sample) => sample.startsWith(`${bucket}/`))).toHaveLength(1);
    expect(all.filter((sample) => sample.startsWith("arn:aws:s3:::annex/"))).toHaveLength(1);
    expect(all.length).toBeGreaterThan(2);
    expect(zones.of("s3", []).map(({ sample }) => sample)).toEqual(["*"]);
    expect(zones.of("s3", [things])).toBe(zones.of("s3", [things]));
    for (const zone of zones.of("s3", [things])) expect(zone).not.toHaveProperty("policy");
  });

  test("a name without slashes does not reach into what is beneath it", () => {
    const none = (types: readonly string[]) => zones.of("s3", types).map((zone) => zone.none.length);
    const more = (types: readonly string[]) => Math.min(...none(types));
    expect(more([buckets])).toBeGreaterThan(more([things]));
    expect(more([buckets, `${buckets}/x`])).toBe(more([things]));
  });
});
