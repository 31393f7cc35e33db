import type { Random } from "./random.ts";
import { familyNames, placeNames, streets } from "./words.ts";

/** The invented state that every synthetic roll is of. */
export const stateName = "State of Arden";

const streetsPerPrecinct = 40;
const precinctsPerTown = 4;

/** One county of an invented roll. */
export interface County {
  readonly name: string;
  readonly index: number;
  readonly precincts: number;
}

/**
 * People under one roof: they share address, precinct and, mostly, the family name. Addresses are canonical JSON
 * already, since they are written several times; no word in `words.ts` needs an escape (a test sees to it).
 */
export interface Household {
  readonly precinct: string;
  readonly lastName: string;
  readonly residence: string;
  /** Where the post goes, when it does not go to the residence. */
  readonly mailing: string | undefined;
  readonly language: string;
}

/** An invented household somewhere in `county`. Streets belong to precincts, precincts to towns. */
export function inventHousehold(county: County, random: Random): Household {
  const precinct = random.below(county.precincts);
  const town = Math.floor(precinct / precinctsPerTown);
  const street = streets[pick(county.index, precinct, random.below(streetsPerPrecinct), streets.length)]!;
  const place = placeNames[pick(county.index, town, 0, placeNames.length)]!;
  const zip = 10_000 + pick(county.index, town, 1, 90_000);
  const rest = `"PlaceName":"${place}","StateName":"${stateName}","ZipCode":"${zip}"`;
  const number = `"CompleteAddressNumber":"${1 + random.below(2400)}"`;
  const unit = random.chance(280) ? `"CompleteSubaddress":"Apartment ${1 + random.below(60)}",` : "";
  return {
    precinct: `${String(county.index + 1).padStart(3, "0")}-${String(precinct + 1).padStart(5, "0")}`,
    lastName: random.of(familyNames),
    residence: `{${number},"CompleteStreetName":"${street}",${unit}${rest}}`,
    mailing: random.chance(150)
      ? `{"USPSBox":"PO Box ${1 + random.below(9000)}",${rest},"CountryName":"Arden"}`
      : undefined,
    language: random.chance(780) ? "en" : random.chance(600) ? "fr" : random.chance(800) ? "es" : "iu",
  };
}

/** A number below `limit` that is always the same for these three, and looks like chance. */
function pick(county: number, group: number, item: number, limit: number): number {
  let mixed =
    Math.imul(county + 1, 0x9e3779b1) ^ Math.imul(group + 1, 0x85ebca6b) ^ Math.imul(item + 1, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % limit;
}
