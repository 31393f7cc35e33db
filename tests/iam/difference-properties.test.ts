import fc from "fast-check";
import { expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import type { PolicyDocument } from "../../lib/iam/input.ts";
import { compileAccess, type Engine } from "../../lib/iam/compile.ts";
import { difference, gained, type Gained } from "../../lib/iam/difference.ts";
import { same } from "./differences.ts";
import { runsOf } from "./proofs.ts";
import { actions, principals, resources, worlds } from "./small-worlds.ts";
import { inputOf, managedArn, policy, type Json, type World } from "./world.ts";

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

const statementsOf = (document: unknown) => (document as { readonly Statement: readonly Json[] }).Statement;

/** Ways to write a world that change nothing of what it means. */
const rewritings: Readonly<Record<string, (world: World) => World>> = {
  "as it is": (world) => world,
  "statements in another order": (world) => documentsOf(world, (own) => own.toReversed()),
  "Sids of other names": (world) =>
    documentsOf(world, (own) => own.map((each, at) => ({ ...each, Sid: `Renamed${at}` }))),
  "every statement twice": (world) => documentsOf(world, (own) => own.flatMap((each) => [each, { ...each }])),
  "actions written out one by one": (world) =>
    documentsOf(world, (own) =>
      own.flatMap((each) =>
        Array.isArray(each["Action"])
          ? (each["Action"] as readonly string[]).map((Action) => ({ ...each, Action }))
          : [each],
      ),
    ),
  "inline policies split into two attached ones": (world) => {
    const managed: Record<string, PolicyDocument> = { ...world.managed };
    const users = Object.entries(world.users ?? {}).map(([name, { inline = [], ...entity }]) => {
      const statements = inline.flatMap(statementsOf);
      const names = [0, 1].map((half) => `${name}-${half}`);
      for (const [half, each] of names.entries())
        managed[each] = policy(...statements.filter((_, at) => at % 2 === half));
      return [
        name,
        {
          ...entity,
          attached: [...(entity.attached ?? []), ...names.map((each) => managedArn(each, entity.account))],
        },
      ] as const;
    });
    return { ...world, managed, users: Object.fromEntries(users) };
  },
};

function documentsOf(world: World, change: (statements: readonly Json[]) => readonly Json[]): World {
  const written = (document: unknown): Json => ({
    Version: "2012-10-17",
    Statement: change(statementsOf(document)),
  });
  const users = Object.entries(world.users ?? {}).map(
    ([name, entity]) => [name, { ...entity, inline: (entity.inline ?? []).map(written) }] as const,
  );
  const policies = Object.entries(world.resources ?? {}).map(([arn, document]) => [arn, written(document)]);
  return { ...world, users: Object.fromEntries(users), resources: Object.fromEntries(policies) };
}

test.each(Object.keys(rewritings))(
  "a world has not changed beside itself: %s",
  { timeout: 60_000 },
  (name) => {
    fc.assert(
      fc.property(worlds, (world) => {
        const again = rewritings[name]!(world);
        expect(difference(compiled(world), compiled(again))).toEqual(same);
        expect(difference(compiled(again), compiled(world))).toEqual(same);
      }),
      runsOf(30),
    );
  },
);

test("what was gained one way round was lost the other", { timeout: 60_000 }, () => {
  let changes = 0;
  fc.assert(
    fc.property(worlds, worlds, (first, second) => {
      const there = difference(compiled(first), compiled(second), scope);
      const back = difference(compiled(second), compiled(first), scope);
      expect([back.gained, back.lost]).toEqual([there.lost, there.gained]);
      expect([back.appeared, back.gone]).toEqual([there.gone, there.appeared]);
      changes += there.gained.length + there.lost.length;
    }),
    runsOf(30),
  );
  expect(changes).toBeGreaterThan(20);
});

test(
  "who is alike shares what was found, and gets the answer that it would get alone",
  { timeout: 60_000 },
  () => {
    const crowded = (world: World): World => {
      const users = Object.entries(world.users ?? {});
      const twins = users.flatMap(([name, entity]) => [
        [name, entity] as const,
        [`${name}-twin`, entity] as const,
      ]);
      return { ...world, users: Object.fromEntries(twins) };
    };
    const brief = ({ gained: found, unknown }: Gained) => ({
      gained: found.map(({ principal, actions: of, resources: on }) => [principal, of, on]),
      unknown: unknown.map(({ principal, actions: of }) => [principal, of]),
    });
    let changes = 0;
    fc.assert(
      fc.property(worlds, worlds, (first, second) => {
        const [before, after] = [compiled(crowded(first)), compiled(crowded(second))];
        const all = after.principals;
        const together = brief(gained(before, after, { principals: all, actions }));
        const alone = all.map((one) => brief(gained(before, after, { principals: [one], actions })));
        expect(together.gained).toEqual(alone.flatMap((each) => each.gained));
        expect(together.unknown).toEqual(alone.flatMap((each) => each.unknown));
        changes += together.gained.length;
      }),
      runsOf(40),
    );
    expect(changes).toBeGreaterThan(20);
  },
);

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
