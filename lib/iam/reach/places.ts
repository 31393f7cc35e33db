/** A set of principals, by their place in the list of all: one bit each. */
export type Places = Uint32Array;

export function noPlaces(count: number): Places {
  return new Uint32Array((count >>> 5) + 1);
}

export function addPlace(set: Places, place: number): void {
  set[place >>> 5]! |= 1 << (place & 31);
}

export function hasPlace(set: Places, place: number): boolean {
  return (set[place >>> 5]! & (1 << (place & 31))) !== 0;
}

export function isEmpty(set: Places): boolean {
  for (let at = 0; at < set.length; at++) if (set[at] !== 0) return false;
  return true;
}

export function addAll(set: Places, others: Places): void {
  for (let at = 0; at < set.length; at++) set[at]! |= others[at]!;
}

/** In both. */
export function inBoth(a: Places, b: Places): Places {
  const set = new Uint32Array(a.length);
  for (let at = 0; at < a.length; at++) set[at] = a[at]! & b[at]!;
  return set;
}

/** In either. */
export function inEither(a: Places, b: Places): Places {
  const set = new Uint32Array(a.length);
  for (let at = 0; at < a.length; at++) set[at] = a[at]! | b[at]!;
  return set;
}

/** In the first and not in the second. */
export function without(a: Places, b: Places): Places {
  const set = new Uint32Array(a.length);
  for (let at = 0; at < a.length; at++) set[at] = a[at]! & ~b[at]!;
  return set;
}

/** Whether there is one in both. */
export function overlap(a: Places, b: Places): boolean {
  for (let at = 0; at < a.length; at++) if ((a[at]! & b[at]!) !== 0) return true;
  return false;
}

/** Smallest first. */
export function placesIn(set: Places): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < set.length; at++) {
    for (let word = set[at]!; word !== 0; word &= word - 1) {
      found.push(at * 32 + 31 - Math.clz32(word & -word));
    }
  }
  return found;
}
