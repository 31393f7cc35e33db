import { beforeAll, describe, expect, test } from "vitest";
import { checks } from "../../checks/index.ts";
import { config } from "../stacks/templates.ts";
import { apartSabotages } from "./sabotage-accounts-apart.ts";
import { changeSabotages } from "./sabotage-accounts-change.ts";
import { escalationSabotages } from "./sabotage-accounts-escalation.ts";
import { leakSabotages } from "./sabotage-accounts-leaks.ts";
import { principalSabotages } from "./sabotage-accounts-principals.ts";
import { rightSabotages } from "./sabotage-accounts-rights.ts";
import { settingSabotages } from "./sabotage-accounts-settings.ts";
import { codeSabotages, trustSabotages } from "./sabotage-accounts-takers.ts";
import { lived, named, ourAccounts, sabotaged, type Sabotage } from "./sabotage-accounts.ts";
import type { Snapshot } from "../../lib/snapshot/model.ts";

const sabotages: readonly Sabotage[] = [
  ...settingSabotages,
  ...rightSabotages,
  ...apartSabotages,
  ...principalSabotages,
  ...trustSabotages,
  ...codeSabotages,
  ...leakSabotages,
  ...escalationSabotages,
  ...changeSabotages,
];

let base: Snapshot;
beforeAll(async () => {
  base = await ourAccounts();
});

const expected = ({ names }: Sabotage): readonly string[] =>
  names.map((name) => (name.includes(" ") ? name : `${name} fail`)).toSorted();

describe("the accounts that our stacks make", () => {
  test("are read whole from their templates: nothing is unread", () => {
    expect(base.unread).toBeUndefined();
    expect(new Set(base.accounts.map(({ id }) => id))).toEqual(new Set(Object.values(config.accounts)));
  });

  test("pass every check, as templates and live", () => {
    expect(named(base)).toEqual([]);
    expect(named(lived(base))).toEqual([]);
  });
});

describe("one sabotage, named by the checks that are meant for it and by no other; what is harmless by none", () => {
  test.each(sabotages.map((sabotage) => [sabotage.name, sabotage] as const))("%s", (_, sabotage) => {
    expect(named(sabotaged(base, sabotage), sabotage.config?.(config))).toEqual(expected(sabotage));
  });
});

test("there are at least sixty, each with a name of its own", () => {
  expect(new Set(sabotages.map(({ name }) => name)).size).toBe(sabotages.length);
  expect(sabotages.length).toBeGreaterThanOrEqual(60);
});

/** The checks of backups have sabotages of their own. */
const elsewhere = /^backup-/;

test.each(checks.map(({ id }) => id).filter((id) => !elsewhere.test(id)))(
  "%s is the only check that names some sabotage",
  (id) => {
    const alone = sabotages.filter(
      (sabotage) =>
        sabotage.names.length > 0 && expected(sabotage).every((name) => name.startsWith(`${id} `)),
    );
    expect(alone.map(({ name }) => name)).not.toEqual([]);
  },
);
