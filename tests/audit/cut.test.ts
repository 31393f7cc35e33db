import { expect, test } from "vitest";
import { cut } from "../../lib/audit/cut.ts";

const many = (count: number) => Array.from({ length: count }, (_, at) => at);

test("a list of ten stands as it is; a longer one is cut and says how long it was", () => {
  expect(cut("all", [])).toEqual({ all: [] });
  expect(cut("all", many(10))).toEqual({ all: many(10) });
  expect(cut("all", many(11))).toEqual({ all: many(10), allTotal: 11 });
});
