import type { Report } from "./report.ts";

/** A report as JSON: two spaces, a line feed at the end, keys in the order of {@link Report}. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
