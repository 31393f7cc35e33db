import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Proof } from "../../lib/iam/access.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import { findText, patternOf } from "../../lib/iam/globs.ts";
import { tryWorld } from "../deep/differential.ts";
import { diceOf } from "../deep/dice.ts";
import { standingStatement, statementOf, type Vocabulary } from "../deep/statements.ts";
import { emptyTally, told } from "../deep/tally.ts";
import { trialOf, vocabularyOf, type Trial } from "../deep/worlds.ts";
import { index, runsOf } from "./proofs.ts";
import { bucket, inputOf, managedArn, type Entity, type Json, type World } from "./world.ts";

/**
 * Small random worlds with every construct (tests/deep), always the same ones; others, or more, with WHO_SEED and
 * WHO_RUNS. `npm run test:deep` tries many thousand.
 */
const { seed, numRuns } = runsOf(250);

test(
  `who says what trying every request says: ${numRuns} worlds from seed ${seed} on`,
  { timeout: 300_000 },
  () => {
    const tally = emptyTally();
    for (let at = seed; at < seed + numRuns; at++) tryWorld(at, index, tally);
    process.stdout.write(`Worlds from seed ${seed} to ${seed + numRuns - 1}: ${told(tally)}\n`);
    expect(tally.mistakes).toEqual([]);
    // Not vacuous, and doubts are rare.
    expect(tally.yes).toBeGreaterThan(numRuns);
    expect(tally.no).toBeGreaterThan(numRuns);
    expect(tally.unknown / (tally.yes + tally.no + tally.unknown)).toBeLessThan(0.02);
    const { allowed, refused } = tally.unknownBut;
    expect((allowed + refused) / (tally.yes + tally.no + tally.unknown)).toBeLessThan(0.01);
  },
);

const seeds = fc.nat(1_000_000);
const runs = { numRuns: 60, seed: 7 };
const proofs = ({ principals, question }: Trial, world: World): readonly Proof["verdict"][] => {
  const access = compileAccess(inputOf(world), index);
  return principals.map((principal) => access.can(principal, question).verdict);
};

/** Whoever could not still cannot; a doubt may become one thing or the other. */
function expectNarrower(before: readonly Proof["verdict"][], after: readonly Proof["verdict"][]): void {
  for (const [at, verdict] of before.entries()) if (verdict === "no") expect(after[at]).toBe("no");
}

/** The same world, with every entity of it changed. */
function withEntities({ users, roles, ...rest }: World, change: (entity: Entity) => Entity): World {
  const changed = (of: Readonly<Record<string, Entity>> | undefined) =>
    Object.fromEntries(Object.entries(of ?? {}).map(([name, entity]) => [name, change(entity)]));
  return { ...rest, users: changed(users), roles: changed(roles) };
}

const more = (document: unknown, statement: Json): Json => {
  const { Statement, ...rest } = document as Json;
  return { ...rest, Statement: [...(Statement as readonly Json[]), statement] };
};

describe("narrowing never allows", () => {
  test("one more deny, in identity policies or on the bucket", () => {
    fc.assert(
      fc.property(seeds, (at) => {
        const trial = trialOf(at);
        const words: Vocabulary = vocabularyOf(at);
        const before = proofs(trial, trial.world);
        const denied = withEntities(trial.world, ({ inline = [], ...entity }) => ({
          ...entity,
          inline: inline.map((each) => more(each, statementOf(words, "Deny"))),
        }));
        expectNarrower(before, proofs(trial, denied));
        const standing = { ...standingStatement(words), Effect: "Deny" };
        const { [bucket]: own, ...others } = trial.world.resources ?? {};
        const barred = { ...trial.world, resources: { ...others, [bucket]: more(own, standing) } };
        expectNarrower(before, proofs(trial, barred));
      }),
      runs,
    );
  });

  test("one more boundary", () => {
    fc.assert(
      fc.property(seeds, (at) => {
        const trial = trialOf(at);
        const free = withEntities(trial.world, (entity) =>
          Object.fromEntries(Object.entries(entity).filter(([name]) => name !== "boundary")),
        );
        const bounded = withEntities(trial.world, (entity) => ({
          ...entity,
          boundary: managedArn("edge", entity.account),
        }));
        expectNarrower(proofs(trial, free), proofs(trial, bounded));
      }),
      runs,
    );
  });
});

describe("what AWS reads alike compiles alike", () => {
  /** Every policy otherwise written: a list for a text, keys in another order, statements reversed; as text, with spaces. */
  const rewritten = (value: unknown, turn: number): unknown => {
    if (Array.isArray(value)) return value.map((each) => rewritten(each, turn));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value as Json).map(([name, each]): readonly [string, unknown] => [
      name,
      turned(name, rewritten(each, turn)),
    ]);
    const made = Object.fromEntries(entries.toReversed());
    if (!("Statement" in made)) return made;
    if (turn === 0) return made;
    return turn === 1 ? JSON.stringify(made, null, "\t ") : encodeURIComponent(JSON.stringify(made));
  };
  const lists = new Set(["Action", "NotAction", "Resource", "NotResource", "AWS", "Service"]);
  const turned = (name: string, value: unknown): unknown => {
    if (lists.has(name)) return alone(value);
    return name === "Statement" ? (value as readonly unknown[]).toReversed() : value;
  };
  const alone = (value: unknown): unknown => {
    if (typeof value === "string") return [value];
    return Array.isArray(value) && value.length === 1 ? value[0] : value;
  };

  test("the order of statements and keys, spaces, one text for a list of one", () => {
    fc.assert(
      fc.property(seeds, fc.nat(2), (at, turn) => {
        const trial = trialOf(at);
        const world = rewritten(trial.world, turn) as World;
        expect(proofs(trial, world)).toEqual(proofs(trial, trial.world));
        const [plainly, otherwise] = [trial.world, world].map((of) => compileAccess(inputOf(of), index));
        for (const principal of trial.principals) {
          for (const resource of trial.resources.slice(0, 3)) {
            const context = diceOf(at).one([{}, ...trial.contexts]);
            const request = { principal, action: trial.actions[0]!, resource, context };
            expect(otherwise!.decide(request).decision).toBe(plainly!.decide(request).decision);
          }
        }
      }),
      runs,
    );
  });
});

describe("patterns that are written to be slow cost no more than their length", () => {
  const steps = (pattern: string): number => {
    const work = { left: Number.MAX_SAFE_INTEGER };
    findText({ all: [[patternOf(`${bucket}/*`)], [patternOf(pattern)]], none: [], work });
    return Number.MAX_SAFE_INTEGER - work.left;
  };
  test.each<readonly [string, (size: number) => string]>([
    ["a run after every letter", (size) => `${"*a".repeat(size)}*`],
    ["runs of runs", (size) => `${"*".repeat(size)}b`],
    ["one letter often, which never comes", (size) => `arn:${"a*".repeat(size)}b`],
    ["many that may be any", (size) => `arn:*${"?".repeat(size)}`],
  ])("%s: twice as long takes at most a little more than twice the steps", (_, pattern) => {
    expect(steps(pattern(400))).toBeLessThan(2.5 * steps(pattern(200)) + 1000);
  });
});
