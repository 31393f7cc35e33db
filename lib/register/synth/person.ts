import { daysIn } from "../../base/time.ts";
import type { Status } from "../voter.ts";
import type { Household } from "./household.ts";
import type { Random } from "./random.ts";
import { familyNames, givenNames, prefixes, suffixes } from "./words.ts";

/** The year in which the invented state's roll was last worked on; nobody registered later. */
const thisYear = 2026;

/**
 * An invented member of `household`: what follows the county in the canonical line, from the key `Precinct` on.
 * Put together as byte text (`words.ts`) rather than from an object, for speed: a roll of ten million takes half a minute.
 */
export function inventPerson(household: Household, random: Random): string {
  const birthYear = 1928 + random.below(80);
  const earliest = Math.max(birthYear + 18, 1970);
  const registrationYear = earliest + random.below(thisYear - earliest);
  const registered = inventDay(registrationYear, random);
  const yearsSince = random.below(thisYear - registrationYear);
  const modified = yearsSince === 0 ? registered : inventDay(registrationYear + yearsSince, random);
  const mailing = household.mailing === undefined ? "" : `,"MailingAddress":${household.mailing}`;
  return (
    `"Precinct":"${household.precinct}","Status":"${inventStatus(random)}"` +
    `,"Name":${inventName(household, random)},"DateOfBirth":"${inventDay(birthYear, random)}"` +
    `,"ResidenceAddress":${household.residence}${mailing},"SelectedLanguage":"${household.language}"` +
    `,"RegistrationDate":"${registered}","LastModified":"${modified}T${inventTime(random)}Z"` +
    `,"Protected":${random.chance(3)},"Version":${1 + random.below(9)}}`
  );
}

function inventName(household: Household, random: Random): string {
  const prefix = random.chance(12) ? `"Prefix":"${random.of(prefixes)}",` : "";
  const first = `"FirstName":"${random.of(givenNames)}",`;
  const second = random.chance(60) ? `","${random.of(givenNames)}` : "";
  const middle = random.chance(350) ? `"MiddleName":["${random.of(givenNames)}${second}"],` : "";
  const suffix = random.chance(25) ? `,"Suffix":"${random.of(suffixes)}"` : "";
  return `{${prefix}${first}${middle}"LastName":"${inventLastName(household, random)}"${suffix}}`;
}

function inventStatus(random: Random): Status {
  const share = random.below(100);
  return share < 88 ? "active" : share < 95 ? "inactive" : share < 97 ? "pending" : "cancelled";
}

/** Mostly the household's; sometimes one's own, or both. */
function inventLastName(household: Household, random: Random): string {
  const share = random.below(100);
  if (share < 88) return household.lastName;
  const own = random.of(familyNames);
  return share < 95 ? own : `${own}-${household.lastName}`;
}

function inventDay(year: number, random: Random): string {
  const month = 1 + random.below(12);
  return `${year}-${two(month)}-${two(1 + random.below(daysIn(year, month)))}`;
}

function inventTime(random: Random): string {
  return `${two(8 + random.below(10))}:${two(random.below(60))}:${two(random.below(60))}`;
}

const twoDigits = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, "0"));

function two(number: number): string {
  return twoDigits[number]!;
}
