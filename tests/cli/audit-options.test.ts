import { expect, test } from "vitest";
import { readAuditOptions, type AuditValues } from "../../lib/cli/commands/audit-options.ts";

const given = (format: string | undefined, json: boolean) =>
  readAuditOptions(format === undefined ? { ...nothing } : { ...nothing, format }, json);

const nothing = { force: false } as AuditValues;

test.each([
  [undefined, false, "text"],
  [undefined, true, "json"],
  ["json", true, "json"],
  ["json", false, "json"],
  ["html", false, "html"],
] as const)("--format %s, with --json %s: %s", (format, json, chosen) => {
  expect(given(format, json).format).toBe(chosen);
});

test.each(["html", "text"])("--json and --format %s at once are refused", (format) => {
  expect(() => given(format, true)).toThrowError(
    expect.objectContaining({
      code: "option-conflict",
      message: expect.stringContaining(`--json and --format ${format}`),
    }),
  );
});
