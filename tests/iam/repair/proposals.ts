/** Repairs of small worlds, every promise of which is put to the edited accounts once more. */
import { expect } from "vitest";
import { loadActions } from "../../../lib/actions/load.ts";
import type { AccessQuestion } from "../../../lib/iam/access.ts";
import { compileAccess } from "../../../lib/iam/compile.ts";
import type { IamInput } from "../../../lib/iam/input.ts";
import { repairAccess } from "../../../lib/iam/repair.ts";
import { editedInput } from "../../../lib/iam/repair/edited.ts";
import type { Asked, Repair, RepairRequest } from "../../../lib/iam/repair/request.ts";
import { allow, bucket, inputOf, policy, userArn, type Json, type World } from "../world.ts";

export const index = loadActions();
export const clerk = userArn("clerk");

export const ask = (
  actions: string | readonly string[],
  resources: string | readonly string[],
  more: Partial<AccessQuestion> = {},
): AccessQuestion => ({ actions: [actions].flat(), resources: [resources].flat(), ...more });

/** One thing that must stay possible. */
export const keep = (
  action: string,
  resource: string,
  principal = clerk,
  more: Partial<AccessQuestion> = {},
): Asked => ({
  principal,
  question: ask(action, resource, more),
});

/** One thing that must not be possible. */
export const without = (
  question: AccessQuestion | readonly AccessQuestion[],
  keeps: readonly Asked[] = [],
  principal = clerk,
): RepairRequest => ({
  remove: [{ principal, questions: [question].flat() }],
  keep: keeps,
});

/** The repair of a world; what it promises has been proved of the edited accounts, compiled afresh. */
export function repair(world: World, request: RepairRequest, input: IamInput = inputOf(world)): Repair {
  const before = compileAccess(input, index);
  const found = repairAccess(input, compileAccess(input, index), request);
  const after = compileAccess(editedInput(input, found.edits), index);
  for (const { principal, question } of found.removed) {
    expect(before.can(principal, question).verdict).toBe("yes");
    expect(after.can(principal, question).verdict).toBe("no");
  }
  for (const { principal, question } of found.kept)
    expect(after.can(principal, question).verdict).toBe("yes");
  for (const { principal, before: witness } of found.alsoTakes) {
    const { by: _, ...asked } = witness;
    expect(before.decide({ principal, ...asked }).decision).toBe("allowed");
    expect(after.decide({ principal, ...asked }).decision).not.toBe("allowed");
  }
  expect(after.notUnderstood.length).toBeLessThanOrEqual(before.notUnderstood.length);
  return found;
}

/** The statements that stand in the only edited policy, and how many elements that took. */
export function only({ edits, unsolved }: Repair): {
  readonly policy: string;
  readonly change: string;
  readonly statements: unknown;
  readonly elements: number;
} {
  expect(unsolved).toEqual([]);
  expect(edits).toHaveLength(1);
  const { policy, change, after, elements } = edits[0]!;
  return { policy, change, statements: after?.["Statement"], elements };
}

export interface Case {
  readonly world: World;
  readonly request: RepairRequest;
  /** The policy that is edited, `own` when left out. */
  readonly policy?: string;
  readonly change?: string;
  readonly statements: unknown;
  readonly elements: number;
}

export const objects = `${bucket}/*`;
/** The clerk’s inline policy, in a world of {@link withOwn}. */
export const own = `${clerk}/inline/p0`;
export const bare = { [bucket]: policy() };
export const withOwn = (...statements: readonly Json[]): World => ({
  users: { clerk: { inline: [policy(...statements)] } },
  resources: bare,
});
export const read = ask("s3:GetObject", objects);
export const remove = ask("s3:DeleteObject", objects);

/** The world’s accounts with a managed policy of AWS in them. */
export const withAws = (world: World, Arn: string): IamInput => {
  const { accounts } = inputOf(world);
  const Document = policy(allow("s3:*"));
  const own = {
    PolicyName: "AmazonS3FullAccess",
    Arn,
    PolicyVersionList: [{ VersionId: "v9", IsDefaultVersion: true, Document }],
  };
  return {
    accounts: accounts.map((account) => ({
      ...account,
      authorizationDetails: { ...account.authorizationDetails, Policies: [own] },
    })),
  };
};
