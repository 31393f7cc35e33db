import { expect, test } from "vitest";
import { phaseAt, recoveryPointAt } from "../../lib/contract/calendar.ts";
import type { Config } from "../../lib/contract/config.ts";

const config: Config = {
  format: "rollward/config@1",
  calendar: [
    { phase: "quiet", from: "2026-01-01T00:00:00Z" },
    { phase: "registration", from: "2026-08-01T00:00:00Z", recoveryPoint: "6h" },
    { phase: "election-day", from: "2026-11-03T06:00:00Z", recoveryPoint: "15m" },
  ],
  objectives: { recoveryPoint: "24h" },
};

test.each([
  ["2025-12-31T23:59:59Z", undefined, "24h"],
  ["2026-01-01T00:00:00Z", "quiet", "24h"],
  ["2026-07-31T23:59:59.999Z", "quiet", "24h"],
  ["2026-08-01T00:00:00Z", "registration", "6h"],
  ["2026-11-03T06:00:00Z", "election-day", "15m"],
  ["2030-01-01T00:00:00Z", "election-day", "15m"],
])("at %s the phase is %s and the newest set may be %s old", (moment, phase, point) => {
  const now = new Date(moment);
  expect(phaseAt(config, now)?.phase).toBe(phase);
  expect(recoveryPointAt(config, now)).toBe(point);
});

test("the order of the calendar does not matter, and without one the objectives hold", () => {
  const now = new Date("2026-09-01T00:00:00Z");
  expect(phaseAt({ calendar: config.calendar!.toReversed() }, now)?.phase).toBe("registration");
  expect(recoveryPointAt({ objectives: { recoveryPoint: "2h" } }, now)).toBe("2h");
  expect(recoveryPointAt({}, now)).toBeUndefined();
});
