import { describe, expect, test } from "vitest";
import { renderHtml } from "../../lib/report/html.ts";
import type { Report } from "../../lib/report/report.ts";
import { checks } from "../../checks/index.ts";
import { practices } from "../../checks/practices.ts";
import { healthy, mirror, problem, snapshotOf } from "../audit/healthy.ts";
import { hostileNames, htmlOf, reportOf, withHostile } from "./sample.ts";

const broken = snapshotOf([mirror("a"), mirror("b", { problems: [problem("part-altered", 4)] })]);

describe("one file for any browser", () => {
  test("holds the verdict, every finding and all that was not looked at, in both languages", () => {
    const page = htmlOf(broken, "en");
    for (const lang of ["en", "fr"] as const) {
      const { findings, notLookedAt, snapshotSha256 } = reportOf(broken, { lang });
      const texts = [...findings.map(({ message }) => message), ...notLookedAt, snapshotSha256];
      for (const text of texts) expect(page).toContain(escaped(text));
    }
  });

  test("the same report gives the same bytes", () => {
    expect(htmlOf(broken, "fr")).toBe(htmlOf(broken, "fr"));
  });

  test("shows a failure unfolded, with its witness, its statements, its remedy and its change", () => {
    const change = (report: Report): Report => ({
      ...report,
      findings: report.findings.map((finding) =>
        finding.status === "fail"
          ? {
              ...finding,
              witness: {
                principal: "arn:aws:iam::111111111111:role/clerk",
                action: "dynamodb:Scan",
                resource: "arn:aws:dynamodb:ca-central-1:111111111111:table/<roll>",
                by: [
                  { policy: "arn:aws:iam::111111111111:role/clerk/inline/p", statement: 0, effect: "Allow" },
                ],
              },
              diff: '-  "Action": "dynamodb:*"\n+  "Action": "dynamodb:GetItem"',
            }
          : finding,
      ),
    });
    const reports = { en: change(reportOf(broken)), fr: change(reportOf(broken, { lang: "fr" })) };
    const page = renderHtml(reports, { checks, practices, lang: "en" });
    expect(page).toMatch(/<details\s+open/);
    expect(page).toContain("dynamodb:Scan");
    expect(page).toContain("table/&lt;roll&gt;");
    expect(page).toContain("Allow arn:aws:iam::111111111111:role/clerk/inline/p [0]");
    expect(page).toContain("<del>-  &quot;Action&quot;: &quot;dynamodb:*&quot;</del>");
    expect(page).toContain("<ins>+  &quot;Action&quot;: &quot;dynamodb:GetItem&quot;</ins>");
  });

  test("forbids itself to load or to run anything", () => {
    expect(htmlOf(snapshotOf(healthy), "en")).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'`,
    );
    expect(htmlOf(snapshotOf(healthy), "en")).not.toMatch(/<script|<link|src=|url\(|@import|javascript:/i);
  });

  test("escapes whatever names the snapshot holds", () => {
    const page = htmlOf(withHostile(), "en");
    for (const name of hostileNames) expect(page).not.toContain(name);
    expect(page).not.toMatch(/<(script|img|svg)/i);
    expect(page).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
  });
});

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
