import { describe, expect, test } from "vitest";
import { trailOn } from "../../../checks/w5-1c/trail-on.ts";
import { bucketNames, headTableArn } from "../../../lib/contract/names.ts";
import { noMirrors } from "../../audit/healthy.ts";
import { arns, bucket, but, changed, ids, sound, templates, trail, unread } from "../sound-accounts.ts";
import { statuses, told } from "../telling.ts";

const home = { accounts: ids, region: "ca-central-1", mirrorRegion: "ca-west-1" };
const head = headTableArn(home);
const trailBucket = bucket(`arn:aws:s3:::${bucketNames(home).trail}`, home.region);
const outsider = "arn:aws:kms:ca-central-1:999999999999:key/0badc0de-0000-4000-8000-000000000009";
const withTrail = (change: Parameters<typeof but<typeof trail>>[1]) => ({
  snapshot: changed(ids.audit, { trails: [but(trail, change)] }),
});
const line = (lines: readonly string[], id: string) =>
  lines.find((one) => one.startsWith(`fail ${id}`) || one.includes(` ${id}: `));

describe("trail-on passes", () => {
  test("accounts under one whole trail of the organisation", () => {
    expect(statuses(trailOn)).toEqual(["pass", "pass", "pass", "pass"]);
    expect(line(told(trailOn), ids.vault)).toBe(
      `pass ${ids.vault}: ${ids.vault}: the trail ${arns.trail} logs in every region, is validated, goes to a locked bucket of the office, and keeps who touched the asset here.`,
    );
    expect(line(told(trailOn), ids.register)).toContain("each of the 2 assets");
    expect(line(told(trailOn), ids.audit)).toContain("keeps who touched the asset here");
    expect(statuses(trailOn, { snapshot: templates(sound) })).toEqual(["pass", "pass", "pass", "pass"]);
  });

  test.each([
    ["all of both services", ["arn:aws:s3", "arn:aws:dynamodb"]],
    ["all tables and all buckets, by prefix", ["arn:aws:s3:::", "arn:aws:dynamodb:"]],
    ["buckets without their slash", [arns.vault, arns.mirror, arns.exports, arns.roll, head]],
  ])("data events of %s", (_, dataEvents) => {
    expect(statuses(trailOn, withTrail({ dataEvents }))).toEqual(["pass", "pass", "pass", "pass"]);
  });

  test("an account under a trail of its own, beside one that is off", () => {
    const off = but(trail, { logging: false, organization: false, arn: `${trail.arn}-old` });
    const snapshot = changed(ids.audit, { trails: [off, but(trail, { organization: false })] });
    expect(line(told(trailOn, { snapshot }), ids.audit)).toMatch(/^pass /);
  });
});

describe("trail-on passes tables that are named one by one", () => {
  const dataEvents = trail.dataEvents!.filter((one) => one.includes(":s3:"));
  test("exactly", () => {
    expect(statuses(trailOn, withTrail({ dataEvents, dataArns: [arns.roll, head] }))).toEqual(
      Array(4).fill("pass"),
    );
  });

  test("but not a bucket so named, nor a table whose name only begins so", () => {
    const change = {
      dataEvents: [`${arns.mirror}/`],
      dataArns: [`${arns.vault}/`, arns.vault, arns.roll.slice(0, -1)],
    };
    const lines = told(trailOn, withTrail(change));
    expect(line(lines, ids.vault)).toMatch(/^fail /);
    expect(line(lines, ids.register)).toMatch(/^fail .*rollward-roll/);
  });
});

describe("trail-on judges where the trail goes", () => {
  const withBucket = (change: Parameters<typeof but<typeof trailBucket>>[1]) => ({
    snapshot: changed(ids.audit, { trails: [trail], buckets: [but(trailBucket, change)] }),
  });
  test.each<[string, Parameters<typeof told>[1], string]>([
    ["a bucket that is not the contract’s", withTrail({ bucket: "lakeside" }), "the office’s own bucket"],
    ["a bucket without a lock", withBucket({ objectLock: null }), "a lock by default"],
    ["a lock without a default", withBucket({ objectLock: { mode: null, days: null } }), "a lock by default"],
    ["no versions", withBucket({ versioning: "suspended" }), "versions of its bucket"],
    ["an outsider’s key", withTrail({ key: outsider }), "a key of the office’s"],
  ])("fails %s", (_, change, said) => {
    const lines = told(trailOn, change);
    expect(lines.every((one) => one.startsWith("fail ") && one.includes(said))).toBe(true);
  });

  test.each<[string, Parameters<typeof told>[1]]>([
    ["a bucket that was not read", { snapshot: changed(ids.audit, { trails: [trail], buckets: [] }) }],
    ["a lock that was not read", withBucket({ objectLock: undefined })],
    ["a destination that was not read", withTrail({ bucket: undefined })],
    ["a key that was not read", withTrail({ key: undefined })],
  ])("does not know %s", (_, change) => {
    expect(statuses(trailOn, change)).toEqual(Array(4).fill("unknown"));
  });

  test.each<[string, Parameters<typeof told>[1]]>([
    ["a lock in governance mode", withBucket({ objectLock: { mode: "GOVERNANCE", days: 30 } })],
    ["a key of an account of the office", withTrail({ key: arns.dataKey })],
    ["an alias, which is of the trail’s own account", withTrail({ key: "alias/trail" })],
  ])("passes %s", (_, change) => {
    expect(statuses(trailOn, change)).toEqual(Array(4).fill("pass"));
  });
});

describe("trail-on fails", () => {
  test.each([
    ["logging", "logging (StartLogging)"],
    ["multiRegion", "all regions"],
    ["validation", "log file validation"],
    ["globalEvents", "events of global services such as IAM"],
    ["managementEvents", "management events, reading and writing"],
  ] as const)("a trail without %s, in every account", (setting, said) => {
    const lines = told(trailOn, withTrail({ [setting]: false }));
    expect(lines).toHaveLength(4);
    for (const one of lines) expect(one).toMatch(/^fail .*no trail is whole/);
    expect(lines[0]).toContain(`lacks: ${said}.`);
  });

  test.each([
    ["the roll’s table", arns.roll, ids.register],
    ["the exports", arns.exports, ids.register],
    ["the vault", arns.vault, ids.vault],
    ["the mirror", arns.mirror, ids.mirror],
  ])("data events without %s, in its account alone", (_, arn, id) => {
    const lines = told(
      trailOn,
      withTrail({ dataEvents: trail.dataEvents!.filter((one) => !one.startsWith(arn)) }),
    );
    expect(lines.filter((one) => one.startsWith("fail"))).toEqual([
      `fail ${id}: ${id}: no trail is whole; the best, ${arns.trail}, lacks: data events of ${arn}.`,
    ]);
  });

  test.each([
    ["a part of the vault", [`${arns.vault}/roll/sets/`]],
    ["a bucket with a longer name", [`${arns.vault}-old/`]],
    ["nothing, by an empty prefix", [""]],
    ["nothing, by a letter", ["a"]],
    ["nothing, by half a service", ["arn:aws:s"]],
  ])("data events of %s", (_, others) => {
    const dataEvents = [...trail.dataEvents!.filter((one) => !one.startsWith(arns.vault)), ...others];
    expect(line(told(trailOn, withTrail({ dataEvents })), ids.vault)).toMatch(/^fail /);
  });

  test("accounts that a trail of another account does not see", () => {
    const lines = told(trailOn, withTrail({ organization: false }));
    expect(lines.map((one) => one.slice(0, 4))).toEqual(["fail", "fail", "fail", "pass"]);
    expect(lines[0]).toContain("no trail logs what is done in this account.");
  });

  test("accounts without any trail", () => {
    expect(statuses(trailOn, { snapshot: changed(ids.audit, { trails: [] }) })).toEqual([
      "fail",
      "fail",
      "fail",
      "fail",
    ]);
  });
});

describe("trail-on does not know", () => {
  test("a setting that was not read, unless another is off", () => {
    expect(statuses(trailOn, withTrail({ validation: undefined }))).toEqual([
      "unknown",
      "unknown",
      "unknown",
      "unknown",
    ]);
    expect(line(told(trailOn, withTrail({ dataEvents: undefined })), ids.vault)).toMatch(
      /^unknown .*may be whole, but this was not read: data events of/,
    );
    expect(statuses(trailOn, withTrail({ validation: undefined, logging: false }))[0]).toBe("fail");
  });

  test("trails that were not read: one of them may be the organisation’s", () => {
    expect(statuses(trailOn, { snapshot: changed(ids.audit, { trails: undefined }) })).toEqual(
      Array(4).fill("unknown"),
    );
    expect(statuses(trailOn, { snapshot: changed(ids.vault, { trails: undefined }) })).toEqual(
      Array(4).fill("pass"),
    );
  });

  test("a trail that is named as unread, told with its reason", () => {
    const entry = {
      what: "trail x",
      why: "not resolved",
      account: ids.vault,
      facts: "trails",
      resource: "arn:x",
    } as const;
    const snapshot = unread(changed(ids.audit, { trails: [] }), entry);
    expect(line(told(trailOn, { snapshot }), ids.vault)).toMatch(/^unknown .*trail x: not resolved/);
  });

  test("an account with an asset that is not in the snapshot, and assets that nobody names", () => {
    const accounts = sound.accounts.filter(({ id }) => id !== ids.mirror && id !== ids.audit);
    const lines = told(trailOn, { snapshot: { ...sound, accounts } });
    expect(line(lines, ids.mirror)).toMatch(/^unknown .*is not in the snapshot/);
    // The trail of the organisation may stand where nobody looked.
    expect(line(lines, ids.register)).toMatch(/^unknown .*is not in the snapshot/);
    expect(statuses(trailOn, { config: undefined }).slice(0, 2)).toEqual(["unknown", "unknown"]);
  });
});

test("trail-on is not applicable without accounts", () => {
  expect(statuses(trailOn, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});
