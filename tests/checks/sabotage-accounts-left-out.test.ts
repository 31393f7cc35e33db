import { beforeAll, describe, expect, test } from "vitest";
import type { Snapshot } from "../../lib/snapshot/model.ts";
import { config } from "../stacks/templates.ts";
import { apartSabotages } from "./sabotage-accounts-apart.ts";
import { changeSabotages } from "./sabotage-accounts-change.ts";
import { escalationSabotages } from "./sabotage-accounts-escalation.ts";
import { rightSabotages } from "./sabotage-accounts-rights.ts";
import { settingSabotages } from "./sabotage-accounts-settings.ts";
import { ourAccounts, policyOn, sabotaged, type OpenAccounts } from "./sabotage-accounts.ts";
import { judge, line, notPassed, sentence } from "./sabotage-verdicts.ts";

let base: Snapshot;
beforeAll(async () => {
  base = await ourAccounts();
});

const exportsBucket = "arn:aws:s3:::rollward-exports-111111111111";
const edited = (edit: (accounts: OpenAccounts) => void): Snapshot => sabotaged(base, { edit });
describe("a failure’s witness", () => {
  const all = [
    ...settingSabotages,
    ...rightSabotages,
    ...apartSabotages,
    ...escalationSabotages,
    ...changeSabotages,
  ];
  test.each(all.map((sabotage) => [sabotage.name, sabotage] as const))(
    "is allowed as it stands, or says whom it assumes: %s",
    (_, sabotage) => {
      const { access, verdicts } = judge(sabotaged(base, sabotage), sabotage.config?.(config));
      for (const { check, route = [], witness } of verdicts) {
        if (witness === undefined) continue;
        // After escalation it is allowed for whoever took the steps: what begins the first of them stands as it is.
        const [begins] = route[0]?.witnesses ?? [];
        if (begins !== undefined)
          expect([check, access.decide(begins).decision]).toEqual([
            check,
            begins.assumes === undefined ? "allowed" : "unknown",
          ]);
        if (route.length > 0) continue;
        const { decision } = access.decide(witness);
        expect([check, witness.principal, decision]).toEqual([
          check,
          witness.assumes ?? witness.principal,
          witness.assumes === undefined ? "allowed" : "unknown",
        ]);
        expect(witness.by).not.toEqual([]);
      }
    },
  );
});

const others = (id: string) => base.accounts.filter((account) => account.id !== id);

describe("an account of the office that is not in the snapshot", () => {
  test.each(Object.values<string>({ ...config.accounts }))(
    "%s: nobody of it fails, it is named as not read",
    (id) => {
      const told = notPassed({ ...base, accounts: others(id) });
      expect(told.map(line).filter((one) => one.includes(" fail "))).toEqual([]);
      expect(told.some((one) => one.evidence?.["account"] === id)).toBe(true);
    },
  );

  const sealer = "arn:aws:iam::222222222222:role/rollward-seal";
  const second = "arn:aws:iam::222222222222:role/second";
  const letIn = (names: readonly string[] | undefined): Snapshot => {
    const edit = ({ register }: OpenAccounts) =>
      void policyOn(register, ":s3:::").push({
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::222222222222:root" },
        Action: "s3:GetObject",
        Resource: `${exportsBucket}/*`,
        ...(names === undefined ? {} : { Condition: { ArnEquals: { "aws:PrincipalArn": names } } }),
      });
    const whole = edited(edit);
    return { ...whole, accounts: whole.accounts.filter(({ id }) => id !== config.accounts.vault) };
  };
  const readers = (names?: readonly string[]) =>
    notPassed(letIn(names)).filter(({ check }) => check === "roll-readers");

  test("a statement that is pinned to the contract’s own holder lets in nobody else", () => {
    expect(readers([sealer])).toEqual([]);
  });

  test.each<[string, string[] | undefined, string]>([
    ["the whole account", undefined, "roll-readers unknown roll arn:aws:iam::222222222222:root"],
    ["another beside the holder", [sealer, second], `roll-readers unknown roll ${second}`],
  ])("%s: unknown, with the account’s name", (_, names, expected) => {
    const [told, ...more] = readers(names);
    expect(line(told!)).toBe(expected);
    expect(more).toEqual([]);
    expect(sentence(told!)).toContain("account 222222222222 is the office’s but was not read");
    expect(sentence(told!, "fr")).toContain("le compte 222222222222 est celui du bureau mais n’a pas été lu");
  });
});

test("a contractor’s own account is assumed to allow what our policy does, and the finding says so", () => {
  const name = "another account writes into the mirror";
  const snapshot = sabotaged(
    base,
    rightSabotages.find((one) => one.name === name)!,
  );
  const [told] = notPassed(snapshot);
  const contractor = "arn:aws:iam::999999999999:role/contractor";
  expect(told).toMatchObject({ status: "fail", witness: { principal: contractor, assumes: contractor } });
  expect(sentence(told!)).toContain("is allowed if its own account lets it (assumed");
  expect(sentence(told!, "fr")).toContain("si son propre compte le lui accorde (supposé");
  expect(sentence(told!)).not.toContain("as it stands");
});

test("a contractor who could do both of what nobody may hold together: assumed, in those words", () => {
  const contractor = "arn:aws:iam::999999999999:role/contractor";
  const letIn = { Effect: "Allow", Principal: { AWS: contractor } };
  const snapshot = edited(({ register }) => {
    policyOn(register, ":s3:::").push(
      { ...letIn, Action: "s3:GetObject", Resource: `${exportsBucket}/*` },
      { ...letIn, Action: "s3:PutBucketPolicy", Resource: exportsBucket },
    );
  });
  const [told] = notPassed(snapshot).filter(({ check }) => check === "rules-apart");
  expect(told).toMatchObject({ status: "fail", subject: contractor, witness: { assumes: contractor } });
  expect(sentence(told!)).toContain(", if its own account lets it (assumed");
  expect(sentence(told!, "fr")).toContain(", si son propre compte le lui accorde (supposé");
});
