import type { CanonicalLine } from "../../register/read-roll.ts";

/** Tells whether lines come in the order of the roll: by county, then voter id, by bytes. */
export class LineOrder {
  readonly #county = Buffer.alloc(65_536);
  readonly #id = Buffer.alloc(65_536);
  #countyBytes = 0;
  #idBytes = 0;

  /** True when `line` comes after the line of the call before. */
  follows(line: CanonicalLine): boolean {
    const { bytes, idStart, idEnd, countyStart, countyEnd } = line;
    const county = compare(this.#county, this.#countyBytes, bytes, countyStart, countyEnd);
    if (county > 0) return false;
    if (county === 0 && compare(this.#id, this.#idBytes, bytes, idStart, idEnd) >= 0) return false;
    if (county < 0) this.#countyBytes = bytes.copy(this.#county, 0, countyStart, countyEnd);
    this.#idBytes = bytes.copy(this.#id, 0, idStart, idEnd);
    return true;
  }
}

/** Short keys: a loop of our own is several times as fast as a call into `Buffer.compare`. */
function compare(one: Buffer, length: number, other: Buffer, start: number, end: number): number {
  const both = Math.min(length, end - start);
  for (let at = 0; at < both; at++) {
    const difference = one[at]! - other[start + at]!;
    if (difference !== 0) return difference;
  }
  return length - (end - start);
}
