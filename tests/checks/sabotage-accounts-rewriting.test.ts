import { beforeAll, describe, expect, test } from "vitest";
import type { Snapshot } from "../../lib/snapshot/model.ts";
import { rightSabotages } from "./sabotage-accounts-rights.ts";
import { settingSabotages } from "./sabotage-accounts-settings.ts";
import {
  named,
  ourAccounts,
  person,
  sabotaged,
  type OpenAccounts,
  type Policy,
  type Sabotage,
  type Statement,
} from "./sabotage-accounts.ts";

let base: Snapshot;
beforeAll(async () => {
  base = await ourAccounts();
});

/** A copy in which every policy, wherever it stands, is written otherwise. */
function rewritten(snapshot: Snapshot, rewrite: (policy: Policy) => unknown): Snapshot {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    if (Object.hasOwn(value, "Statement")) return rewrite(structuredClone(value) as Policy);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
  };
  return { ...snapshot, accounts: walk(snapshot.accounts) as Snapshot["accounts"] };
}

const statements = (change: (all: readonly Statement[]) => readonly Statement[]) => (policy: Policy) => ({
  ...policy,
  Statement: change(policy.Statement),
});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const rewritings: readonly (readonly [string, (snapshot: Snapshot) => Snapshot])[] = [
  [
    "statements in another order",
    (one) =>
      rewritten(
        one,
        statements((all) => all.toReversed()),
      ),
  ],
  [
    "no Sids",
    (one) =>
      rewritten(
        one,
        statements((all) => all.map(({ Sid: _sid, ...rest }) => rest)),
      ),
  ],
  [
    "other Sids",
    (one) =>
      rewritten(
        one,
        statements((all) => all.map((each, at) => ({ ...each, Sid: `Renamed${at}` }))),
      ),
  ],
  [
    "one statement for each action",
    (one) =>
      rewritten(
        one,
        statements((all) =>
          all.flatMap((each) => list(each["Action"]).map((Action) => ({ ...each, Action }))),
        ),
      ),
  ],
  [
    "one statement for each resource, as lists of one",
    (one) =>
      rewritten(
        one,
        statements((all) =>
          all.flatMap((each) =>
            "Resource" in each
              ? list(each["Resource"]).map((Resource) => ({ ...each, Resource: [Resource] }))
              : [each],
          ),
        ),
      ),
  ],
  [
    "each statement twice",
    (one) =>
      rewritten(
        one,
        statements((all) => [...all, ...all]),
      ),
  ],
  [
    "actions in other letters",
    (one) =>
      rewritten(
        one,
        statements((all) =>
          all.map((each) => ({
            ...each,
            Action: list(each["Action"]).map((name) => String(name).toUpperCase()),
          })),
        ),
      ),
  ],
  [
    "one statement that is no list",
    (one) =>
      rewritten(one, (policy) =>
        policy.Statement.length === 1 ? { ...policy, Statement: policy.Statement[0] } : policy,
      ),
  ],
  ["policies as text", (one) => rewritten(one, (policy) => JSON.stringify(policy))],
  [
    "policies as percent-encoded text",
    (one) => rewritten(one, (policy) => encodeURIComponent(JSON.stringify(policy))),
  ],
  [
    "keys in another order",
    (one) => rewritten(one, (policy) => Object.fromEntries(Object.entries(policy).toReversed())),
  ],
  [
    "one more refusal",
    (one) => edited(one, ({ vault }) => void person(vault, "nobody", { Effect: "Deny", Action: "*" })),
  ],
  ["a role without rights", (one) => edited(one, ({ register }) => void person(register, "visitor"))],
  [
    "a role whose rights have nothing to do with the office",
    (one) =>
      edited(one, ({ mirror }) => void person(mirror, "gardener", { Action: "cloudwatch:GetMetricData" })),
  ],
  [
    "accounts, roles and lists in another order",
    (one) => ({ ...one, accounts: reversed(one.accounts) as Snapshot["accounts"] }),
  ],
];

function edited(snapshot: Snapshot, edit: (accounts: OpenAccounts) => void): Snapshot {
  return sabotaged(snapshot, { edit });
}

/** Every list of resources and identities back to front; the insides of policies stay. */
function reversed(value: unknown, depth = 0): unknown {
  if (Array.isArray(value)) return value.map((one) => reversed(one, depth + 1)).toReversed();
  if (typeof value !== "object" || value === null || depth > 4 || Object.hasOwn(value, "Statement"))
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reversed(inner, depth + 1)]));
}

const some = (name: string): Sabotage =>
  [...settingSabotages, ...rightSabotages].find((sabotage) => sabotage.name === name)!;
const kept = [
  some("the look-up reads the whole roll"),
  some("another account reads the vault"),
  some("a contractor who may become the look-up"),
];

describe("a harmless rewriting changes nothing", () => {
  test.each(rewritings)("%s: nothing is named that was sound", (_, rewrite) => {
    const other = rewrite(base);
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(base));
    expect(named(other)).toEqual([]);
  });

  test.each(rewritings)("%s: and nothing is hidden that was not", (_, rewrite) => {
    for (const sabotage of kept) {
      const snapshot = sabotaged(base, sabotage);
      expect(named(rewrite(snapshot)), sabotage.name).toEqual(named(snapshot));
    }
  });
});
