import { describe, expect, test } from "vitest";
import type { Json } from "../../../lib/iam/repair/request.ts";
import {
  entriesBeside,
  entryWithout,
  isEmpty,
  isUnneeded,
  servicesOf,
  unneededByAll,
  unneededOf,
} from "../../../lib/iam/repair/unneeded.ts";
import {
  isWhollyUnneeded,
  namesWhatStays,
  patternsOf,
  statementWithout,
} from "../../../lib/iam/repair/unused-statement.ts";
import { allow, deny, policy } from "../world.ts";
import { index } from "./proposals.ts";

const goes = unneededOf(["SQS:*", "s3:DeleteBucket", "s3:PutObject"]);
const namesOf = (pattern: string) => index.matching(pattern).map(({ name }) => name);

test("what is not needed: whole services, and single actions of others, however they are spelt", () => {
  expect(goes).toEqual({ services: new Set(["sqs"]), actions: new Set(["s3:deletebucket", "s3:putobject"]) });
  expect(
    ["sqs:SendMessage", "S3:DELETEBUCKET", "s3:GetObject"].map((each) => isUnneeded(goes, each)),
  ).toEqual([true, true, false]);
  expect([isEmpty(goes), isEmpty(unneededOf([])), isEmpty(unneededOf(["a:b"]))]).toEqual([
    false,
    true,
    false,
  ]);
});

test("what all of several can do without", () => {
  expect(unneededByAll([])).toEqual(unneededOf([]));
  expect(unneededByAll([goes])).toEqual(goes);
  const other = unneededOf(["s3:*", "sns:*", "sqs:SendMessage", "iam:CreateUser"]);
  for (const all of [
    [goes, other],
    [other, goes],
  ])
    expect(unneededByAll(all)).toEqual(unneededOf(["s3:DeleteBucket", "s3:PutObject", "sqs:SendMessage"]));
});

describe("an entry without what is not needed", () => {
  test.each<readonly [string, readonly string[]]>([
    ["sqs:SendMessage", []],
    ["Sqs:*", []],
    ["s3:PutObject", []],
    ["s3:GetObject", ["s3:GetObject"]],
    // Most of it stays: a deny is shorter.
    ["s3:*", ["s3:*"]],
    ["s3:DeleteBucke?", []],
    ["s3:PutObj*", ["s3:PutObj*"]],
    ["sns:*", ["sns:*"]],
    ["s[qn]s:Send*", ["s[qn]s:Send*"]],
    ["s?s:SendMessage", ["sms:SendMessage"]],
    ["sq?:Purge*", []],
    ["s3*:DeleteBucket", ["s3*:DeleteBucket"]],
  ])("%s", (entry, left) => {
    expect([...entryWithout(entry, goes, index)].sort()).toEqual(left);
  });

  test("written out only where something of it goes", () => {
    expect(entriesBeside("s3:Get*", goes, index)).toEqual(["s3:Get*"]);
    expect(entriesBeside("s3:DeleteBucket", goes, index)).toEqual([]);
    const rest = namesOf("s3:Delete*").filter((name) => name !== "s3:DeleteBucket");
    expect(entriesBeside("s3:Delete*", goes, index)).toEqual(rest);
  });
});

describe("a statement without what is not needed", () => {
  const cut = (patterns: readonly string[], unnamed = patterns) => ({
    goes: unneededOf(patterns),
    unnamed: unneededOf(unnamed),
    index,
  });
  const services = servicesOf(index);
  const but = (...names: readonly string[]) =>
    services
      .filter((service) => !names.includes(service))
      .map((service) => `${service}:*`)
      .sort();
  const except = (NotAction: unknown): Json => ({ Effect: "Allow", NotAction, Resource: "*" });

  test.each<readonly [string, Json, readonly string[], Json | undefined]>([
    ["nothing of it goes", allow(["s3:GetObject"]), ["sqs:*"], allow(["s3:GetObject"])],
    ["an entry of it", allow(["s3:GetObject", "sqs:*"]), ["sqs:*"], allow(["s3:GetObject"])],
    ["all of it", allow(["sqs:SendMessage", "sqs:*"]), ["sqs:*"], undefined],
    ["of all, a few", allow("*"), ["sqs:*", "sns:*"], except(["sns:*", "sqs:*"])],
    ["of all by another name", allow("*:*"), ["sqs:*"], except("sqs:*")],
    ["of all, a single action", allow("*"), ["s3:DeleteBucket"], except("s3:DeleteBucket")],
    ["of all, most", allow("*"), but("s3", "kms"), allow(["kms:*", "s3:*"])],
    ["of all, everything", allow("*"), but(), undefined],
    ["of all but some, one more", except("iam:*"), ["sqs:*"], except(["iam:*", "sqs:*"])],
    ["of all but some, what is excepted already", except("iam:*"), ["iam:*"], except("iam:*")],
    ["of all but some, most", except(["iam:*"]), but("s3", "iam"), allow(["s3:*"])],
    [
      "of all but single actions, which naming services could not tell",
      except(["iam:CreateUser"]),
      but("s3", "iam"),
      except(["iam:CreateUser", ...but("s3", "iam")]),
    ],
  ])("%s", (_, statement, patterns, left) => {
    expect(statementWithout(statement, cut(patterns))).toEqual(left);
    expect(isWhollyUnneeded(statement, unneededOf(patterns), index)).toBe(left === undefined);
  });

  test("what is not possible anyway need not be named, and is not excepted", () => {
    const patterns = but("s3", "kms", "sqs");
    expect(statementWithout(allow("*"), cut(patterns, [...patterns, "sqs:*"]))).toEqual(
      allow(["kms:*", "s3:*"]),
    );
    expect(statementWithout(allow("*"), cut(["sns:*"], ["sns:*", "sqs:*"]))).toEqual(except("sns:*"));
  });

  test("patterns of what goes: services, and single actions of others as AWS spells them", () => {
    const both = unneededOf(["sqs:*", "sqs:sendmessage", "s3:deletebucket", "nosuch:thing"]);
    expect(patternsOf(both, index)).toEqual(["nosuch:thing", "s3:DeleteBucket", "sqs:*"]);
  });
});

describe("an edit that names what stays takes what AWS adds later too", () => {
  const all = allow("*");
  const some = allow(["s3:*"]);
  const but: Json = { Effect: "Deny", NotAction: "s3:*", Resource: "*" };
  const wide: Json = { Effect: "Allow", NotAction: "iam:*", Resource: "*" };
  test.each<readonly [string, "narrowed" | "deleted" | "added", Json | null, Json | null, boolean]>([
    ["all turned into some", "narrowed", policy(all), policy(some), true],
    ["all but some turned into some", "narrowed", policy(wide), policy(some), true],
    ["all turned into all but some", "narrowed", policy(all), policy(wide), false],
    ["fewer of some", "narrowed", policy(some), policy(allow("s3:GetObject")), false],
    ["a policy deleted", "deleted", policy(all), null, false],
    ["a deny of all but some", "added", null, policy(but), true],
    ["a deny of some", "added", null, policy(deny("s3:*")), false],
    ["a deny of all", "added", null, policy(deny("*")), false],
    ["a deny of all but some that stands already", "narrowed", policy(but), policy(but, deny("s3:*")), false],
  ])("%s", (_, change, before, after, names) => {
    const edit = { policy: "p", change, before, after, of: [], elements: 1 };
    expect(namesWhatStays([edit])).toBe(names);
    expect(namesWhatStays([{ ...edit, before: null, after: null }, edit])).toBe(names);
  });
});
