import type { Words } from "../base/words.ts";

const units = [
  { ms: 86_400_000, from: 2, en: ["day", "days"], fr: ["jour", "jours"] },
  { ms: 3_600_000, from: 1, en: ["hour", "hours"], fr: ["heure", "heures"] },
  { ms: 60_000, from: 1, en: ["minute", "minutes"], fr: ["minute", "minutes"] },
] as const;

/** A length of time for people, rounded down: minutes below one hour, hours below two days, then days. */
export function durationWords(ms: number): Words {
  if (ms < 60_000) return { en: "less than a minute", fr: "moins d’une minute" };
  const unit = units.find((candidate) => ms >= candidate.ms * candidate.from) ?? units[2];
  const count = Math.floor(ms / unit.ms);
  const form = count === 1 ? 0 : 1;
  return { en: `${count} ${unit.en[form]}`, fr: `${count} ${unit.fr[form]}` };
}
