import { defineConfig } from "vitest/config";

// Vitest reads its configuration from a default export. One thread, nothing isolated: most breaks are noticed at once.
export default defineConfig({
  test: {
    include: ["tests/iam/**/*.test.ts"],
    pool: "threads",
    isolate: false,
    maxWorkers: 1,
    reporters: ["dot"],
    testTimeout: 60_000,
  },
});
