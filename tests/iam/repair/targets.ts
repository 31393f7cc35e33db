/** Statements that allow what they must not, each to be narrowed by itself. */
import type { AccessQuestion } from "../../../lib/iam/access.ts";
import { compileAccess } from "../../../lib/iam/compile.ts";
import type { IamInput } from "../../../lib/iam/input.ts";
import { documentsOf } from "../../../lib/iam/repair/documents.ts";
import { beforeOf, type Ground } from "../../../lib/iam/repair/ground.ts";
import type { Json, RepairRequest, Violation } from "../../../lib/iam/repair/request.ts";
import type { Narrowing, Target } from "../../../lib/iam/repair/target.ts";
import { inputOf, object, type World } from "../world.ts";
import { ask, clerk, index, objects } from "./proposals.ts";

/** A statement that allows the clerk to read an object, which it must not. */
export const target = (statement: Json, more: Partial<Target> = {}): Target => ({
  statement,
  principal: clerk,
  question: ask("s3:GetObject", objects),
  witness: { action: "s3:GetObject", resource: object, by: [] },
  kept: [],
  index,
  ...more,
});
export const texts = (list: readonly Narrowing[]) => list.map(({ statements }) => statements);
export const part = (element: string, list: readonly Narrowing[]) =>
  list.map(({ statements }) => statements.map((each) => each[element]));
export const takes = (list: readonly Narrowing[]) => list.map((each) => each.takes());

/** What a repair of a world hangs on, and the first request that is to go. */
export function groundOf(world: World, request: RepairRequest, input: IamInput = inputOf(world)) {
  const engine = compileAccess(input, index);
  const ground: Ground = { engine, documents: documentsOf(input), request, before: beforeOf(engine) };
  const [{ principal, questions }] = request.remove as [Violation];
  const [question] = questions as [AccessQuestion];
  const proof = engine.can(principal, question);
  if (proof.verdict !== "yes") throw new Error(`${principal} cannot do what is to go`);
  return { ground, offence: { principal, question, witness: proof.witness } };
}
