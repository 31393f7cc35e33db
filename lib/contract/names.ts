import type { Accounts } from "./config.ts";

/**
 * The fixed physical names of everything that the stacks make, so that a template and a live account can be compared,
 * and so that one account can name what another one will hold before it is there.
 */
export interface Home {
  readonly accounts: Accounts;
  /** Region of register, vault and audit. */
  readonly region: string;
  /** Region of the mirror. */
  readonly mirrorRegion: string;
}

/** Tasks that a function carries out in this version; the function and its role bear the same name. */
export const functionTasks = ["register", "look-up", "hand-out-list", "export", "seal", "mirror"] as const;
export type FunctionTask = (typeof functionTasks)[number];

/** The account that a function stands in, by its task. */
export const accountOfTask: Readonly<Record<FunctionTask, keyof Accounts>> = {
  register: "register",
  "look-up": "register",
  "hand-out-list": "register",
  export: "register",
  seal: "vault",
  mirror: "mirror",
};

export const fixedNames = {
  rollTable: "rollward-roll",
  countyIndex: "by-county",
  dataKeyAlias: "alias/rollward-data",
  signingKeyAlias: "alias/rollward-signing",
  headTable: "rollward-head",
  trail: "rollward-trail",
  api: "rollward-register",
  /** The permission boundary of every role, one in each account. */
  boundary: "rollward-boundary",
  /** Where exports lie in their bucket, and sets in vault and mirror. */
  exportPrefix: "exports",
  setsPrefix: "roll",
} as const;

export function functionName(task: FunctionTask): string {
  return `rollward-${task}`;
}

export function roleArn(task: FunctionTask, { accounts }: Pick<Home, "accounts">): string {
  return `arn:aws:iam::${accounts[accountOfTask[task]]}:role/${functionName(task)}`;
}

export function bucketNames({ accounts }: Pick<Home, "accounts">) {
  return {
    exports: `rollward-exports-${accounts.register}`,
    vault: `rollward-vault-${accounts.vault}`,
    mirror: `rollward-mirror-${accounts.mirror}`,
    trail: `rollward-trail-${accounts.audit}`,
  } as const;
}

export function rollTableArn({ accounts, region }: Home): string {
  return `arn:aws:dynamodb:${region}:${accounts.register}:table/${fixedNames.rollTable}`;
}

export function headTableArn({ accounts, region }: Home): string {
  return `arn:aws:dynamodb:${region}:${accounts.audit}:table/${fixedNames.headTable}`;
}
