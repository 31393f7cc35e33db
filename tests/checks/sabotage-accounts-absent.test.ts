import { beforeAll, describe, expect, test } from "vitest";
import type { Snapshot } from "../../lib/snapshot/model.ts";
import { config } from "../stacks/templates.ts";
import { ourAccounts, sabotaged, type OpenAccounts } from "./sabotage-accounts.ts";
import { judge, line, notPassed, sentence } from "./sabotage-verdicts.ts";

let base: Snapshot;
beforeAll(async () => {
  base = await ourAccounts();
});

const roll = "arn:aws:dynamodb:ca-central-1:111111111111:table/rollward-roll";
const vaultBucket = "arn:aws:s3:::rollward-vault-222222222222";
const edited = (edit: (accounts: OpenAccounts) => void): Snapshot => sabotaged(base, { edit });
describe("a fact that is absent is unknown, never a pass", () => {
  const without = (list: "resourcePolicies", account: keyof OpenAccounts, part: string) =>
    edited((accounts) => {
      const kept = accounts[account][list].filter(({ resource }) => !resource.includes(part));
      accounts[account][list] = kept;
    });

  test.each<[string, () => Snapshot, string[]]>([
    [
      "the policy of the register’s key",
      () => without("resourcePolicies", "register", ":key/"),
      ["key-users unknown dataKey", "roll-writers unknown roll *", "rule-changers unknown dataKey"],
    ],
    [
      "the policy of the signing key",
      () => without("resourcePolicies", "vault", ":key/"),
      [
        "key-users unknown signingKey",
        "rule-changers unknown signingKey",
        "vault-deleters unknown signingKey",
      ],
    ],
    [
      "the list of functions",
      () => edited(({ mirror }) => void delete (mirror as Partial<typeof mirror>).functions),
      ["code-runners unknown code"],
    ],
    [
      "a function’s role",
      () =>
        edited(({ vault }) => void delete (vault.functions[0] as Partial<(typeof vault.functions)[0]>).role),
      ["code-runners unknown code *"],
    ],
    [
      "how the mirror is encrypted",
      () =>
        edited(
          ({ mirror }) => void delete (mirror.buckets[0] as Partial<(typeof mirror.buckets)[0]>).encryption,
        ),
      ["lone-destroyer unknown mirrors/1 *", "vault-deleters unknown mirrors/1 *"],
    ],
    [
      "how the roll is encrypted",
      () =>
        edited(
          ({ register }) =>
            void delete (register.tables[0] as Partial<(typeof register.tables)[0]>).encryption,
        ),
      ["roll-writers unknown roll *", "lone-destroyer unknown roll *", "trail-apart unknown roll *"],
    ],
    [
      "the list of tables, where an asset is found by its tag only",
      () => edited(({ audit }) => void delete (audit as Partial<typeof audit>).tables),
      ["roll-readers unknown checkins", "roll-writers unknown checkins"],
    ],
  ])("%s", (_, snapshot, expected) => {
    const told = notPassed(snapshot());
    expect(told.map(line).filter((one) => one.includes(" fail "))).toEqual([]);
    // What stands behind an asset’s id is the resource that is concerned.
    const short = told.map((one) => line({ ...one, subject: one.subject.replace(/ .*/s, " *") }));
    for (const one of expected) expect(short).toContain(one);
  });
});

describe("an ARN that names nothing", () => {
  test.each([`${roll}/`, roll.replace(":table/", ":tabel/")])("%s", (arn) => {
    const told = notPassed(base, { ...config, assets: { roll: [arn] } });
    const readers = told.filter(({ check }) => check === "roll-readers");
    expect(readers.map(line)).toContain("roll-readers unknown roll");
    expect(sentence(readers[0]!)).toContain("names no resource that the actions in question can be done to");
    // The true ones bear the tag, which tells of them too.
    expect(readers.map(line)).toContain(`roll-readers unknown roll ${roll}`);
  });

  test("beside one that names the roll", () => {
    const told = notPassed(base, { ...config, assets: { roll: [roll, roll.replace(":table/", ":tabel/")] } });
    const [strange] = told.filter(({ check, subject }) => check === "roll-readers" && subject === "roll");
    expect(strange!.evidence).toMatchObject({ resource: roll.replace(":table/", ":tabel/") });
  });
});

test("what is tagged as the vault while the configuration names another is told", () => {
  const other = "arn:aws:s3:::second-vault";
  const snapshot = edited(({ audit }) => {
    audit.buckets.push({
      ...audit.buckets[0]!,
      arn: other,
      name: "second-vault",
      tags: { "rollward:asset": "vault" },
    });
  });
  const told = notPassed(snapshot).filter(({ check }) => check === "vault-readers");
  expect(told.map(line)).toEqual([`vault-readers unknown vault ${other}`]);
  expect(sentence(told[0]!)).toContain("is tagged rollward:asset=vault (the vault)");
});

describe("a pass can be judged again", () => {
  const passed = (id: string, snapshot = base) =>
    judge(snapshot).verdicts.find(
      ({ check, status, subject }) => check === id && status === "pass" && subject === "vault",
    );

  test("from whom was asked, what of, and who can", () => {
    const { access } = judge(base);
    const { evidence } = passed("vault-readers")!;
    expect(evidence).toMatchObject({
      asked: access.principals.length,
      capabilities: ["read-sealed"],
      resources: [vaultBucket, `${vaultBucket}/*`],
      holders: ["arn:aws:iam::333333333333:role/rollward-mirror"],
    });
    expect(evidence!["actions"]).toBeGreaterThan(0);
    expect(evidence).not.toHaveProperty("holdersTotal");
  });

  test("and whoever may or may not is not counted among those who can", () => {
    const doubtful = edited(({ mirror }) => {
      const own = mirror.authorizationDetails.RoleDetailList.find(
        ({ RoleName }) => RoleName === "rollward-mirror",
      )!;
      for (const statement of (own.RolePolicyList![0]!.PolicyDocument as unknown as { Statement: object[] })
        .Statement)
        Object.assign(statement, { Condition: { OfTomorrow: { "aws:username": "x" } } });
    });
    const verdict = passed("vault-readers", doubtful)!;
    expect(verdict.evidence).toMatchObject({
      holders: [],
      undecided: ["arn:aws:iam::333333333333:role/rollward-mirror"],
    });
    expect(sentence(verdict)).toContain("none of whom can");
  });
});
