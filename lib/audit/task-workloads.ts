import { matchesPattern } from "../actions/wildcard.ts";
import type { Words } from "../base/words.ts";
import { coverOf } from "../contract/arn.ts";
import type { Asset } from "../contract/contract.ts";
import { functionName, functionTasks } from "../contract/names.ts";
import type { Account } from "../snapshot/model.ts";
import type { CheckInput } from "./check.ts";
import type { Verdict } from "./finding.ts";
import { isHolder } from "./holders.ts";
import { factUnread } from "./unread.ts";

/**
 * The input, with a `code` asset to which every function belongs that runs with a role which holds a task, whatever its
 * name: whoever changes its code acts as the task. Of what is no function the role belongs to it. Where the contract
 * finds no code, nothing is added: that it finds none is told.
 */
export function withTaskWorkloads(input: CheckInput): CheckInput {
  const { contract, snapshot } = input;
  const at = contract.assets.findIndex(({ key }) => key === "code");
  const code = contract.assets[at];
  if (code === undefined) return input;
  const homes = snapshot.accounts.filter((account) => holdsTasks(account, input));
  const extended: Asset = {
    ...code,
    resources: distinct([
      ...code.resources,
      ...homes.flatMap((account) => functionsIn(account, input)).flatMap(coverOf),
      ...homes.flatMap((account) => othersIn(account, input)).map(({ role }) => role),
    ]),
    accounts: distinct([...code.accounts, ...homes.map(({ id }) => id)]),
  };
  return { ...input, contract: { ...contract, assets: contract.assets.with(at, extended) } };
}

/**
 * What the engine cannot be asked: functions of the stacks that run with a role which is not their task’s, things that
 * are no function and run with the role of a task, and accounts of which it was not read what runs there.
 */
export function workloadVerdicts(input: CheckInput): readonly Verdict[] {
  const { snapshot } = input;
  return snapshot.accounts.flatMap((account): readonly Verdict[] => {
    if (!holdsTasks(account, input)) return misplaced(account, input);
    const unread =
      account.workloads === undefined
        ? [
            factUnread(snapshot, `code ${account.id}`, words.what, {
              account: account.id,
              facts: "workloads",
            }),
          ]
        : [];
    const others = othersIn(account, input).map(({ kind, resource, role }): Verdict => {
      const args = { kind, resource, role };
      const evidence = { kind, role };
      return { status: "unknown", subject: `code ${resource}`, words: words.other, args, evidence };
    });
    return [...misplaced(account, input), ...others, ...unread];
  });
}

/** Does a role of this account hold a task? Something runs with a role of its own account only. */
function holdsTasks({ authorizationDetails }: Account, { contract }: CheckInput): boolean {
  return authorizationDetails.RoleDetailList.some(({ Arn }) => isHolder(contract, Arn));
}

function functionsIn({ functions, workloads }: Account, { contract }: CheckInput): readonly string[] {
  const held = (role: string | undefined): boolean => role !== undefined && isHolder(contract, role);
  return [
    ...(functions ?? []).filter(({ role }) => held(role)).map(({ arn }) => arn),
    ...(workloads ?? [])
      .filter(({ resource, role }) => isFunction(resource) && held(role))
      .map(({ resource }) => resource),
  ];
}

function othersIn({ workloads }: Account, { contract }: CheckInput) {
  return (workloads ?? []).filter(({ resource, role }) => !isFunction(resource) && isHolder(contract, role));
}

function isFunction(resource: string): boolean {
  return /^arn:[^:]*:lambda:[^:]*:[^:]*:function:/.test(resource);
}

/** Functions of the stacks, by name and place, with a role that is not their task’s. */
function misplaced({ functions }: Account, { contract }: CheckInput): readonly Verdict[] {
  const code = contract.assets.filter(({ key }) => key === "code").flatMap(({ resources }) => resources);
  return functionTasks.flatMap((task) => {
    const holders = contract.holders[task];
    // An office that gave the task to somebody else runs other code.
    if (holders === undefined || contract.config?.tasks?.[task] !== undefined) return [];
    return (functions ?? [])
      .filter(({ arn, name }) => name === functionName(task) && code.some((one) => matchesPattern(one, arn)))
      .flatMap(({ arn, role }): readonly Verdict[] => {
        if (role === undefined || holders.some((pattern) => matchesPattern(pattern, role))) return [];
        const args = { function: arn, role, holder: holders.join(", ") };
        const fix = { words: words.restore, args };
        return [
          { status: "fail", subject: `code ${arn}`, words: words.misplaced, args, evidence: { role }, fix },
        ];
      });
  });
}

function distinct(all: readonly string[]): readonly string[] {
  return [...new Set(all)].sort();
}

const words = {
  misplaced: {
    en: "{function}: this function runs with the role {role}, which is not its task’s ({holder}): before escalation it may already do what its task does not need.",
    fr: "{function} : cette fonction s’exécute avec le rôle {role}, qui n’est pas celui de sa tâche ({holder}) : avant toute escalade de privilèges, elle peut déjà ce que sa tâche n’exige pas.",
  },
  restore: {
    en: "Find out who changed it, and when (CloudTrail: UpdateFunctionConfiguration). Then give the function the role of its task again: deploy the stacks.",
    fr: "Cherchez qui l’a modifiée, et quand (CloudTrail : UpdateFunctionConfiguration). Rendez ensuite à la fonction le rôle de sa tâche : déployez les piles.",
  },
  other: {
    en: "{resource} ({kind}) runs with the role {role}, which holds a task; who may change what it runs was not looked at.",
    fr: "{resource} ({kind}) s’exécute avec le rôle {role}, qui tient une tâche ; qui peut modifier ce qui s’y exécute n’a pas été examiné.",
  },
  what: {
    en: "what runs there with the role of a task",
    fr: "ce qui s’y exécute avec le rôle d’une tâche",
  },
} satisfies Record<string, Words>;
