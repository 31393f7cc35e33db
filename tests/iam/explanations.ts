/** Explanations of one request over small worlds. */
import { compileAccess } from "../../lib/iam/compile.ts";
import { explain, type Explanation } from "../../lib/iam/explain.ts";
import { index } from "./proofs.ts";
import { allow, bucket, inputOf, object, policy, userArn, type Json, type World } from "./world.ts";

export const read = allow("s3:GetObject", `${bucket}/*`);
export const asked = { principal: userArn("clerk"), action: "s3:GetObject", resource: object };
export const explained = (world: World, request: object = {}): Explanation =>
  explain(compileAccess(inputOf(world), index), { ...asked, ...request });
export const clerk = (statements: readonly Json[], more: World = {}, boundary?: string): World => ({
  resources: { [bucket]: policy() },
  ...more,
  users: { clerk: { inline: [policy(...statements)], ...(boundary !== undefined && { boundary }) } },
});
export const verdicts = ({ layers }: Explanation) =>
  layers.map(({ layer, verdict, decided }) => `${layer} ${verdict}${decided ? " *" : ""}`);
