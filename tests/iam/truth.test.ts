import { describe, expect, test } from "vitest";
import { all, any, isUnknown, not, or, unknown, type Truth } from "../../lib/iam/truth.ts";

const [a, b] = [unknown("a"), unknown("b")];

/** What is said of the list, and how many of it had to be asked. */
function asked(of: typeof all, list: readonly Truth[]): readonly [Truth, number] {
  let count = 0;
  const truth = of(list, (each) => {
    count += 1;
    return each;
  });
  return [truth, count];
}

describe("all: a no decides, whatever is unknown; of several unknowns the first speaks", () => {
  test.each<readonly [readonly Truth[], Truth, number]>([
    [[], true, 0],
    [[true, true], true, 2],
    [[true, false, true], false, 2],
    [[a, false], false, 2],
    [[a, true], a, 2],
    [[true, a], a, 2],
    [[a, b], a, 2],
  ])("%j is %j", (list, expected, count) => expect(asked(all, list)).toEqual([expected, count]));
});

describe("any: a yes decides, whatever is unknown; of several unknowns the first speaks", () => {
  test.each<readonly [readonly Truth[], Truth, number]>([
    [[], false, 0],
    [[false, false], false, 2],
    [[false, true, false], true, 2],
    [[a, true], true, 2],
    [[a, false], a, 2],
    [[false, a], a, 2],
    [[a, b], a, 2],
  ])("%j is %j", (list, expected, count) => {
    expect(asked(any, list)).toEqual([expected, count]);
    expect(or(...list)).toEqual(expected);
  });
});

test("not turns yes and no, and what is unknown stays so", () => {
  expect([not(true), not(false), not(a)]).toEqual([false, true, a]);
});

test.each([
  [a, true],
  [true, false],
  [false, false],
  ["unknown", false],
  [undefined, false],
  [null, false],
  [{ why: "a" }, false],
])("is %j unknown: %s", (value, expected) => expect(isUnknown(value)).toBe(expected));
