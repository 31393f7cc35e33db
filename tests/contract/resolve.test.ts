import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseConfig } from "../../lib/contract/read-config.ts";
import { resolveContract, type SeenResource } from "../../lib/contract/resolve.ts";
import type { Config } from "../../lib/contract/config.ts";
import type { Contract } from "../../lib/contract/contract.ts";

const format = "rollward/config@1";
const alder = parseConfig(
  readFileSync(join(import.meta.dirname, "../../rollward.config.json"), "utf8"),
  "alder",
);
const [register, vault, mirror, audit] = [
  "111111111111",
  "222222222222",
  "333333333333",
  "444444444444",
] as const;

const key = (account: string, alias: string, id = "k1"): SeenResource => ({
  arn: `arn:aws:kms:ca-central-1:${account}:key/${id}`,
  account,
  aliases: [alias],
});
const tagged = (arn: string, account: string, value: string): SeenResource => ({
  arn,
  account,
  tags: { "rollward:asset": value },
});
const resourcesOf = ({ assets }: Contract, id: string) => assets.find((asset) => asset.id === id)?.resources;
const ids = ({ assets }: Contract) => assets.map(({ id }) => id);

describe("by the stacks’ names, from accounts and regions", () => {
  const contract = resolveContract(alder, [
    key(register, "alias/rollward-data"),
    key(vault, "alias/rollward-signing"),
    key(mirror, "alias/rollward-data", "decoy"),
  ]);

  test.each<[string, string[]]>([
    [
      "roll",
      [
        "arn:aws:dynamodb:ca-central-1:111111111111:table/rollward-roll",
        "arn:aws:dynamodb:ca-central-1:111111111111:table/rollward-roll/*",
        "arn:aws:s3:::rollward-exports-111111111111",
        "arn:aws:s3:::rollward-exports-111111111111/*",
      ],
    ],
    ["vault", ["arn:aws:s3:::rollward-vault-222222222222", "arn:aws:s3:::rollward-vault-222222222222/*"]],
    [
      "mirrors/1",
      ["arn:aws:s3:::rollward-mirror-333333333333", "arn:aws:s3:::rollward-mirror-333333333333/*"],
    ],
    ["dataKey", ["arn:aws:kms:ca-central-1:111111111111:key/k1"]],
    ["signingKey", ["arn:aws:kms:ca-central-1:222222222222:key/k1"]],
    [
      "head",
      [
        "arn:aws:dynamodb:ca-central-1:444444444444:table/rollward-head",
        "arn:aws:dynamodb:ca-central-1:444444444444:table/rollward-head/*",
      ],
    ],
    [
      "trail",
      [
        "arn:aws:cloudtrail:ca-central-1:444444444444:trail/rollward-trail",
        "arn:aws:s3:::rollward-trail-444444444444",
        "arn:aws:s3:::rollward-trail-444444444444/*",
      ],
    ],
    ["identity/222222222222", ["arn:aws:iam::222222222222:*"]],
    [
      "account/333333333333",
      [
        "arn:aws:account::333333333333:account",
        "arn:aws:account::*:account/*/333333333333",
        "arn:aws:organizations::*:account/*/333333333333",
      ],
    ],
  ])("%s", (id, expected) => {
    expect(resourcesOf(contract, id)).toEqual(expected);
  });

  test("the functions stand in three accounts and two regions, with their versions", () => {
    const code = contract.assets.find(({ id }) => id === "code")!;
    expect(code.resources).toContain("arn:aws:lambda:ca-central-1:222222222222:function:rollward-seal:*");
    expect(code.resources).toContain("arn:aws:lambda:ca-west-1:333333333333:function:rollward-mirror");
    expect(code.accounts).toEqual([register, vault, mirror]);
  });

  test("a key that was not seen is no asset: its id cannot be guessed", () => {
    expect(ids(resolveContract(alder, []))).not.toContain("dataKey");
  });

  test("each task is held by the one role of its function", () => {
    expect(contract.holders).toEqual({
      register: ["arn:aws:iam::111111111111:role/rollward-register"],
      "look-up": ["arn:aws:iam::111111111111:role/rollward-look-up"],
      "hand-out-list": ["arn:aws:iam::111111111111:role/rollward-hand-out-list"],
      export: ["arn:aws:iam::111111111111:role/rollward-export"],
      seal: ["arn:aws:iam::222222222222:role/rollward-seal"],
      mirror: ["arn:aws:iam::333333333333:role/rollward-mirror"],
    });
  });

  test("what the configuration names goes before names and tags", () => {
    const config: Config = {
      ...alder,
      assets: { vault: ["arn:aws:s3:::old-vault"] },
      tasks: { seal: ["arn:aws:iam::222222222222:role/sealer"] },
    };
    const own = resolveContract(config, [tagged("arn:aws:s3:::tagged", vault, "vault")]);
    expect(resourcesOf(own, "vault")).toEqual(["arn:aws:s3:::old-vault", "arn:aws:s3:::old-vault/*"]);
    expect(own.holders.seal).toEqual(["arn:aws:iam::222222222222:role/sealer"]);
    expect(own.holders.mirror).toEqual(["arn:aws:iam::333333333333:role/rollward-mirror"]);
  });

  test("one account for everything, for a trial", () => {
    const one = { register: audit, vault: audit, mirror: audit, audit };
    const trial = resolveContract({ ...alder, accounts: one, mirrors: [] }, [
      key(audit, "alias/rollward-data"),
      key(audit, "alias/rollward-signing", "k2"),
    ]);
    expect(ids(trial)).toEqual([
      "roll",
      "vault",
      "mirrors/1",
      "dataKey",
      "signingKey",
      "trail",
      "head",
      "code",
      "identity/444444444444",
      "account/444444444444",
    ]);
    expect(new Set(trial.assets.flatMap(({ accounts }) => accounts))).toEqual(new Set([audit]));
  });

  test("without regions, in any region", () => {
    const { regions: _, ...anywhere } = alder;
    expect(resourcesOf(resolveContract(anywhere, []), "roll")![0]).toBe(
      "arn:aws:dynamodb:*:111111111111:table/rollward-roll",
    );
    const seen = { arn: "arn:aws:dynamodb:eu-west-3:111111111111:table/rollward-roll", account: register };
    expect(resourcesOf(resolveContract(anywhere, [seen]), "roll")).toContain(`${seen.arn}/*`);
  });
});

describe("by tags, without a configuration", () => {
  const seen = [
    tagged("arn:aws:dynamodb:eu-west-1:111111111111:table/voters", register, "roll"),
    tagged("arn:aws:s3:::voters-exports", register, "roll"),
    tagged("arn:aws:s3:::safe", vault, "vault"),
    tagged("arn:aws:s3:::far-b", audit, "mirrors"),
    tagged("arn:aws:s3:::far-a", mirror, "mirrors"),
    tagged("arn:aws:lambda:eu-west-1:111111111111:function:intake", register, "code"),
    tagged("arn:aws:s3:::odd", register, "constructor"),
    { arn: "arn:aws:s3:::plain", account: register },
  ];
  const contract = resolveContract(undefined, seen);

  test("assets, mirrors numbered by ARN, accounts as they were seen", () => {
    expect(ids(contract)).toEqual([
      "roll",
      "vault",
      "mirrors/1",
      "mirrors/2",
      "code",
      ...[register, vault, mirror, audit].map((id) => `identity/${id}`),
      ...[register, vault, mirror, audit].map((id) => `account/${id}`),
    ]);
    expect(resourcesOf(contract, "roll")).toEqual([
      "arn:aws:dynamodb:eu-west-1:111111111111:table/voters",
      "arn:aws:dynamodb:eu-west-1:111111111111:table/voters/*",
      "arn:aws:s3:::voters-exports",
      "arn:aws:s3:::voters-exports/*",
    ]);
    expect(contract.assets.find(({ id }) => id === "mirrors/1")).toMatchObject({ accounts: [mirror] });
    expect(resourcesOf(contract, "code")![1]).toBe("arn:aws:lambda:eu-west-1:111111111111:function:intake:*");
  });

  test("tasks are held by roles of the fixed names in the account of their asset", () => {
    expect(contract.holders.export).toEqual(["arn:aws:iam::111111111111:role/rollward-export"]);
    expect(contract.holders.seal).toEqual(["arn:aws:iam::222222222222:role/rollward-seal"]);
    expect(contract.holders.mirror).toHaveLength(2);
  });

  test("the order in which resources were seen changes nothing", () => {
    expect(resolveContract(undefined, seen.toReversed())).toEqual(contract);
  });

  test("nothing seen, nothing named", () => {
    expect(resolveContract(undefined, [])).toMatchObject({ assets: [], outsideMirrors: [] });
  });
});

describe("mirrors by URL", () => {
  const outside = (mirrors: readonly string[], seen: readonly SeenResource[] = []) =>
    resolveContract({ ...alder, mirrors }, seen).outsideMirrors;

  test.each([
    ["s3://rollward-vault-222222222222/roll?region=ca-central-1", false],
    ["s3://rollward-mirror-333333333333/roll?endpoint=https://s3.ca-west-1.amazonaws.com", false],
    ["s3://rollward-mirror-333333333333/roll?endpoint=https://objects.lakeside.example", true],
    ["s3://elsewhere/roll", true],
    ["/mnt/disk", true],
    ["file:///mnt/disk", true],
  ])("%s is outside: %s", (url, expected) => {
    expect(outside([url])).toEqual(expected ? [url] : []);
  });

  test("a bucket of an account that was read is a mirror inside, whatever its name", () => {
    const contract = resolveContract({ ...alder, mirrors: ["s3://third/roll"] }, [
      { arn: "arn:aws:s3:::third", account: register },
    ]);
    expect(contract.outsideMirrors).toEqual([]);
    expect(contract.assets.find(({ id }) => id === "mirrors/2")).toEqual({
      key: "mirrors",
      id: "mirrors/2",
      resources: ["arn:aws:s3:::third", "arn:aws:s3:::third/*"],
      accounts: [register],
    });
  });
});

test("an office that names all of its own, objects and all", () => {
  const contract = resolveContract(
    {
      format,
      assets: {
        mirrors: ["arn:aws:s3:::m2", "arn:aws:s3:::m1/*", "arn:aws:s3:::m1"],
        account: ["arn:aws:account::555555555555:account"],
        trail: ["arn:aws:cloudtrail:eu-west-1:555555555555:trail/all"],
      },
    },
    [],
  );
  expect(resourcesOf(contract, "mirrors/1")).toEqual(["arn:aws:s3:::m1", "arn:aws:s3:::m1/*"]);
  expect(resourcesOf(contract, "mirrors/2")).toEqual(["arn:aws:s3:::m2", "arn:aws:s3:::m2/*"]);
  expect(contract.assets.filter((asset) => asset.key === "account").map(({ id }) => id)).toEqual([
    "account/555555555555",
  ]);
});
