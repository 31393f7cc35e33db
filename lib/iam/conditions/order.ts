import { unknown } from "../truth.ts";
import { plainCheck, type Operator } from "./operator.ts";

/** Numeric… and Date…: whole or decimal numbers without limit of size, and moments. Both become a fraction. */
interface Quantity {
  readonly units: bigint;
  /** Decimal places that `units` counts in. */
  readonly places: number;
}

/** Whole or decimal, such as `-10`, `3.5`; `undefined` for other text. */
export function parseNumber(text: string): Quantity | undefined {
  const [, sign, whole, part = ""] = /^([+-]?)([0-9]{1,60})(?:\.([0-9]{1,60}))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const units = BigInt(whole + part);
  return { units: sign === "-" ? -units : units, places: part.length };
}

const date =
  /^(\d{4})-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?)?$/;

/**
 * A moment by W3C's note on ISO 8601, or in seconds since 1970. Four digits alone could be either a year or seconds,
 * and a time without its zone could be anywhere: neither is taken.
 */
export function parseDate(text: string): Quantity | undefined {
  const seconds = /^[0-9]{1,4}$/.test(text) ? undefined : parseNumber(text);
  if (seconds !== undefined) return seconds;
  const [, year, month, day = "01", hour = "00", minute = "00", second = "00", fraction = "", zone = "Z"] =
    date.exec(text) ?? [];
  if (year === undefined) return undefined;
  const midnight = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  const moment = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  if (Number.isNaN(moment) || new Date(midnight).getUTCDate() !== Number(day)) return undefined;
  return parseNumber(`${moment / 1000}${fraction}`);
}

function compare(a: Quantity, b: Quantity): number {
  const places = Math.max(a.places, b.places);
  const difference = scaled(a, places) - scaled(b, places);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

function scaled({ units, places }: Quantity, to: number): bigint {
  return units * 10n ** BigInt(to - places);
}

/** The six orders of one kind of quantity. */
function orders(what: string, parse: (text: string) => Quantity | undefined) {
  const operator = (negated: boolean, holds: (order: number) => boolean): Operator => ({
    negated,
    check: plainCheck(what, parse),
    matches: (value, { plain }) => {
      const [asked, limit] = [parse(value), parse(plain)];
      if (asked === undefined || limit === undefined) return unknown(`“${value.slice(0, 60)}” is no ${what}`);
      return holds(compare(asked, limit));
    },
  });
  return {
    Equals: operator(false, (order) => order === 0),
    NotEquals: operator(true, (order) => order === 0),
    LessThan: operator(false, (order) => order < 0),
    LessThanEquals: operator(false, (order) => order <= 0),
    GreaterThan: operator(false, (order) => order > 0),
    GreaterThanEquals: operator(false, (order) => order >= 0),
  };
}

const named = (prefix: string, of: ReturnType<typeof orders>): Record<string, Operator> =>
  Object.fromEntries(Object.entries(of).map(([name, operator]) => [prefix + name, operator]));

export const orderOperators: Record<string, Operator> = {
  ...named("Numeric", orders("number", parseNumber)),
  ...named("Date", orders("date", parseDate)),
};
