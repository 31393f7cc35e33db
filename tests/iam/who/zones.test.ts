import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { patternOf } from "../../../lib/iam/globs.ts";
import { hasText } from "../../../lib/iam/globs-example.ts";
import { standingOver } from "../../../lib/iam/decide/standing.ts";
import { landscapeOf } from "../../../lib/iam/landscape-of.ts";
import { parsePolicy } from "../../../lib/iam/parse.ts";
import { actionSetsOf } from "../../../lib/iam/who/action-sets.ts";
import { questionOf } from "../../../lib/iam/who/question.ts";
import { reaches, zonesOf, type Zone } from "../../../lib/iam/who/zones.ts";
import { index } from "../proofs.ts";
import {
  allow,
  bucket,
  home,
  inputOf,
  key,
  object,
  other,
  outside,
  policy,
  roleArn,
  table,
} from "../world.ts";

const world = {
  roles: { sealer: {}, auditor: { account: other } },
  resources: { [bucket]: policy(), [table]: policy(), [`${table}/index/a`]: policy(), [key]: policy() },
};
const landscape = landscapeOf(inputOf(world));
const zones = (service: string, ...texts: readonly string[]) =>
  zonesOf(
    landscape,
    service,
    texts.map((text) => patternOf(text)),
  );
const within = ({ all, none }: Zone, text: string): boolean =>
  all.every((clause) => clause.some((each) => hasText(each, text))) &&
  !none.some((each) => hasText(each, text));

describe("the parts of what is asked about", () => {
  const [own, theirs, foreign] = [home, other, outside].map((id) => `arn:aws:kms:ca-central-1:${id}:key/9`);
  const resources = [
    bucket,
    object,
    "arn:aws:s3:::else/x",
    "arn:aws:s3:ca-central-1:111122223333:accesspoint/a",
    table,
    `${table}/index/a`,
    `${table}/index/b`,
    `arn:aws:dynamodb:ca-central-1:${other}:table/roll`,
    key,
    own!,
    theirs!,
    foreign!,
    `arn:aws:kms:ca-central-1:${home}:alias/a`,
    roleArn("sealer"),
    roleArn("auditor", other),
    roleArn("x", outside),
    "arn:aws:iam::aws:policy/x",
  ];
  const patterns = [
    "*",
    "arn:aws:s3:::*",
    `${bucket}*`,
    `${bucket}/county/*`,
    "arn:aws:kms:*",
    `arn:aws:kms:*:${home}:*`,
    "arn:aws:dynamodb:*:*:table/*",
    "arn:aws:iam::*:role/*",
    `arn:aws:?*:*:${other}:*`,
    ...resources,
  ];

  test("each resource that is asked about, and no other, is in one part; its policy and its owner are the part’s", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("s3", "kms", "dynamodb", "sts", "iam"),
        fc.uniqueArray(fc.constantFrom(...patterns), { minLength: 1, maxLength: 2 }),
        fc.constantFrom(...resources),
        (service, asked, resource) => {
          const found = zones(service, ...asked).filter((zone) => within(zone, resource));
          const isAsked = asked.some((text) => hasText(patternOf(text), resource));
          // What is asked by its name and by a pattern as well is asked twice.
          const named = asked.includes(resource) && asked.length > 1;
          const role = service === "sts" && resource === roleArn("x", outside);
          if (!isAsked) expect(found).toEqual([]);
          else if (!role) expect(found.length).toBeGreaterThanOrEqual(1);
          expect(found.length).toBeLessThanOrEqual(named ? 2 : 1);
          for (const zone of found) {
            expect(within(zone, zone.sample)).toBe(true);
            const trust = service === "sts" ? landscape.identities.get(resource)?.trust : undefined;
            expect(zone.policy).toBe(trust ?? standingOver(landscape.resources, resource)?.policy);
            const account = resource.split(":")[4]!;
            const ours = account === home || account === other || resource.startsWith(bucket);
            if (ours) expect(zone.owner).toBe(resource.startsWith(bucket) ? home : account);
            else expect([home, other]).not.toContain(zone.owner);
            expect(zone.required).toBe((service === "kms" && resource === key) || trust ? true : undefined);
          }
        },
      ),
      { numRuns: 600, seed: 7 },
    );
  });

  test("a key of an account of which none was read may let in anybody there, if keys are asked about", () => {
    const unread = (service: string, text: string, resource: string) =>
      zones(service, text).find((zone) => within(zone, resource))?.unreadOf;
    expect(unread("kms", "arn:aws:kms:*:*:key/*", theirs!)).toBe(other);
    expect(unread("kms", `arn:aws:kms:*:${other}:key/*`, theirs!)).toBe(other);
    expect(unread("kms", theirs!, theirs!)).toBe(other);
    expect(unread("kms", own!, own!)).toBe(home);
    expect(unread("kms", foreign!, foreign!)).toBeUndefined();
    expect(unread("kms", key, key)).toBeUndefined();
    expect(unread("s3", theirs!, theirs!)).toBeUndefined();
    for (const [text, resource] of [
      ["*", theirs!],
      ["arn:aws:kms:*:*:*", own!],
      ["arn:aws:kms:*:*:*", foreign!],
      ["arn:aws:kms:*:*:*", `arn:aws:kms:ca-central-1:${other}:alias/a`],
    ] as const)
      expect([text, resource, unread("kms", text, resource)]).toEqual([text, resource, undefined]);
  });

  test("of another account have one that no account of the snapshot is called", () => {
    const few = landscapeOf(inputOf({ accounts: [home, "999999999999"] }));
    const found = zonesOf(few, "sqs", [patternOf("arn:aws:sqs:*:*:roll")]);
    const accounts = found.map(({ sample }) => sample.split(":")[4]!).filter((each) => each.length === 12);
    expect(accounts.toSorted()).toEqual([home, "999999999998", "999999999999"]);
  });

  test("are the same ones when they are asked for again, and others for who cuts otherwise", () => {
    expect(zones("s3", "*")).toBe(zones("s3", "*"));
    expect(zones("sqs", "*")).toBe(zones("sns", "*"));
    expect(zones("s3", "*")).not.toBe(zones("sqs", "*"));
    expect(zones("kms", "*")).not.toBe(zones("sts", "*"));
  });

  test("a statement reaches those with which its resources have something in common", () => {
    const reach = (Resource: unknown, text: string) => {
      const { statements } = parsePolicy(policy(allow("*", Resource)), "p", "identity");
      const [zone] = zones("s3", text);
      const of = (left: number) => reaches(statements[0]!, zone!, { left });
      return [of(0), of(1000), of(0)];
    };
    expect(reach(`${bucket}/*`, object)).toEqual([true, true, true]);
    expect(reach(`${bucket}/county/8*`, object)).toEqual([false, false, false]);
    expect(reach("*", object)).toEqual([true, true, true]);
    expect(reach(`${bucket}/\${aws:username}.age`, object)).toEqual([true, true, true]);
  });
});

describe("a question made ready", () => {
  const sets = actionSetsOf(index);
  const ready = (actions: readonly string[], more: object = {}) =>
    questionOf(landscape, sets, { actions, resources: ["*"], ...more });
  test("by service, and by whether its actions are about resources at all", () => {
    const { groups } = ready(["s3:GetObject", "s3:ListAllMyBuckets", "s3:PutObject", "sqs:SendMessage"]);
    expect(groups.map(({ place, actions }) => [place, ...actions.map(({ name }) => name)])).toEqual([
      [0, "s3:GetObject", "s3:PutObject"],
      [1, "s3:ListAllMyBuckets"],
      [2, "sqs:SendMessage"],
    ]);
    expect(groups[1]!.zones.map(({ sample }) => sample)).toEqual(["*"]);
  });
  test("what needs no policy, what is asked of everything, what is said of keys", () => {
    expect([ready(["sts:GetCallerIdentity"]).free, ready(["sts:AssumeRole"]).free]).toEqual([true, false]);
    expect([ready(["*"]).wide, ready(["s3:*"]).wide]).toEqual([true, false]);
    const given = ready(["s3:*"], { given: { "aws:SourceVpc": "v", "aws:SourceIp": null } }).given;
    expect(
      given.map(({ condition: { operator, key: name, values }, wanted }) => [
        operator,
        name,
        values[0]!.text,
        wanted,
      ]),
    ).toEqual([
      ["StringEquals", "aws:sourcevpc", "v", true],
      ["Null", "aws:sourceip", "true", true],
    ]);
  });
  test("less what is excepted; a wildcard of the region crosses no colon", () => {
    const found = (resources: readonly string[], except: readonly string[], text: string) =>
      questionOf(landscape, sets, { actions: ["dynamodb:Scan"], resources, except }).groups[0]!.zones.some(
        (zone) => within(zone, text),
      );
    expect(found([`${table}*`], [], table)).toBe(true);
    expect(found([`${table}*`], ["*roll"], table)).toBe(false);
    expect(found(["arn:aws:dynamodb:*:table/roll:x"], [], "arn:aws:dynamodb:a:b:table/roll:x")).toBe(false);
    expect(found(["arn:aws:dynamodb:c?-central-1:*:table/*"], [], table)).toBe(true);
  });
});
