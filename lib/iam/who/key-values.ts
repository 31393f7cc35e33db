import { lower } from "../globs-automaton.ts";
import { parseNetwork } from "../conditions/ip.ts";
import { parseDate, parseNumber } from "../conditions/order.ts";

/** What kind of values an operator compares: each has its own way to try all that matter. */
export type Family = "text" | "number" | "date" | "address";

export function familyOf(operator: string): Family {
  if (operator.startsWith("Numeric")) return "number";
  if (operator.startsWith("Date")) return "date";
  return operator.endsWith("IpAddress") ? "address" : "text";
}

/**
 * Values of one family such that every comparison with `bounds` comes out in every way it can: comparisons with
 * numbers, moments and networks change only at those, so one value at each and one on either side are all there are.
 */
export function telling(family: Exclude<Family, "text">, bounds: readonly string[]): readonly string[] {
  if (family === "address") return tellingAddresses(bounds);
  const parse = family === "number" ? parseNumber : parseDate;
  const quantities = bounds.map((bound) => parse(bound)).filter((found) => found !== undefined);
  const places = Math.max(0, ...quantities.map((found) => found.places)) + 1;
  const scale = 10n ** BigInt(places);
  const scaled = quantities.map(({ units, places: own }) => units * 10n ** BigInt(places - own));
  // Whole steps first, since they read better; the finest steps lie between any two bounds.
  const steps = [0n, scale, -scale, 1n, -1n];
  const all = [
    ...steps.flatMap((step) => scaled.map((value) => value + step)),
    family === "number" ? scale : 0n,
  ];
  const render = family === "number" ? decimal : moment;
  return [...new Set(all.map((units) => render(units, places)))];
}

function decimal(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const part = digits.slice(-places).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -places)}${part === "" ? "" : `.${part}`}`;
}

/** As ISO 8601 where that can say it, else in seconds since 1970. */
function moment(units: bigint, places: number): string {
  const seconds = decimal(units, places);
  const date = new Date(Number(seconds) * 1000);
  const whole = !seconds.includes(".") && !Number.isNaN(date.getTime());
  return whole && /^\d{4}-/.test(date.toISOString()) ? date.toISOString().replace(".000Z", "Z") : seconds;
}

function tellingAddresses(bounds: readonly string[]): readonly string[] {
  const found = bounds.map((bound) => parseNetwork(bound)).filter((network) => network !== undefined);
  const near = found.flatMap(({ address, width, prefix }) => {
    const size = 1n << BigInt(width - prefix);
    const first = (address / size) * size;
    return [first + 1n, first, first + size, first + size - 1n, first - 1n]
      .filter((each) => each >= 0n && each < 1n << BigInt(width))
      .map((each) => (width === 32 ? v4(each) : v6(each)));
  });
  // Addresses set aside for documentation (RFC 5737, RFC 3849).
  return [...new Set(["203.0.113.1", ...near, "2001:db8::1", "0.0.0.0", "::"])];
}

function v4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join(".");
}

function v6(address: bigint): string {
  return [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n]
    .map((shift) => ((address >> shift) & 65_535n).toString(16))
    .join(":");
}

/** Folding by `toLowerCase` is what single code units do only where it keeps their number. */
export function foldsByUnits(text: string): boolean {
  const folded = text.toLowerCase();
  return (
    folded.length === text.length &&
    Array.from({ length: text.length }, (_, at) => at).every(
      (at) => lower(text.charCodeAt(at)) === folded.charCodeAt(at),
    )
  );
}
