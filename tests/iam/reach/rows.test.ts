/** Every row of the table goes where all that it needs is there, and nowhere where one thing is missing. */
import { describe, expect, test } from "vitest";
import { loadActions } from "../../../lib/actions/load.ts";
import { compileAccess } from "../../../lib/iam/compile.ts";
import type { IamInput } from "../../../lib/iam/input.ts";
import { escalationPaths } from "../../../lib/iam/reach/paths.ts";
import { reachOf } from "../../../lib/iam/reach.ts";
import { nearMisses } from "./path-misses.ts";
import { goerOf, prizeOf, worldOf } from "./path-world.ts";

const index = loadActions();

function reachIn(input: IamInput) {
  const engine = compileAccess(input, index);
  return { engine, reach: reachOf(engine, input) };
}

describe.each(escalationPaths.map((path) => [path.id, path] as const))("%s", (_, path) => {
  test("goes, with requests that decide allows", () => {
    const { engine, reach } = reachIn(worldOf(path));
    expect(engine.can(goerOf(path), prizeOf(path)).verdict).toBe("no");
    const proof = reach.can(goerOf(path), prizeOf(path));
    expect(proof).toMatchObject({ verdict: "yes" });
    if (proof.verdict !== "yes") return;
    expect(proof.route.length).toBeGreaterThan(0);
    for (const { via, witnesses } of proof.route) {
      expect(witnesses.length).toBeGreaterThan(0);
      for (const { action } of witnesses) expect(via).toContain(action);
    }
    const [{ principal, by, ...first }] = proof.route[0]!.witnesses as [
      (typeof proof.route)[0]["witnesses"][0],
    ];
    expect(engine.decide({ principal, ...first })).toEqual({ decision: "allowed", by });
  });

  test("goes nowhere when one thing is missing", () => {
    const misses = Object.entries(nearMisses(path)).map(([name, input]) => [
      name,
      reachIn(input).reach.can(goerOf(path), prizeOf(path)).verdict,
    ]);
    expect(Object.fromEntries(misses)).toEqual(Object.fromEntries(misses.map(([name]) => [name, "no"])));
  });
});
