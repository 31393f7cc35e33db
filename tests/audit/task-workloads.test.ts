import { describe, expect, test } from "vitest";
import { withTaskWorkloads, workloadVerdicts } from "../../lib/audit/task-workloads.ts";
import { changed, config, functionArn, ids, sound } from "../checks/sound-accounts.ts";
import { input } from "../checks/telling.ts";

const register = sound.accounts[0]!;
const handOut = `arn:aws:iam::${ids.register}:role/rollward-hand-out-list`;
const evil = `arn:aws:lambda:ca-central-1:${ids.register}:function:evil`;
const machine = `arn:aws:ec2:ca-central-1:${ids.register}:instance/i-0abc`;
const codeOf = (given: ReturnType<typeof input>) =>
  withTaskWorkloads(given).contract.assets.find(({ key }) => key === "code");
const withWorkloads = (...workloads: readonly object[]) =>
  input({ snapshot: changed(ids.register, { workloads }) });
const told = (given: ReturnType<typeof input>) =>
  workloadVerdicts(given).map(({ status, subject }) => `${status} ${subject}`);

describe("to the code belongs", () => {
  test("nothing more where only the functions of the stacks run", () => {
    const given = input({ snapshot: { ...sound, accounts: [register] } });
    const before = given.contract.assets.find(({ key }) => key === "code");
    expect(new Set(codeOf(given)?.resources)).toEqual(new Set(before?.resources));
    expect(told(given)).toEqual([]);
  });

  test("a function with the role of a task, with its versions, from either list", () => {
    const functions = [...register.functions!, { arn: evil, name: "evil", role: handOut }];
    for (const given of [
      input({ snapshot: changed(ids.register, { functions }) }),
      withWorkloads({ kind: "lambda", resource: evil, role: handOut }),
    ]) {
      expect(codeOf(given)?.resources).toEqual(expect.arrayContaining([evil, `${evil}:*`]));
      expect(told(given)).toEqual([]);
    }
  });

  test("the role of what is no function; who may change that is not known", () => {
    const given = withWorkloads({ kind: "ec2", resource: machine, role: handOut });
    expect(codeOf(given)?.resources).toContain(handOut);
    expect(told(given)).toEqual([`unknown code ${machine}`]);
  });

  test("nothing that runs with a role without a task", () => {
    const given = withWorkloads({ kind: "ec2", resource: machine, role: `${handOut}-other` });
    expect(codeOf(given)?.resources).toEqual(codeOf(input())?.resources);
    expect(told(given)).toEqual([]);
  });

  test("nothing where the contract finds no code", () => {
    expect(codeOf(input({ config: undefined }))).toBeUndefined();
  });
});

describe("a function of the stacks", () => {
  const swapped = register.functions!.map((one) =>
    one.name === "rollward-look-up" ? { ...one, role: handOut } : one,
  );
  const snapshot = changed(ids.register, { functions: swapped });

  test("fails with the role of another task", () => {
    expect(told(input({ snapshot }))).toEqual([`fail code ${functionArn("look-up", ids.register)}`]);
  });

  test("may have any role where the office gave the task to somebody else", () => {
    expect(told(input({ snapshot, config: { ...config, tasks: { "look-up": [handOut] } } }))).toEqual([]);
  });
});

test("what runs in an account with tasks must have been read; elsewhere it need not", () => {
  expect(told(input({ snapshot: changed(ids.register, { workloads: undefined }) }))).toEqual([
    `unknown code ${ids.register}`,
  ]);
  expect(told(input({ snapshot: changed(ids.audit, { workloads: undefined }) }))).toEqual([]);
});
