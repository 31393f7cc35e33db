/** What must hold of any accounts: a deny adds nothing, and the closure is the one that a plain search finds. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runsOf } from "../proofs.ts";
import { policy, type Entity, type World } from "../world.ts";
import { arnOf, asks, denial, everybody, mixed, names, statement, worldWith } from "./generated-worlds.ts";
import { reachIn } from "./routes-in.ts";

describe("of chains of roles", () => {
  test("the closure is what a search over single steps finds", () => {
    fc.assert(
      fc.property(worldWith(fc.array(statement, { maxLength: 2 })), (world) => {
        const { engine, reach } = reachIn(world);
        const steps = new Map(
          everybody.map((from) => [
            from,
            names
              .map(arnOf)
              .filter(
                (to) => engine.can(from, { actions: ["sts:AssumeRole"], resources: [to] }).verdict === "yes",
              ),
          ]),
        );
        for (const start of everybody) {
          const found = new Set([start]);
          for (const from of found) for (const to of steps.get(from)!) found.add(to);
          for (const name of names) {
            const able = [...found].some((who) => engine.can(who, asks(name)).verdict === "yes");
            expect([start, name, reach.can(start, asks(name)).verdict]).toEqual([
              start,
              name,
              able ? "yes" : "no",
            ]);
          }
        }
      }),
      runsOf(25),
    );
  });
});

const rank = { no: 0, unknown: 1, yes: 2 };

test("a deny more never adds anything", () => {
  fc.assert(
    fc.property(mixed, denial, fc.nat(), (world, more, at) => {
      const name = ["ann", ...names][at % 5]!;
      const denied = (entity: Entity): Entity => ({
        ...entity,
        inline: [...(entity.inline ?? []), policy(more)],
      });
      const less: World =
        name === "ann"
          ? { ...world, users: { ann: denied(world.users!["ann"]!) } }
          : { ...world, roles: { ...world.roles, [name]: denied(world.roles![name]!) } };
      const [before, after] = [reachIn(world).reach, reachIn(less).reach];
      for (const start of everybody) {
        for (const name of names) {
          const verdicts = [after, before].map((reach) => rank[reach.can(start, asks(name)).verdict]);
          expect([start, name, verdicts[0]! <= verdicts[1]!]).toEqual([start, name, true]);
        }
      }
    }),
    runsOf(25),
  );
});

test("what routes lead to and what can be done after them agree, and every request is allowed", () => {
  fc.assert(
    fc.property(mixed, (world) => {
      const { engine, reach } = reachIn(world);
      for (const start of everybody) {
        const certain = reach.routes(start).filter(({ unknown }) => unknown === undefined);
        for (const { from, to, steps } of certain) {
          expect(from).toBe(start);
          expect(steps.length).toBeGreaterThan(0);
          expect(steps.at(-1)!.target).toBe(to);
          for (const { witnesses, via } of steps) {
            expect(witnesses.length).toBeGreaterThanOrEqual(via.length);
          }
          for (const name of names) {
            if (engine.can(to, asks(name)).verdict !== "yes") continue;
            expect([start, name, reach.can(start, asks(name)).verdict]).toEqual([start, name, "yes"]);
          }
        }
        for (const name of names) {
          const proof = reach.can(start, asks(name));
          if (proof.verdict !== "yes" || proof.route.length === 0) continue;
          expect(
            proof.route.at(-1)!.target === proof.as || proof.route.some(({ target }) => target === proof.as),
          ).toBe(true);
        }
      }
    }),
    runsOf(25),
  );
});
