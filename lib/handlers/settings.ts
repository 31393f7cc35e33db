import { failure } from "../base/faults.ts";
import { parseDuration } from "../base/time.ts";
import type { Words } from "../base/words.ts";
import { handlersFaults } from "./handlers-faults.ts";

/** A function's settings, as Lambda puts them into its environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws RollwardError setting-missing */
export function setting(environment: Environment, name: string): string {
  const value = environment[name];
  if (value === undefined || value === "") throw failure(handlersFaults["setting-missing"], { name });
  return value;
}

/** Milliseconds of a whole number of days. @throws RollwardError setting-missing, setting-malformed */
export function daysSetting(environment: Environment, name: string): number {
  const text = setting(environment, name);
  if (!/^[1-9]\d{0,4}$/.test(text))
    throw failure(handlersFaults["setting-malformed"], { name, expected: days });
  return Number(text) * 86_400_000;
}

/** Milliseconds of a duration such as `26h`, `fallback` when it is not set. @throws RollwardError setting-malformed */
export function durationSetting(environment: Environment, name: string, fallback: string): number {
  const ms = parseDuration(environment[name] ?? fallback);
  if (ms === undefined) throw failure(handlersFaults["setting-malformed"], { name, expected: duration });
  return ms;
}

const days: Words = { en: "a whole number of days", fr: "un nombre entier de jours" };
const duration: Words = {
  en: "a number and a unit, such as 90m, 26h or 7d",
  fr: "un nombre et une unité, par exemple 90m, 26h ou 7d",
};
