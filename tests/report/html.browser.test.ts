/// <reference lib="dom" />
import AxeBuilder from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { healthy, mirror, problem, snapshotOf, unreachable } from "../audit/healthy.ts";
import { openBrowser } from "./browser.ts";
import { changedHtml, htmlOf, withHostile, witnessed } from "./sample.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 120_000);
afterAll(() => browser.close());

interface Look {
  readonly scripts?: boolean;
  readonly dark?: boolean;
}

async function open(page: string, { scripts = true, dark = false }: Look = {}): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    offline: true,
    colorScheme: dark ? "dark" : "light",
  });
  const opened = await context.newPage();
  await opened.setContent(page, { waitUntil: "load" });
  return opened;
}

const mixed = snapshotOf([
  mirror("a"),
  mirror("b", { problems: [problem("part-altered", 4, "sets/00000007/p.age")] }),
  mirror("c", unreachable),
]);

const many = snapshotOf(
  ["b", "c", "d", "e", "f"]
    .map((name) => mirror(name))
    .concat(mirror("a", { problems: [problem("part-altered", 4)] })),
);

describe("the page in a browser", () => {
  test.each(["en", "fr"] as const)(
    "shows one language at a time, first %s, switched without scripts",
    async (lang) => {
      const page = await open(htmlOf(mixed, lang), { scripts: false });
      const other = lang === "en" ? "fr" : "en";
      expect(await page.locator(`main[lang=${lang}]`).isVisible()).toBe(true);
      expect(await page.locator(`main[lang=${other}]`).isVisible()).toBe(false);
      await page.locator(`#show-${other}`).check();
      expect(await page.locator(`main[lang=${lang}]`).isVisible()).toBe(false);
      expect(await page.locator(`main[lang=${other}] .verdict`).innerText()).toMatch(/^✗ /);
      await page.context().close();
    },
  );

  test.each([
    ["findings of every kind", mixed, false],
    ["findings of every kind, in the dark", mixed, true],
    ["all well", snapshotOf(healthy), false],
    ["passes folded", many, true],
  ])("has no accessibility violation in either language: %s", async (_, snapshot, dark) => {
    for (const lang of ["en", "fr"] as const) {
      const page = await open(htmlOf(snapshot, lang), { dark });
      await page.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      await page.context().close();
    }
  });

  test("runs nothing and loads nothing, whatever names the report holds", async () => {
    const page = await open(htmlOf(withHostile(), "en"));
    const asked: string[] = [];
    page.on("request", (request) => void asked.push(request.url()));
    await page.waitForTimeout(100);
    expect(await page.evaluate(() => (globalThis as { ran?: unknown }).ran)).toBeUndefined();
    expect(await page.locator("img, script, iframe, svg, link, form, object").count()).toBe(0);
    expect(asked).toEqual([]);
    await page.context().close();
  });

  test("shows a change line by line", async () => {
    const page = await open(changedHtml(mixed, witnessed));
    const text = await page.locator("main[lang=en] pre").first().innerText();
    expect(text.trimEnd().split("\n")).toEqual([
      " {",
      '-  "Action": "dynamodb:*"',
      '+  "Action": "dynamodb:GetItem"',
      " }",
    ]);
    await page.context().close();
  });

  test("lists what is to be done, the gravest first, each a link to where it stands", async () => {
    const page = await open(htmlOf(mixed, "fr"));
    const grades = await page.locator("main[lang=fr] .work").first().locator(".status").allInnerTexts();
    const order = ["✗ critique", "✗ élevée", "✗ moyenne", "✗ faible"];
    expect(grades.length).toBeGreaterThan(1);
    expect(grades).toEqual(grades.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
    const links = page.locator("main[lang=fr] .work a");
    const targets = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")!.slice(1)));
    for (const id of targets) expect(await page.locator(`details[id="${id}"]`).count()).toBe(1);
    await links.first().click();
    const name = await page.locator(`[id="${targets[0]}"] .id`).innerText();
    expect(name).toMatch(/^backup-[a-z]+:/);
    await page.context().close();
  });

  test("folds what passes many times over into one line", async () => {
    const page = await open(htmlOf(many, "en"));
    const folded = page.locator("main[lang=en] .passes");
    expect(await folded.first().locator("summary").first().innerText()).toMatch(/^✓ pass\s+5 of 6$/);
    expect(await folded.first().locator(".finding").count()).toBe(5);
    await page.context().close();
  });

  test.each(["en", "fr"] as const)("fits a window of 380 pixels, in %s", async (lang) => {
    const page = await open(changedHtml(mixed, (report) => witnessed(report, { resource: "x".repeat(300) })));
    await page.setViewportSize({ width: 380, height: 800 });
    await page.locator(`#show-${lang}`).check();
    await page.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(380);
    // Words of the table’s head are not cut off.
    const cells = page.locator(`main[lang=${lang}] [role=columnheader]`);
    const beyond = await cells.evaluateAll((all) => all.map((cell) => cell.scrollWidth - cell.clientWidth));
    expect(Math.max(...beyond)).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  test("prints every finding unfolded, and no switch", async () => {
    const page = await open(htmlOf(mixed, "en"));
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("fieldset").isVisible()).toBe(false);
    const pdf = await page.pdf({ format: "Letter" });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    await page.context().close();
  });
});
