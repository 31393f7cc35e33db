/** A set of the index's ids, one bit each. */
export type ActionSet = Uint32Array;

/** The set of these ids; `count` is how many there are in all. */
export function setOfIds(ids: readonly number[], count: number): ActionSet {
  const set = new Uint32Array((count >>> 5) + 1);
  for (const id of ids) add(set, id);
  places.set(set, [...new Set(ids.map((id) => id >>> 5))]);
  return set;
}

export function add(set: ActionSet, id: number): void {
  set[id >>> 5]! |= 1 << (id & 31);
}

export function has(set: ActionSet, id: number): boolean {
  return (set[id >>> 5]! & (1 << (id & 31))) !== 0;
}

export function unite(set: ActionSet, other: ActionSet): void {
  for (let at = 0; at < set.length; at++) set[at]! |= other[at]!;
}

const places = new WeakMap<ActionSet, readonly number[]>();

/** The words of a question’s set that are not empty: most questions are about one service. */
function placesOf(asked: ActionSet): readonly number[] {
  const known = places.get(asked);
  if (known !== undefined) return known;
  const found = [...asked.keys()].filter((at) => asked[at] !== 0);
  places.set(asked, found);
  return found;
}

/** `asked` is a question’s own set. */
export function overlap(set: ActionSet, asked: ActionSet): boolean {
  for (const at of placesOf(asked)) if ((set[at]! & asked[at]!) !== 0) return true;
  return false;
}
