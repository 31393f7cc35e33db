import type { TestProject } from "vitest/node";
import { startEmulator } from "./emulator.ts";

/** What the live tests are told: where the emulator is, or why there is none. */
export type Live = { readonly endpoint: string } | { readonly unavailable: string };

declare module "vitest" {
  export interface ProvidedContext {
    live: Live;
  }
}

/** Vitest's global set-up: starts the emulator once for the whole run, and ends it after the last test. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const emulator = await startEmulator();
  if ("unavailable" in emulator) {
    project.provide("live", emulator);
    return async () => {};
  }
  project.provide("live", { endpoint: emulator.endpoint });
  return () => emulator.stop();
}
