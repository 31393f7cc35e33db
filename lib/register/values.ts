import { daysIn } from "../base/time.ts";

// Readers of one value in canonical JSON, from its first byte on. Each gives the offset of the byte after the value
// (for texts: of the closing quote), or -1. Nothing is read at or past `end`; nothing is allocated.

/** 1 where a run of text stops: controls, quote, backslash, delete, and C2, which begins U+0080 to U+009F. */
const stops = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0x20 || byte === 0x22 || byte === 0x5c || byte === 0x7f || byte === 0xc2 ? 1 : 0,
);

/** 1 where an id may begin, 2 where it may only go on, 0 elsewhere. */
const idBytes = Uint8Array.from({ length: 256 }, (_, byte) => {
  const char = String.fromCharCode(byte);
  return /[A-Za-z0-9]/.test(char) ? 1 : /[._-]/.test(char) ? 2 : 0;
});

const longestId = 64;
const quote = 0x22;

/** The closing quote of a text of 1 to `max` bytes without escapes. */
export function textEnd(block: Uint8Array, from: number, end: number, max: number): number {
  let at = from;
  for (;;) {
    while (at < end && stops[block[at]!] === 0) at++;
    if (at >= end) return -1;
    if (block[at] === quote) break;
    if (block[at] !== 0xc2 || at + 1 >= end || block[at + 1]! < 0xa0) return -1;
    at += 2;
  }
  return at > from && at - from <= max ? at : -1;
}

/** The closing quote of an id. */
export function idEnd(block: Uint8Array, from: number, end: number): number {
  if (from >= end || idBytes[block[from]!] !== 1) return -1;
  let at = from + 1;
  while (at < end && idBytes[block[at]!] !== 0) at++;
  return at < end && block[at] === quote && at - from <= longestId ? at : -1;
}

/** The byte after `YYYY-MM-DD`, when that is a day of the Gregorian calendar. */
export function dateEnd(block: Uint8Array, from: number, end: number): number {
  if (from + 10 > end || block[from + 4] !== 0x2d || block[from + 7] !== 0x2d) return -1;
  const century = twoDigits(block, from);
  const year = twoDigits(block, from + 2);
  const month = twoDigits(block, from + 5);
  const day = twoDigits(block, from + 8);
  if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1) return -1;
  return day <= 28 || day <= daysIn(century * 100 + year, month) ? from + 10 : -1;
}

/** The byte after `YYYY-MM-DDThh:mm:ssZ`, when that is a second of a real day; UTC days here have no leap second. */
export function instantEnd(block: Uint8Array, from: number, end: number): number {
  if (from + 20 > end || dateEnd(block, from, end) < 0) return -1;
  if (block[from + 10] !== 0x54 || block[from + 13] !== 0x3a || block[from + 16] !== 0x3a) return -1;
  const hour = twoDigits(block, from + 11);
  const minute = twoDigits(block, from + 14);
  const second = twoDigits(block, from + 17);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  return block[from + 19] === 0x5a ? from + 20 : -1;
}

/** The byte after a whole number from 1 to 999,999,999. */
export function countEnd(block: Uint8Array, from: number, end: number): number {
  if (from >= end || block[from] === 0x30) return -1;
  let at = from;
  while (at < end && block[at]! >= 0x30 && block[at]! <= 0x39) at++;
  return at > from && at - from <= 9 ? at : -1;
}

/** The byte after `]` of 1 to `maxItems` texts, from the first byte inside the first quote. */
export function textsEnd(
  block: Uint8Array,
  from: number,
  end: number,
  maxItems: number,
  max: number,
): number {
  let at = from;
  for (let items = 1; items <= maxItems; items++) {
    at = textEnd(block, at, end, max);
    if (at < 0 || at + 2 > end) return -1;
    if (block[at + 1] === 0x5d) return at + 2;
    if (block[at + 1] !== 0x2c || at + 2 >= end || block[at + 2] !== quote) return -1;
    at += 3;
  }
  return -1;
}

/** 0 to 99, or -1 when there are not two digits. */
function twoDigits(block: Uint8Array, at: number): number {
  const tens = block[at]! - 0x30;
  const ones = block[at + 1]! - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}
