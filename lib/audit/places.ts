import type { Place } from "../backup/state/place.ts";

/** True when all of several places are devices: one machine read them, and how far apart they stand is not known. */
export function allDevices(places: readonly Place[]): boolean {
  const ids = new Set(places.map(({ id }) => id));
  return ids.size > 1 && places.every(({ kind }) => kind === "device");
}
