import { sha256 } from "../../base/bytes.ts";

/** A stream of invented chance: the same numbers for the same seed, on every machine and for ever. */
export interface Random {
  /** A whole number from 0 to `limit` - 1; `limit` is at most 2^32. */
  below(limit: number): number;
  /** True `permille` times in a thousand. */
  chance(permille: number): boolean;
  /** One of `values`. */
  of<T>(values: readonly T[]): T;
}

/**
 * sfc32 (Chris Doty-Humphrey, PractRand, "Small Fast Counting"), 128 bits of state: three words and the counter are
 * the first 16 bytes of the SHA-256 of `seed`, little-endian. Whole numbers come by multiplying and cutting (a bias
 * below limit / 2^32), and never by `Math` functions whose last digit differs between engines. Not for secrets.
 */
export function seededRandom(seed: string): Random {
  const state = Buffer.from(sha256(seed));
  let a = state.readInt32LE(0);
  let b = state.readInt32LE(4);
  let c = state.readInt32LE(8);
  let counter = state.readInt32LE(12);

  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 4_294_967_296) * limit);

  return {
    below,
    chance: (permille) => below(1000) < permille,
    of: (values) => values[below(values.length)]!,
  };
}
