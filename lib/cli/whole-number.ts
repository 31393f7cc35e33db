import { failure } from "../base/faults.ts";
import { cliFaults } from "./cli-faults.ts";

/**
 * The value of an option that takes a whole number from `least` to `most`, written in plain digits: no sign, no
 * exponent, no leading zero, since each of these has been a slip of the hand more often than meant.
 *
 * @throws RollwardError number-malformed
 */
export function wholeNumber(option: string, value: string, least: number, most: number): number {
  const number = /^(0|[1-9]\d{0,14})$/.test(value) ? Number(value) : NaN;
  if (number >= least && number <= most) return number;
  throw failure(cliFaults["number-malformed"], { option, value, least, most });
}
