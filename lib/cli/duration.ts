import { failure } from "../base/faults.ts";
import { parseDuration, parseInstant } from "../base/time.ts";
import { cliFaults } from "./cli-faults.ts";

/**
 * Milliseconds of an option that takes a duration, such as `24h`.
 *
 * @throws RollwardError duration-malformed
 */
export function durationOption(option: string, value: string): number {
  const ms = parseDuration(value);
  if (ms === undefined) throw failure(cliFaults["duration-malformed"], { option, value });
  return ms;
}

/**
 * The moment of an option that takes one.
 *
 * @throws RollwardError instant-malformed
 */
export function instantOption(option: string, value: string): Date {
  const moment = parseInstant(value);
  if (moment === undefined) throw failure(cliFaults["instant-malformed"], { option, value });
  return moment;
}
