import { describe, expect, test } from "vitest";
import { loneDestroyer } from "../../../checks/w5-1c/lone-destroyer.ts";
import type { CheckInput } from "../../../lib/audit/check.ts";
import { say } from "../../../lib/base/words.ts";
import type { Config } from "../../../lib/contract/config.ts";
import { mirror, problem, snapshotOf } from "../../audit/healthy.ts";
import type { FakeRight } from "../../fakes/rights-access.ts";
import { changed, ids, keyPolicy, sound, unread } from "../sound-accounts.ts";
import {
  asking,
  at,
  closing,
  judged,
  lines,
  mallory,
  managed,
  noAccountsRead,
  right,
  role,
} from "./contract-input.ts";

const outside = "s3://alder-rolls/roll?region=lk&endpoint=https://objects.lakeside-archive.example";
const config = asking().contract.config!;
/** The office without a mirror elsewhere. */
const inside: Config = { ...config, mirrors: config.mirrors!.filter((url) => url !== outside) };

const all = (principal: string): readonly FakeRight[] => [
  right(principal, "dynamodb:DeleteTable", at.roll),
  right(principal, "s3:DeleteObjectVersion", at.set),
  right(principal, "s3:PutLifecycleConfiguration", at.mirror),
];
const seen = (change: Parameters<typeof mirror>[1] = {}, url = outside): Partial<CheckInput> => ({
  snapshot: { ...sound, backups: snapshotOf([{ ...mirror("x"), url, ...change }]).backups! },
});
const ask = (rights: readonly FakeRight[], change: Parameters<typeof asking>[1] = {}) =>
  lines(loneDestroyer, asking(rights, { config: inside, ...change }));

test("passes while nobody reaches everything: each function reaches one", () => {
  expect(ask([])).toEqual(["pass roll"]);
  expect(ask(all(mallory).slice(1))).toEqual(["pass roll"]);
  expect(ask([...all(mallory).slice(0, 2), ...all(role("other")).slice(2)])).toEqual(["pass roll"]);
});

describe("fails for whoever can destroy", () => {
  test("the roll, the vault and the mirror alone, and says with which request", () => {
    const input = asking(all(mallory), { config: inside });
    const [verdict] = judged(loneDestroyer, input);
    expect(verdict).toMatchObject({
      status: "fail",
      subject: mallory,
      witness: { principal: mallory, action: "dynamodb:DeleteTable" },
      evidence: { can: [{ asset: "roll" }, { asset: "vault" }, { asset: "mirrors/1" }] },
    });
  });

  test("one by altering each voter, one by closing its account, one by its key", () => {
    const rights = [
      right(mallory, "dynamodb:PutItem", at.roll),
      closing(mallory, ids.vault),
      right(mallory, "kms:ScheduleKeyDeletion", "arn:aws:kms:ca-west-1:333333333333:key/k"),
    ];
    expect(ask(rights, managed)).toEqual(["pass roll"]);
    const key = "arn:aws:kms:ca-west-1:333333333333:key/k";
    const locked = changed(ids.mirror, {
      resourcePolicies: [keyPolicy(key, ids.mirror)],
      buckets: [
        {
          ...sound.accounts[2]!.buckets![0]!,
          encryption: { algorithm: "aws:kms", key },
        },
      ],
    });
    const { organization } = managed.snapshot!;
    expect(ask(rights, { snapshot: { ...locked, organization: organization! } })).toEqual([
      `fail ${mallory}`,
    ]);
    // Without knowing who manages the organisation, nobody can say who closes its accounts.
    expect(ask(rights, { snapshot: locked })).toEqual([`unknown ${mallory}`]);
  });

  test("nobody is exempt by name: a holder of break-glass over every account", () => {
    const glass = role("glass");
    const tasks = { "break-glass": [glass] };
    const mfa = { context: { "aws:MultiFactorAuthPresent": true } };
    const all = Object.values<string>({ ...ids }).map((id) => closing(glass, id, mfa));
    expect(ask(all, { config: { ...inside, tasks }, ...managed })).toEqual([`fail ${glass}`]);
  });

  test("a single account for everything, by closing it", () => {
    const one = { register: ids.audit, vault: ids.audit, mirror: ids.audit, audit: ids.audit };
    const closer = right(role("x", ids.audit), "account:CloseAccount", at.account(ids.audit));
    expect(ask([closer], { config: { ...inside, accounts: one, mirrors: [] } })).toEqual([
      `fail ${role("x", ids.audit)}`,
    ]);
  });
});

describe("a mirror outside", () => {
  test("saves it when it was seen to hold its newest set whole", () => {
    const input = asking(all(mallory), seen());
    const [verdict] = judged(loneDestroyer, input);
    expect(verdict!.status).toBe("pass");
    expect(say(verdict!.words, "en", verdict!.args)).toContain(
      "it outlives the one principal who can destroy",
    );
    expect(verdict!.evidence).toMatchObject({ destroyers: [mallory] });
  });

  test("however its URL is written", () => {
    const disk: Config = { ...inside, mirrors: ["file:///mnt/safe%20one/"] };
    expect(
      lines(loneDestroyer, asking(all(mallory), { config: disk, ...seen({}, "/mnt/safe one") })),
    ).toEqual(["pass roll"]);
  });

  test.each<[string, Partial<CheckInput>]>([
    ["was not read", {}],
    ["is empty", seen({ sets: 0, newest: null })],
    ["is not whole", seen({ problems: [problem("part-altered", 4, "sets/00000007/p.age")] })],
    ["is another", seen({}, "/mnt/other")],
  ])("that %s is no proof, and only matters when somebody reaches the rest", (_, change) => {
    expect(lines(loneDestroyer, asking(all(mallory), change))).toEqual([`unknown ${mallory}`]);
    expect(lines(loneDestroyer, asking([], change))).toEqual(["pass roll"]);
  });

  test("is needed even with no mirror inside", () => {
    const only: Config = { ...config, assets: { mirrors: ["arn:aws:s3:::gone"] } };
    expect(ask(all(mallory).slice(0, 2), { config: only })).toEqual(["pass roll"]);
  });
});

describe("does not know", () => {
  test("what the engine could not decide", () => {
    const [first, ...rest] = all(mallory);
    expect(ask([{ ...first!, unknown: "tomorrow" }, ...rest])).toEqual([`unknown ${mallory}`]);
  });

  test("who there is in an account that was not read", () => {
    const snapshot = unread(sound, { what: "iam", why: "denied", account: ids.vault, facts: "identities" });
    expect(ask([], { snapshot })).toEqual(["unknown vault"]);
    expect(ask(all(mallory), { snapshot })).toEqual([`fail ${mallory}`, "unknown vault"]);
  });

  test("where the roll and the vault are", () => {
    const contract = { ...asking().contract, assets: [], outsideMirrors: [] };
    expect(ask(all(mallory), { contract })).toEqual(["unknown roll", "unknown vault", "unknown mirrors"]);
  });
});

test("is not applicable without accounts", () => {
  expect(lines(loneDestroyer, asking([], noAccountsRead))).toEqual(["not-applicable accounts"]);
});
