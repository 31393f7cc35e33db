/** Sets of places say what plain sets say, over the edges of their words too. */
import fc from "fast-check";
import { expect, test } from "vitest";
import * as places from "../../../lib/iam/reach/places.ts";
import { runsOf } from "../proofs.ts";

const count = 97;
const edges = fc.constantFrom(0, 31, 32, 63, 64, 95, 96);
const set = fc.uniqueArray(fc.oneof(edges, fc.nat(count - 1)), { maxLength: 6 });

function of(members: readonly number[]): places.Places {
  const made = places.noPlaces(count);
  for (const member of members) places.addPlace(made, member);
  return made;
}

test("as those of the language", () => {
  fc.assert(
    fc.property(set, set, (a, b) => {
      const sorted = (members: readonly number[]) => [...new Set(members)].toSorted((x, y) => x - y);
      const [both, rest] = [a.filter((one) => b.includes(one)), a.filter((one) => !b.includes(one))];
      expect(places.placesIn(of(a))).toEqual(sorted(a));
      expect(Array.from({ length: count }, (_, at) => places.hasPlace(of(a), at))).toEqual(
        Array.from({ length: count }, (_, at) => a.includes(at)),
      );
      expect(places.isEmpty(of(a))).toBe(a.length === 0);
      expect(places.overlap(of(a), of(b))).toBe(both.length > 0);
      expect(places.placesIn(places.inBoth(of(a), of(b)))).toEqual(sorted(both));
      expect(places.placesIn(places.inEither(of(a), of(b)))).toEqual(sorted([...a, ...b]));
      expect(places.placesIn(places.without(of(a), of(b)))).toEqual(sorted(rest));
      const all = of(a);
      places.addAll(all, of(b));
      expect(places.placesIn(all)).toEqual(sorted([...a, ...b]));
    }),
    runsOf(100),
  );
});
