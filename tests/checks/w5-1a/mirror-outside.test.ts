import { expect, test } from "vitest";
import { mirrorOutside } from "../../../checks/w5-1a/mirror-outside.ts";
import { noMirrors } from "../../audit/healthy.ts";
import { mirror, snapshotOf } from "../../audit/healthy.ts";
import { config, outsideSeen, sound, templates } from "../sound-accounts.ts";
import { statuses, told } from "../telling.ts";

const named = (mirrors: readonly string[] | undefined) => {
  const { mirrors: _, ...rest } = config;
  return { config: mirrors === undefined ? rest : { ...rest, mirrors } };
};
const inside = config.mirrors!.slice(0, 2);

const seen = (url: string, change: Parameters<typeof mirror>[1] = {}) => ({
  snapshot: { ...sound, backups: snapshotOf([mirror("c", { ...change, url })]).backups! },
});

test("mirror-outside passes with a mirror elsewhere that was seen to hold sets", () => {
  expect(told(mirrorOutside, { snapshot: { ...sound, backups: outsideSeen } })).toEqual([
    `pass mirrors: One mirror stands outside the organisation’s accounts, such as ${config.mirrors![2]}, and holds sets that verify.`,
  ]);
});

test.each([
  ["a disk", "/mnt/lakeside"],
  ["a disk by URL", "file:///mnt/lakeside"],
  ["another provider", "s3://rolls/x?region=lk&endpoint=https://objects.lakeside-archive.example"],
])("mirror-outside passes %s", (_, url) => {
  expect(statuses(mirrorOutside, { ...named([...inside, url]), ...seen(url) })).toEqual(["pass"]);
});

test.each<[string, Parameters<typeof told>[1]]>([
  ["named, and never looked at", {}],
  ["seen empty", seen(config.mirrors![2]!, { sets: 0, newest: null })],
  ["seen, where another is named", seen("/mnt/elsewhere")],
  [
    "in templates, where only another was looked at",
    { snapshot: templates(seen("/mnt/elsewhere").snapshot) },
  ],
])("mirror-outside does not know a mirror %s", (_, change) => {
  expect(told(mirrorOutside, change)).toEqual([
    expect.stringContaining(`unknown mirrors: ${config.mirrors![2]}: the configuration names`),
  ]);
});

test("mirror-outside asks nothing of templates alone", () => {
  expect(told(mirrorOutside, { snapshot: templates(sound) })).toEqual([
    expect.stringMatching(/^not-applicable mirrors: .*only --mirror can show that it is there\.$/),
  ]);
});

test("mirror-outside fails when all mirrors that are named stand in the accounts, or none is", () => {
  expect(told(mirrorOutside, named(inside))[0]).toMatch(/^fail mirrors: Every mirror/);
  expect(statuses(mirrorOutside, named([]))).toEqual(["fail"]);
});

test("mirror-outside does not know of a bucket in an account that was not read, nor without a list", () => {
  expect(told(mirrorOutside, named([...inside, "s3://alder-far/roll?region=eu-west-1"]))[0]).toMatch(
    /^unknown mirrors: s3:\/\/alder-far\/roll\?region=eu-west-1: this bucket of AWS/,
  );
  expect(
    statuses(mirrorOutside, named([...inside, "s3://x/y?endpoint=https://s3.eu-west-1.amazonaws.com"])),
  ).toEqual(["unknown"]);
  expect(statuses(mirrorOutside, named(undefined))).toEqual(["unknown"]);
  expect(statuses(mirrorOutside, { config: undefined })).toEqual(["unknown"]);
});

test("mirror-outside is not applicable without accounts", () => {
  expect(statuses(mirrorOutside, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});
