import { say, type Lang, type Words } from "../base/words.ts";
import { progressWords } from "./progress-words.ts";

export interface Stage {
  readonly label: string;
  readonly unit: "bytes" | "voters" | "parts" | "sets" | "requests";
  readonly done: number;
  /** In `unit`; undefined when nobody knows. */
  readonly total: number | undefined;
  readonly elapsedMs: number;
}

const settledAfterMs = 1000;

/** One line: the label, the percentage or the amount, then, once it means something, the rate and the time left. */
export function progressText(stage: Stage, lang: Lang): string {
  const { label, unit, done, total, elapsedMs } = stage;
  const share = total === undefined || total <= 0 ? undefined : Math.min(done / total, 1);
  const pieces = [label, share === undefined ? amount(done, unit, lang) : percent(share, lang)];
  if (elapsedMs >= settledAfterMs && done > 0) {
    pieces.push(rate((done / elapsedMs) * 1000, unit, lang));
    if (share !== undefined) pieces.push(left((elapsedMs * (1 - share)) / share / 1000, lang));
  }
  return pieces.join("  ");
}

function percent(share: number, lang: Lang): string {
  return new Intl.NumberFormat(lang, { style: "percent" }).format(Math.floor(share * 100) / 100);
}

function amount(done: number, unit: Stage["unit"], lang: Lang): string {
  return unit === "bytes" ? bytes(done, "", lang) : say(progressWords[unit], lang, { done });
}

function rate(perSecond: number, unit: Stage["unit"], lang: Lang): string {
  if (unit === "bytes") return bytes(perSecond, "-per-second", lang);
  const number = new Intl.NumberFormat(lang, { maximumSignificantDigits: 3 }).format(perSecond);
  return say(progressWords.perSecond, lang, { number });
}

const byteUnits = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

function bytes(count: number, per: "" | "-per-second", lang: Lang): string {
  const step = Math.min(Math.max(Math.floor(Math.log10(Math.max(count, 1)) / 3), 0), byteUnits.length - 1);
  const options = {
    style: "unit",
    unit: `${byteUnits[step]}${per}`,
    maximumFractionDigits: step < 2 ? 0 : 1,
  } as const;
  return new Intl.NumberFormat(lang, options).format(count / 1000 ** step);
}

function left(seconds: number, lang: Lang): string {
  const whole = Math.ceil(seconds);
  const pick = (words: Words, big: number, small: number) =>
    say(words, lang, { big, small: String(small).padStart(2, "0") });
  if (whole < 60) return say(progressWords.seconds, lang, { seconds: whole });
  if (whole < 3600) return pick(progressWords.minutes, Math.floor(whole / 60), whole % 60);
  return pick(progressWords.hours, Math.floor(whole / 3600), Math.floor((whole % 3600) / 60));
}
