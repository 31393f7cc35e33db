import { describe, expect, test } from "vitest";
import { copiesOut } from "../../../checks/w5-1c/copies-out.ts";
import type { Account } from "../../../lib/snapshot/model.ts";
import type { FunctionFacts } from "../../../lib/snapshot/resources.ts";
import { noMirrors } from "../../audit/healthy.ts";
import { arns, bucket, but, changed, ids, sound, templates, unread } from "../sound-accounts.ts";
import { statuses, told } from "../telling.ts";

const role = `arn:aws:iam::${ids.register}:role/copy`;
const outside = "arn:aws:s3:::lakeside-archive";
const stream = `${arns.roll}/stream/2026-01-01T00:00:00.000`;
const kinesis = `arn:aws:kinesis:ca-central-1:${ids.register}:stream/changes`;
const table = sound.accounts[0]!.tables![0]!;
const functions = sound.accounts[0]!.functions!;
const passing = ["pass", "pass", "pass", "pass"];

const withExports = (replication: unknown) => ({
  snapshot: changed(ids.register, {
    buckets: [but(bucket(arns.exports, "ca-central-1"), { replication })],
  }),
});
const withVault = (...destinations: readonly string[]) => ({
  snapshot: changed(ids.vault, {
    buckets: [but(bucket(arns.vault, "ca-central-1"), { replication: { role, destinations } })],
  }),
});
const withTable = (change: Parameters<typeof but<typeof table>>[1]) => ({
  snapshot: changed(ids.register, { tables: [but(table, change)] }),
});
const stray: FunctionFacts = {
  arn: `arn:aws:lambda:ca-central-1:${ids.register}:function:stray`,
  name: "stray",
  role: `arn:aws:iam::${ids.register}:role/stray`,
  eventSources: [stream],
};
const withFunction = (one: FunctionFacts, facts: Partial<Account> = {}) => ({
  snapshot: changed(ids.register, { functions: [...functions, one], ...facts }),
});
/** What is said of the roll's table, the exports, the vault and the mirror, in that order. */
const lines = (change?: Parameters<typeof told>[1]) => told(copiesOut, change);

describe("copies-out passes", () => {
  test("table, exports, vault and mirror from which no setting copies anything", () => {
    expect(lines().map((line) => line.split(": ", 1)[0])).toEqual([
      `pass ${arns.roll}`,
      `pass ${arns.exports}`,
      `pass ${arns.vault}`,
      `pass ${arns.mirror}`,
    ]);
    expect(statuses(copiesOut, { snapshot: templates(sound) })).toEqual(passing);
  });

  test.each<[string, Parameters<typeof told>[1]]>([
    ["a vault replicated to the mirror", withVault(arns.mirror)],
    ["a function with a task behind the stream", withFunction(but(stray, { role: functions[0]!.role }))],
    [
      "a function behind the stream of another table",
      withFunction({ ...stray, eventSources: [`${arns.roll}-2/stream/1`] }),
    ],
  ])("%s", (_, change) => {
    expect(statuses(copiesOut, change)).toEqual(passing);
  });
});

describe("copies-out fails", () => {
  test.each<[string, Parameters<typeof told>[1], number, string]>([
    ["exports replicated outside", withExports({ role, destinations: [outside] }), 1, outside],
    ["exports replicated to the mirror", withExports({ role, destinations: [arns.mirror] }), 1, arns.mirror],
    ["a vault replicated outside as well", withVault(arns.mirror, outside), 2, outside],
    ["a vault replicated to the exports", withVault(arns.exports), 2, arns.exports],
    ["changes that go to Kinesis", withTable({ streamingDestinations: [kinesis] }), 0, kinesis],
    ["a function without a task behind the stream", withFunction(stray), 0, stray.arn],
  ])("%s", (_, change, at, place) => {
    const said = lines(change);
    expect(said[at]).toMatch(/^fail /);
    expect(said[at]).toContain(`is copied to ${place}`);
    expect(said.filter((_line, index) => index !== at).every((line) => line.startsWith("pass "))).toBe(true);
  });

  test("and counts the places", () => {
    const two = withVault(outside, `${outside}-2`);
    expect(lines(two)[2]).toContain("and other places, 2 in all");
  });
});

describe("copies-out does not know", () => {
  const gap = { what: "x", why: "not resolved", account: ids.register, facts: "functions" } as const;
  test.each<[string, Parameters<typeof told>[1], number]>([
    ["a replication that was not read", withExports(undefined), 1],
    ["Kinesis streams that were not read", withTable({ streamingDestinations: undefined }), 0],
    ["functions that were not read", { snapshot: changed(ids.register, { functions: undefined }) }, 0],
    ["what a function is handed", withFunction(but(stray, { eventSources: undefined })), 0],
    ["the role of a function behind the stream", withFunction(but(stray, { role: undefined })), 0],
    ["a function that is named as unread", { snapshot: unread(sound, gap) }, 0],
  ])("%s", (_, change, at) => {
    const said = statuses(copiesOut, change);
    expect(said[at]).toBe("unknown");
    expect(said.filter((status) => status === "pass")).toHaveLength(3);
  });

  test("what the roll and the vault are", () => {
    expect(statuses(copiesOut, { config: undefined })).toEqual(["unknown", "unknown", "unknown"]);
  });
});

test("a table without a stream hands nobody its records", () => {
  const change = { tables: [but(table, { stream: null })] };
  expect(statuses(copiesOut, withFunction(but(stray, { eventSources: undefined }), change))).toEqual(passing);
});

test("copies-out is not applicable without accounts", () => {
  expect(statuses(copiesOut, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});
