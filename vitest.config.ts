import { defineConfig } from "vitest/config";
import { countReporter } from "./tests/live/reporter.ts";

// Vitest reads its configuration from a default export.
export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["./tests/live/global-setup.ts"],
    reporters: ["default", countReporter()],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: 2,
  },
});
