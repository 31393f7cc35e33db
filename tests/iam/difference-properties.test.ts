import fc from "fast-check";
import { expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import { compileAccess, type Engine } from "../../lib/iam/compile.ts";
import { difference, gained } from "../../lib/iam/difference.ts";
import { runsOf } from "./proofs.ts";
import { actions, principals, resources, worlds } from "./small-worlds.ts";
import { inputOf, policy, type Json, type World } from "./world.ts";

const index = loadActions();
const compiled = (world: World) => compileAccess(inputOf(world), index);
const scope = { principals, actions };

const keys = ["aws:MultiFactorAuthPresent", "aws:SecureTransport"];
const values = [undefined, "true", "false"];
const contexts = values.flatMap((first) =>
  values.map((second) =>
    Object.fromEntries(
      [first, second]
        .map((value, at) => [keys[at]!, value] as const)
        .filter((entry): entry is readonly [string, string] => entry[1] !== undefined),
    ),
  ),
);

/** Actions are compared on resources of their own types, and these are all about objects. */
const objects = resources.filter((arn) => arn.includes("/"));

/** The actions of a small universe that somebody gained by some request in it, each request having been put to both. */
function tried(before: Engine, after: Engine, principal: string): readonly string[] {
  return actions.filter((action) =>
    objects.some((resource) =>
      contexts.some((context) => {
        const request = { principal, action, resource, context };
        const then = before.decide(request).decision;
        return (
          after.decide(request).decision === "allowed" && (then === "implicitDeny" || then === "explicitDeny")
        );
      }),
    ),
  );
}

test(
  "what trying every request of a small universe finds is gained, or unknown; every witness holds",
  {
    timeout: 120_000,
  },
  () => {
    const count = { gained: 0, unchanged: 0, unknown: 0 };
    fc.assert(
      fc.property(worlds, worlds, (first, second) => {
        const [before, after] = [compiled(first), compiled(second)];
        const found = gained(before, after, scope);
        for (const { witness, assumes } of found.gained) {
          if (assumes !== undefined) continue;
          expect(after.decide(witness).decision).toBe("allowed");
          expect(["implicitDeny", "explicitDeny"]).toContain(before.decide(witness).decision);
        }
        for (const principal of principals) {
          const of = (list: readonly { readonly principal: string; readonly actions: readonly string[] }[]) =>
            list.filter((each) => each.principal === principal).flatMap((each) => each.actions);
          const [more, doubtful] = [of(found.gained), of(found.unknown)];
          for (const action of tried(before, after, principal))
            expect([...more, ...doubtful], `${principal} ${action}`).toContain(action);
          count.gained += more.length;
          count.unknown += doubtful.length;
          count.unchanged += actions.length - more.length - doubtful.length;
        }
      }),
      runsOf(80),
    );
    expect(Math.min(count.gained, count.unchanged)).toBeGreaterThan(100);
    // Half of these worlds have an operator that is not understood.
    expect(count.unknown / (count.gained + count.unchanged + count.unknown)).toBeLessThan(0.1);
  },
);

test("a world has not changed beside itself, however its statements are ordered", { timeout: 60_000 }, () => {
  const turned = (document: unknown): Json => ({
    Version: "2012-10-17",
    Statement: (document as { readonly Statement: readonly Json[] }).Statement.toReversed(),
  });
  fc.assert(
    fc.property(worlds, (world) => {
      const entities = Object.entries(world.users ?? {}).map(
        ([name, entity]) => [name, { ...entity, inline: (entity.inline ?? []).map(turned) }] as const,
      );
      const again: World = {
        ...world,
        users: Object.fromEntries(entities),
        resources: Object.fromEntries(
          Object.entries(world.resources ?? {}).map(([arn, document]) => [arn, turned(document)]),
        ),
      };
      expect(difference(compiled(world), compiled(again))).toEqual({
        gained: [],
        lost: [],
        unknown: [],
        named: [],
        appeared: [],
        gone: [],
      });
    }),
    runsOf(60),
  );
});

test("nobody gains by an allow that is taken away, nor loses by a deny that is", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(worlds, fc.nat(3), (world, at) => {
      const without = (effect: string): World => {
        const entities = Object.entries(world.users ?? {}).map(([name, entity]) => {
          const statements = (entity.inline![0] as { readonly Statement: readonly Json[] }).Statement;
          const gone = statements.filter((each) => each["Effect"] === effect)[at];
          return [
            name,
            { ...entity, inline: [policy(...statements.filter((each) => each !== gone))] },
          ] as const;
        });
        return { ...world, users: Object.fromEntries(entities) };
      };
      const whole = compiled(world);
      expect(gained(whole, compiled(without("Allow")), scope).gained).toEqual([]);
      expect(gained(compiled(without("Deny")), whole, scope).gained).toEqual([]);
    }),
    runsOf(60),
  );
});
