/** Where the time comes from; passed in, so that a run can be replayed with `--now`. */
export type Clock = () => Date;

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * An instant of RFC 3339 (a date and a time with its offset), or `undefined` for anything else, days that no
 * calendar has among them (`Date.parse` would turn 30 February into March).
 */
export function parseInstant(text: unknown): Date | undefined {
  if (typeof text !== "string" || !instant.test(text)) return undefined;
  if (!isCalendarDate(text.slice(0, 10))) return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** True for a day of the Gregorian calendar, `YYYY-MM-DD` (RFC 3339 full-date). */
export function isCalendarDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** Days in a month (1 to 12) of the Gregorian calendar. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whole seconds, `YYYY-MM-DDThh:mm:ssZ`: the one spelling of time in our formats. */
export function formatInstant(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of a duration such as `90m`, `24h` or `7d`; `undefined` for anything else, zero included. */
export function parseDuration(text: string): number | undefined {
  const match = /^([1-9]\d{0,5})([mhd])$/.exec(text);
  return match === null ? undefined : Number(match[1]) * unitMs[match[2] as keyof typeof unitMs];
}
