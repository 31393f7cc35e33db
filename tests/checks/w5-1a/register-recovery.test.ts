import { expect, test } from "vitest";
import { registerRecovery } from "../../../checks/w5-1a/register-recovery.ts";
import { noMirrors } from "../../audit/healthy.ts";
import { arns, but, changed, ids, sound } from "../sound-accounts.ts";
import { statuses, told } from "../telling.ts";

const table = sound.accounts[0]!.tables![0]!;
const withTable = (pointInTimeRecovery: unknown, deletionProtection: unknown) => ({
  snapshot: changed(ids.register, { tables: [but(table, { pointInTimeRecovery, deletionProtection })] }),
});

test.each<[unknown, unknown, string, string]>([
  [true, true, "pass", "point-in-time recovery and deletion protection are on."],
  [false, true, "fail", "point-in-time recovery is off"],
  [true, false, "fail", "deletion protection is off, so one command"],
  [false, false, "fail", "point-in-time recovery and deletion protection are off"],
  [false, undefined, "fail", "point-in-time recovery is off"],
  [undefined, false, "fail", "deletion protection is off, so one command"],
  [undefined, true, "unknown", "the snapshot does not say whether point-in-time recovery"],
  [true, undefined, "unknown", "the snapshot does not say whether point-in-time recovery"],
  [undefined, undefined, "unknown", "the snapshot does not say whether point-in-time recovery"],
])("register-recovery with recovery %s and protection %s: %s", (recovery, protection, status, said) => {
  const [line] = told(registerRecovery, withTable(recovery, protection));
  expect(line).toContain(`${status} ${arns.roll}: ${arns.roll}: `);
  expect(line).toContain(said);
});

test("register-recovery does not know a table that was not read, nor which one is the roll", () => {
  expect(statuses(registerRecovery, { snapshot: changed(ids.register, { tables: [] }) })).toEqual([
    "unknown",
  ]);
  expect(told(registerRecovery, { config: undefined })[0]).toContain(
    "unknown roll: Which table holds the roll",
  );
});

test("register-recovery judges each table that the office names, wherever it stands", () => {
  const second = `arn:aws:dynamodb:ca-west-1:${ids.vault}:table/rolls-b`;
  const own = {
    format: "rollward/config@1",
    assets: { roll: [arns.roll, second, `${second}/index/by-county`] },
  } as const;
  const accounts = sound.accounts.map((one) =>
    one.id === ids.vault ? { ...one, tables: [{ ...table, arn: second, deletionProtection: false }] } : one,
  );
  expect(statuses(registerRecovery, { config: own, snapshot: { ...sound, accounts } })).toEqual([
    "pass",
    "fail",
  ]);
});

test("register-recovery is not applicable without accounts", () => {
  expect(statuses(registerRecovery, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});
