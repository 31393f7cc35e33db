import { describe, expect, test } from "vitest";
import { healthy, mirror, problem, snapshotOf } from "../audit/healthy.ts";
import { changedHtml, hostileNames, htmlOf, reportOf, withHostile, witnessed } from "./sample.ts";

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
    const page = changedHtml(broken, witnessed);
    expect(page).toMatch(/<details[^>]*\sopen/);
    expect(page).toContain("dynamodb:Scan");
    expect(page).toContain("table/&lt;roll&gt;");
    expect(page).toContain("Allow arn:aws:iam::111111111111:role/clerk/inline/p [0]");
    expect(page).toContain("<del>-  &quot;Action&quot;: &quot;dynamodb:*&quot;</del>\n");
    expect(page).toContain("<ins>+  &quot;Action&quot;: &quot;dynamodb:GetItem&quot;</ins>\n");
  });

  test("says what a request of somebody outside takes for granted", () => {
    const own = "arn:aws:iam::111111111111:role/clerk";
    const page = (assumes: string) => changedHtml(broken, (report) => witnessed(report, { assumes }));
    expect(page(own)).toContain("provided that its own account, which was not read, allows it");
    expect(page(own)).toContain("à condition que son propre compte, qui n’a pas été lu, l’autorise");
    expect(page("arn:aws:iam::9:root")).toContain("the account of arn:aws:iam::9:root, which was not read");
  });

  test("cuts nothing that an honest snapshot holds", () => {
    const long = Array.from({ length: 400 }, (_, index) => `vpce-${index}`);
    const page = changedHtml(broken, (report) => ({
      ...witnessed(report, { context: { "aws:SourceVpce": long, "aws:MultiFactorAuthPresent": true } }),
      notLookedAt: [long.join(", ")],
    }));
    expect(page).toContain(`<p>aws:SourceVpce: ${escaped(JSON.stringify(long))}</p>`);
    expect(page).toContain("<p>aws:MultiFactorAuthPresent: true</p>");
    const problems = [problem("part-altered", 4, "p".repeat(2000))];
    const path = htmlOf(snapshotOf([mirror("a"), mirror("b", { problems })]), "en");
    expect(path).toContain(`part-altered, ${"p".repeat(2000)}).`);
  });

  test("is headed by office, day and what was read, its title in both languages", () => {
    const page = htmlOf(broken, "fr");
    expect(page).toContain(
      `<title>Audit du registre électoral / Audit of the voter register · Comté de Sablière · 2026-11-03</title>`,
    );
    expect(page).toContain(
      `<h1>Audit of the voter register · Comté de Sablière · <time>2026-11-03</time></h1>`,
    );
    expect(page).toContain("Judged on 2026-11-03 · no account was read");
    const accounts = ["111111111111", "222222222222"];
    const read = changedHtml(broken, (report) => ({
      ...report,
      office: "<b>",
      accounts,
      accountsFrom: "template",
    }));
    expect(read).toContain("<h1>Audit of the voter register · &lt;b&gt; · <time>2026-11-03</time></h1>");
    expect(read).toContain("2 accounts, read from templates");
    expect(read).toContain("2 comptes, lus dans des modèles");
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
