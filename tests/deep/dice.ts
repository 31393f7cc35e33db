/** Choices that follow from a seed alone, so that a world that showed a mistake can be made again. */
export interface Dice {
  /** 0 … `count` − 1. */
  below(count: number): number;
  chance(share: number): boolean;
  one<T>(of: readonly T[]): T;
  /** Between `least` and `most` different ones, in their order. */
  some<T>(of: readonly T[], least: number, most: number): readonly T[];
  /** Between `least` and `most` made ones. */
  many<T>(least: number, most: number, make: () => T): readonly T[];
}

/** Mulberry32: small, and even enough for choices among a handful. */
export function diceOf(seed: number): Dice {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(fraction() * count);
  const one = <T>(of: readonly T[]): T => of[below(of.length)]!;
  return {
    below,
    chance: (share) => fraction() < share,
    one,
    some: (of, least, most) => {
      const count = least + below(most - least + 1);
      const places = of.map((_, at) => at);
      while (places.length > count) places.splice(below(places.length), 1);
      return places.map((at) => of[at]!);
    },
    many: (least, most, make) => Array.from({ length: least + below(most - least + 1) }, make),
  };
}
