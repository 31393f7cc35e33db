/** Proofs over small worlds, each `yes` of which has been put to `decide` again. */
import { expect } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import type { AccessQuestion, Proof } from "../../lib/iam/access.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import { bucket, inputOf, policy, type Json, type World } from "./world.ts";

export const objects = `${bucket}/*`;
export const read: AccessQuestion = { actions: ["s3:GetObject"], resources: [objects] };
export const index = loadActions();

/** The proof, a `yes` of which has been put to `decide` as it stands. */
export function can(world: World, principal: string, question: AccessQuestion = read): Proof {
  const access = compileAccess(inputOf(world), index);
  const proof = access.can(principal, question);
  if (proof.verdict === "yes" && proof.witness.assumes === undefined) {
    const { by, ...request } = proof.witness;
    expect(access.decide({ principal, ...request })).toEqual({ decision: "allowed", by });
  }
  return proof;
}

export const when = (test: Json): Json => ({ Condition: test });
export const clerk = (...statements: readonly Json[]): World => ({
  users: { clerk: { inline: [policy(...statements)], tags: { county: "7" } } },
  resources: { [bucket]: policy() },
});
export const shown = (proof: Proof) => {
  if (proof.verdict !== "yes") return proof.verdict;
  const { resource, context } = proof.witness;
  return context === undefined ? resource : [resource, context];
};

/**
 * How many worlds a property is tried on: always the same ones, so that a share of `unknown` is no matter of luck;
 * others with WHO_RUNS and WHO_SEED.
 */
export const runsOf = (usual: number) => ({
  numRuns: Number(process.env["WHO_RUNS"] ?? usual),
  seed: Number(process.env["WHO_SEED"] ?? 5),
});
