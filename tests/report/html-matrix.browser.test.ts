/// <reference lib="dom" />
import AxeBuilder from "@axe-core/playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { healthy, snapshotOf } from "../audit/healthy.ts";
import { openBrowser } from "./browser.ts";
import { sampleMatrix } from "./matrix-sample.ts";
import { changedHtml } from "./sample.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 120_000);
afterAll(() => browser.close());

const html = changedHtml(snapshotOf(healthy), (report) => ({ ...report, matrix: sampleMatrix }));

async function open(width: number, dark = false): Promise<Page> {
  const context = await browser.newContext({
    offline: true,
    colorScheme: dark ? "dark" : "light",
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  await page.setContent(html, { waitUntil: "load" });
  return page;
}

const unfold = (page: Page) =>
  page.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));

test.each([
  [1000, false, false],
  [1000, true, true],
  [380, false, true],
  [380, true, false],
])("has no accessibility violation: %i pixels, dark %s, unfolded %s", async (width, dark, unfolded) => {
  for (const lang of ["en", "fr"]) {
    const page = await open(width, dark);
    await page.locator(`#show-${lang}`).check();
    if (unfolded) await unfold(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    await page.context().close();
  }
});

test.each([380, 700, 1000])(
  "never makes the page wider than a window of %i pixels, folded or not",
  async (width) => {
    const page = await open(width);
    for (const lang of ["en", "fr"]) {
      await page.locator(`#show-${lang}`).check();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await unfold(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.context().close();
  },
);

test("a cell that is opened takes the whole width below its row, and the others keep their columns", async () => {
  const page = await open(1000);
  const table = page.locator("main[lang=en] .matrix").first();
  const row = table.locator("tr").filter({ hasText: "look up a voter" });
  const place = async (index: number) => (await row.locator("td").nth(index).boundingBox())!;
  const before = await place(3);
  await row.locator("summary").first().click();
  const after = await place(3);
  expect(after.x).toBe(before.x);
  const opened = await place(0);
  expect(opened.width).toBeGreaterThan(800);
  expect(opened.y).toBeGreaterThan(after.y);
  expect(await row.locator("details p").first().isVisible()).toBe(true);
  await page.context().close();
});
