import fc from "fast-check";
import { expect, test } from "vitest";
import { columns, wrap } from "../../lib/cli/layout.ts";

test("columns are aligned, wrapped under themselves, and give a long name a line of its own", () => {
  const rows = [
    ["--to READER", "who takes the book home today"],
    ["-h", "help"],
    [`--${"x".repeat(40)}`, "long"],
  ] as const;
  expect(columns(rows, 32)).toBe(
    [
      "  --to READER  who takes the",
      "               book home today",
      "  -h           help",
      `  --${"x".repeat(40)}`,
      "               long",
    ].join("\n"),
  );
});

test("wrapping keeps every word in order, and a no-break space unbroken", () => {
  expect(wrap("vouliez-vous dire seal\u00a0?", 20, 0)).toBe("vouliez-vous dire\nseal\u00a0?");
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }),
      fc.integer({ min: 20, max: 80 }),
      (list, width) => {
        const lines = wrap(list.join(" "), width, 4).split("\n");
        expect(lines.flatMap((line) => line.trim().split(" "))).toEqual(list);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      },
    ),
  );
});
