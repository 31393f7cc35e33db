import fc from "fast-check";
import { expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import { explain } from "../../lib/iam/explain.ts";
import { runsOf } from "./proofs.ts";
import { requests, worlds } from "./small-worlds.ts";
import { inputOf } from "./world.ts";

const index = loadActions();

test("an explanation never says other than decide, and its parts hang together", { timeout: 60_000 }, () => {
  const count = { allowed: 0, explicitDeny: 0, implicitDeny: 0, unknown: 0 };
  fc.assert(
    fc.property(worlds, requests, (world, asked) => {
      const engine = compileAccess(inputOf(world), index);
      const found = explain(engine, asked);
      const { decision } = found.decision;
      count[decision]++;
      expect(found.decision).toEqual(engine.decide(asked));

      const statements = found.layers.flatMap(({ policies }) =>
        policies.flatMap(({ policy, statements: own }) => own.map((each) => ({ policy, ...each }))),
      );
      for (const { speaks, elements } of statements) {
        const fits = elements.map((each) => each.fits);
        const all = fits.includes(false) ? false : !fits.includes("unknown") || "unknown";
        expect(all).toBe(speaks);
      }
      // Whatever decide names is explained as speaking.
      for (const { policy, statement, effect } of found.decision.by) {
        expect(statements).toContainEqual(
          expect.objectContaining({ policy, statement, effect, speaks: true }),
        );
      }
      const denies = found.layers.filter(({ verdict }) => verdict === "denies");
      expect(denies.length > 0).toBe(decision === "explicitDeny");
      expect(found.spared === undefined).toBe(decision !== "explicitDeny");
      expect(found.lacking === undefined).toBe(decision !== "implicitDeny");
      for (const { verdict, decided } of found.layers) {
        if (decision === "explicitDeny") expect(decided).toBe(verdict === "denies");
        if (decision === "implicitDeny" && decided) expect(verdict).not.toBe("allows");
      }
      if (decision === "allowed" && !asked.principal.endsWith(":root"))
        expect(found.layers.some(({ decided }) => decided)).toBe(true);
      for (const { nearest, policies } of found.layers) {
        if (nearest === undefined) continue;
        expect(nearest.lacked.length).toBeGreaterThan(0);
        const fewest = policies
          .flatMap(({ statements: own }) => own)
          .filter(({ effect }) => effect === "Allow")
          .map(({ elements }) => elements.filter(({ fits }) => fits !== true).length);
        expect(nearest.lacked).toHaveLength(Math.min(...fewest));
      }
    }),
    runsOf(400),
  );
  expect(Math.min(count.allowed, count.explicitDeny, count.implicitDeny, count.unknown)).toBeGreaterThan(10);
});
