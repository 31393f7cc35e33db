import { ManagedPolicy } from "aws-cdk-lib/aws-iam";
import type { Stack } from "aws-cdk-lib/core";
import { accountOfTask, fixedNames, functionTasks, type FunctionTask } from "../../contract/names.ts";
import type { Accounts } from "../../contract/config.ts";
import type { Office } from "../office.ts";
import type { OwnKeys } from "../targets.ts";
import { acknowledgePatterns } from "./acknowledge.ts";
import { grantStatements } from "./statements.ts";

export function boundaryArn(account: string): string {
  return `arn:aws:iam::${account}:policy/${fixedNames.boundary}`;
}

/** All tasks whose functions stand in `account`, whichever stack makes them. */
export function tasksIn(account: string, { accounts }: Pick<Office, "accounts">): readonly FunctionTask[] {
  return functionTasks.filter((task) => accounts[accountOfTask[task]] === account);
}

/**
 * The stack that makes the boundary of an account: there is one in each, so that its name is always the same. Where
 * accounts coincide, the first stack makes it and the others wait for it.
 */
export function boundaryMaker(account: string, { accounts }: Pick<Office, "accounts">): keyof Accounts {
  const maker = (["register", "vault", "mirror"] as const).find((place) => accounts[place] === account);
  if (maker === undefined) throw new Error(`no function stands in ${account}`);
  return maker;
}

/**
 * The permission boundary of every role in the stack’s account: at most what the contract grants to the tasks that
 * stand there. Whoever widens a role’s own policy by mistake widens nothing. `undefined` where another stack makes it.
 */
export function makeBoundary(
  stack: Stack,
  place: keyof Accounts,
  office: Office,
  keys: OwnKeys,
): ManagedPolicy | undefined {
  if (boundaryMaker(stack.account, office) !== place) return undefined;
  const statements = grantStatements(tasksIn(stack.account, office), office, keys);
  const boundary = new ManagedPolicy(stack, "Boundary", {
    managedPolicyName: fixedNames.boundary,
    description: "The most that any Rollward role in this account may do",
    statements: [...statements],
  });
  acknowledgePatterns(
    boundary,
    statements.flatMap(({ resources }) => resources),
    "A boundary grants nothing; each pattern is one bucket’s prefix, one log group, or a key whose id another stack draws.",
  );
  return boundary;
}
