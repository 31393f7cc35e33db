/** Comparisons of two small worlds, each witness of which has been put to both. */
import { expect } from "vitest";
import { compileAccess } from "../../lib/iam/compile.ts";
import { difference, type Difference } from "../../lib/iam/difference.ts";
import { index } from "./proofs.ts";
import { bucket, inputOf, policy, type Entity, type Json, type World } from "./world.ts";

export const compiled = (world: World) => compileAccess(inputOf(world), index);
export const annex = "arn:aws:s3:::annex";
export const clerk = (entity: Entity, more: World = {}): World => ({
  resources: { [bucket]: policy(), [annex]: policy() },
  ...more,
  users: { clerk: entity },
});
export const inline = (...statements: readonly Json[]): World => clerk({ inline: [policy(...statements)] });
export const objects = `${bucket}/*`;

/** The comparison, each witness of which has been put to both sides as it stands. */
export function compare(before: World, after: World): Difference {
  const [old, now] = [compiled(before), compiled(after)];
  const found = difference(old, now);
  for (const [list, more, less] of [
    [found.gained, now, old],
    [found.lost, old, now],
  ] as const) {
    for (const { witness, assumes } of list) {
      if (assumes !== undefined) continue;
      expect(more.decide(witness).decision).toBe("allowed");
      expect(less.decide(witness).decision).not.toBe("allowed");
    }
  }
  return found;
}

export const same: Difference = { gained: [], lost: [], unknown: [], named: [], appeared: [], gone: [] };
export const brief = (list: Difference["gained"]) =>
  list.map(({ principal, actions, resources }) => [principal, actions.join(" "), resources.join(" ")]);
