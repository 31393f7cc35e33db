import { expect, test } from "vitest";
import { durationWords } from "../../lib/audit/duration.ts";

const minute = 60_000;
const hour = 60 * minute;

test.each([
  [-hour, "less than a minute", "moins d’une minute"],
  [0, "less than a minute", "moins d’une minute"],
  [minute - 1, "less than a minute", "moins d’une minute"],
  [minute, "1 minute", "1 minute"],
  [hour - 1, "59 minutes", "59 minutes"],
  [hour, "1 hour", "1 heure"],
  [48 * hour - 1, "47 hours", "47 heures"],
  [48 * hour, "2 days", "2 jours"],
  [400 * 24 * hour, "400 days", "400 jours"],
])("%i ms are %s, %s", (ms, en, fr) => {
  expect(durationWords(ms)).toEqual({ en, fr });
});
