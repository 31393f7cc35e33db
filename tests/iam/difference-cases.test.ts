import { describe, expect, test } from "vitest";
import { casesOf } from "../../lib/iam/difference/cases.ts";
import { scenariosOf, type Sides } from "../../lib/iam/difference/scenarios.ts";
import { parsePolicy } from "../../lib/iam/parse.ts";
import type { Option } from "../../lib/iam/who/ways.ts";
import { allow, bucket, deny, object, policy, type Json } from "./world.ts";

describe("both sides of a comparison, parted into cases", () => {
  const option = (statement: Json, taint?: string): Option => ({
    statement: parsePolicy(policy(statement), "p", "identity").statements[0]!,
    ...(taint !== undefined && { taint }),
  });
  const [a, b, c] = ["a", "b", "c"].map((name) => option(allow("s3:GetObject", `${bucket}/${name}`)));
  const all = option(allow("*"));
  const refusal = option(deny("s3:GetObject", object));
  const sides = (before: Partial<Sides["before"]>, after: Partial<Sides["before"]>) =>
    ({
      before: { ways: [], denies: [], ...before },
      after: { ways: [], denies: [], ...after },
    }) as unknown as Sides;

  test("of each way in which it was allowed, one layer must be silent", () => {
    const found = casesOf(
      sides(
        { ways: [{ needs: [[a!], [b!, c!]] }, { needs: [[all], [c!]] }] },
        { ways: [{ needs: [[all]] }] },
      ),
    );
    expect(found!.map(({ denies }) => denies)).toEqual([
      [a, c],
      [b, c, c],
    ]);
    // A layer of which it is not certain that it allows everything may be silent.
    const unsure = { ...all, taint: "it may not count" };
    expect(casesOf(sides({ ways: [{ needs: [[unsure]] }] }, {}))!.map(({ denies }) => denies)).toEqual([
      [unsure],
    ]);
    for (const narrower of [
      allow("*", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      { Effect: "Allow", Action: "*", NotResource: object },
    ])
      expect(casesOf(sides({ ways: [{ needs: [[option(narrower)]] }] }, {}))).toHaveLength(1);
    expect(casesOf(sides({ ways: [{ needs: [[all]] }] }, {}))).toEqual([]);
    expect(casesOf(sides({}, { denies: [refusal] }))!.map(({ denies }) => denies)).toEqual([[refusal]]);
  });

  test("or a deny that is gone must speak; one that both have keeps it from both", () => {
    const way = { needs: [[all]] };
    const [only] = casesOf(sides({ ways: [way], denies: [refusal] }, { ways: [way] }))!;
    expect(only!.ways).toEqual([{ needs: [[all], [refusal]] }]);
    expect(casesOf(sides({ ways: [way], denies: [refusal] }, { ways: [way], denies: [refusal] }))).toEqual(
      [],
    );
  });

  test("too many combinations are not tried", () => {
    let next = 0;
    const need = () => [option(allow("s3:GetObject", `${bucket}/${next++}`))];
    const ways = (count: number) => Array.from({ length: count }, () => ({ needs: [need(), need()] }));
    expect(casesOf(sides({ ways: ways(6) }, {}))).toHaveLength(64);
    expect(casesOf(sides({ ways: ways(7) }, {}))).toBeUndefined();
  });

  test("a doubt of both sides is settled alike: as if it allowed, and as if it did not", () => {
    const doubt = option(allow("s3:GetObject", object), "statement 3 is odd");
    const moved = option(allow("s3:GetObject", object), "statement 4 is odd");
    const found = scenariosOf(sides({ ways: [{ needs: [[doubt]] }] }, { ways: [{ needs: [[moved, a!]] }] }))!;
    const shape = found.map(({ before, after }) => [
      before.ways.length,
      after.ways[0]!.needs[0]!.map(({ taint }) => taint),
    ]);
    expect(shape).toEqual([
      [0, [undefined]],
      [1, [undefined, undefined]],
    ]);
    // What only one of them doubts stays in doubt.
    const [only] = scenariosOf(sides({}, { ways: [{ needs: [[moved]] }] }))!;
    expect(only!.after.ways[0]!.needs[0]![0]!.taint).toContain("odd");
    const shared = scenariosOf(sides({ denies: [doubt, refusal] }, { denies: [moved] }))!;
    expect(shared.map(({ before, after }) => [before.denies, after.denies])).toEqual([[[refusal], []]]);
    const unread = { taint: "was not read" };
    const [no, yes] = scenariosOf(
      sides({ ways: [{ needs: [[unread]] }] }, { ways: [{ needs: [[unread]] }] }),
    )!;
    expect(no!.after.ways).toEqual([]);
    expect(yes!.after.ways[0]!.needs[0]![0]!.statement).toMatchObject({ effect: "Allow", conditions: [] });
  });
});
