/** A file's length may be anything; what it promises is believed up to here. */
const mostExpected = 20_000_000;

/**
 * Remembers every voter id of a roll by a keyed 64-bit fingerprint, eight bytes each, so that ten million fit in
 * memory. The key is drawn for each run: nobody can choose ids that collide, and the chance that ten million honest
 * ones do is 3 in a million (n² / 2^65); the roll is then refused though it is good, and the next run draws anew.
 */
export class VoterIds {
  readonly #seeds: readonly [number, number];
  #slots: Uint32Array;
  #count = 0;

  /** @param expected about how many ids will come: room for them from the beginning spares moving them */
  constructor(random: (bytes: number) => Uint8Array, expected = 0) {
    let slots = 65_536;
    while (slots < Math.min(expected, mostExpected) * 1.5) slots *= 2;
    this.#slots = new Uint32Array(2 * slots);
    const bytes = Buffer.from(random(8));
    this.#seeds = [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
  }

  /** Adds the id at `start` to `end` of `bytes`; false when it was there before. */
  add(bytes: Uint8Array, start: number, end: number): boolean {
    let high = this.#seeds[0];
    let low = this.#seeds[1];
    // Two lanes of the mixing step of MurmurHash3, differently seeded and multiplied.
    for (let at = start; at < end; at++) {
      high = Math.imul(high ^ bytes[at]!, 0xcc9e2d51);
      high = (high << 13) | (high >>> 19);
      low = Math.imul(low ^ bytes[at]!, 0x1b873593);
      low = (low << 15) | (low >>> 17);
    }
    high = finish(high ^ low);
    low = finish(low + Math.imul(high, 0x9e3779b1));
    // Zero marks a free slot.
    if (high === 0 && low === 0) low = 1;
    if (this.#count * 3 > this.#slots.length) this.#grow();
    if (!insert(this.#slots, high, low)) return false;
    this.#count++;
    return true;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += 2) {
      if (before[at] !== 0 || before[at + 1] !== 0) insert(this.#slots, before[at]!, before[at + 1]!);
    }
  }
}

/** Open addressing with linear probing over pairs; false when the pair is there already. */
function insert(slots: Uint32Array, high: number, low: number): boolean {
  const mask = slots.length / 2 - 1;
  let slot = low & mask;
  for (;;) {
    const seenHigh = slots[2 * slot]!;
    const seenLow = slots[2 * slot + 1]!;
    if (seenHigh === 0 && seenLow === 0) break;
    if (seenHigh === high && seenLow === low) return false;
    slot = (slot + 1) & mask;
  }
  slots[2 * slot] = high;
  slots[2 * slot + 1] = low;
  return true;
}

function finish(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
