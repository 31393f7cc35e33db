import { describe, expect, test } from "vitest";
import { mirrorsApart } from "../../../checks/w5-1a/mirrors-apart.ts";
import type { Config } from "../../../lib/contract/config.ts";
import { noMirrors } from "../../audit/healthy.ts";
import { arns, bucket, but, changed, config, ids, sound } from "../sound-accounts.ts";
import { statuses, told } from "../telling.ts";

const withMirror = (region: unknown) => ({
  snapshot: changed(ids.mirror, { buckets: [but(bucket(arns.mirror, "x"), { region })] }),
});
const inVaultAccount = {
  snapshot: {
    ...changed(ids.mirror, { buckets: [] }),
    accounts: changed(ids.mirror, { buckets: [] }).accounts.map((one) =>
      one.id === ids.vault ? { ...one, buckets: [...one.buckets!, bucket(arns.mirror, "ca-west-1")] } : one,
    ),
  },
};

test("mirrors-apart passes a mirror in another account and another region", () => {
  expect(told(mirrorsApart)).toEqual([
    `pass mirrors: The mirror ${arns.mirror} stands in another account and another region than the vault, ${arns.vault}.`,
  ]);
});

test("one mirror apart is enough", () => {
  const near = "arn:aws:s3:::alder-near";
  const own: Config = { ...config, assets: { mirrors: [near, arns.mirror] } };
  const accounts = sound.accounts.map((one) =>
    one.id === ids.vault ? { ...one, buckets: [...one.buckets!, bucket(near, "ca-central-1")] } : one,
  );
  expect(statuses(mirrorsApart, { config: own, snapshot: { ...sound, accounts } })).toEqual(["pass"]);
  expect(
    statuses(mirrorsApart, {
      config: { ...config, assets: { mirrors: [near] } },
      snapshot: { ...sound, accounts },
    }),
  ).toEqual(["fail"]);
});

test("apart means from every bucket of the vault", () => {
  const second = "arn:aws:s3:::alder-vault-west";
  const own: Config = { ...config, assets: { vault: [arns.vault, second] } };
  const accounts = sound.accounts.map((one) =>
    one.id === ids.vault ? { ...one, buckets: [...one.buckets!, bucket(second, "ca-west-1")] } : one,
  );
  expect(statuses(mirrorsApart, { config: own, snapshot: { ...sound, accounts } })).toEqual(["fail"]);
});

test.each([
  ["the same region", withMirror("ca-central-1")],
  ["the same account, whatever the configuration says of it", inVaultAccount],
])("mirrors-apart fails %s", (_, change) => {
  expect(told(mirrorsApart, change)).toEqual([
    `fail mirrors: The only mirror, ${arns.mirror}, shares its account or its region with the vault, ${arns.vault}.`,
  ]);
});

describe("mirrors-apart does not know", () => {
  test.each<[string, Parameters<typeof told>[1], string]>([
    ["the region of a mirror that was not read", withMirror(undefined), "does not say in which account"],
    [
      "a mirror that was not seen",
      { snapshot: changed(ids.mirror, { buckets: undefined }) },
      "does not say in which account",
    ],
    [
      "a vault that was not seen",
      { snapshot: changed(ids.vault, { buckets: undefined }) },
      "does not say in which account",
    ],
    ["which bucket is the vault", { config: undefined }, "Which bucket holds the vault"],
    [
      "which buckets are mirrors",
      { config: { format: "rollward/config@1", assets: { vault: [arns.vault] } } },
      "holds the mirrors",
    ],
  ])("%s", (_, change, said) => {
    const [line] = told(mirrorsApart, change);
    expect(line).toMatch(/^unknown /);
    expect(line).toContain(said);
  });
});

test("mirrors-apart is not applicable without accounts, or when every mirror stands outside", () => {
  expect(statuses(mirrorsApart, { snapshot: noMirrors })).toEqual(["not-applicable"]);
  const own: Config = {
    format: "rollward/config@1",
    assets: { vault: [arns.vault] },
    mirrors: ["/mnt/disk"],
  };
  expect(statuses(mirrorsApart, { config: own })).toEqual(["not-applicable"]);
});
