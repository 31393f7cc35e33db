import chromium from "@sparticuz/chromium";
import { chromium as driver, type Browser } from "playwright-core";

/** A real Chromium from npm alone, without a window; the page may load nothing. */
export async function openBrowser(): Promise<Browser> {
  return driver.launch({
    executablePath: await chromium.executablePath(),
    // The package's own flags run everything in one process, which ends with the first context that is closed.
    args: ["--no-sandbox", "--no-zygote", "--disable-dev-shm-usage", "--disable-gpu"],
    headless: true,
  });
}
