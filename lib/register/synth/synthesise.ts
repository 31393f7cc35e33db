import { failure } from "../../base/faults.ts";
import { registerFaults } from "../register-faults.ts";
import { countyNames, countySizes, mostCounties } from "./counties.ts";
import { inventHousehold, type County } from "./household.ts";
import { inventPerson } from "./person.ts";
import { seededRandom, type Random } from "./random.ts";
import { byteText } from "./words.ts";

export const mostVoters = 100_000_000;

export interface SynthOptions {
  /** 0 to 100,000,000. */
  readonly voters: number;
  /** 1 to 500. */
  readonly counties: number;
  /** Any text; another seed makes another roll. */
  readonly seed: string;
}

const blockBytes = 1_048_576;
const votersPerPrecinct = 1200;

/** So many households are invented together and mixed: neighbours in the roll do not live together, and memory is bounded. */
const windowPeople = 4096;

/** Ids are `AR` and ten digits: their order as bytes is their order as numbers. */
const idNumbers = 10_000_000_000;

/**
 * An invented roll in canonical form and order (county, then id, by UTF-8 bytes), in blocks of about 1 MiB that end
 * with a line feed. The same options give the same bytes, for ever: a test holds their digest. Memory does not grow
 * with the number of voters. Nobody in it exists.
 *
 * @throws RollwardError synth-voters, synth-counties, at once
 */
export function synthesise(options: SynthOptions): Generator<Buffer, void, undefined> {
  const { voters, counties } = options;
  if (!Number.isInteger(voters) || voters < 0 || voters > mostVoters) {
    throw failure(registerFaults["synth-voters"], { limit: mostVoters });
  }
  if (!Number.isInteger(counties) || counties < 1 || counties > mostCounties) {
    throw failure(registerFaults["synth-counties"], { limit: mostCounties });
  }
  return blocks(lines(options));
}

function* blocks(source: Iterable<string>): Generator<Buffer, void, undefined> {
  let block = Buffer.allocUnsafe(blockBytes);
  let length = 0;
  for (const line of source) {
    if (length + line.length > blockBytes) {
      yield block.subarray(0, length);
      block = Buffer.allocUnsafe(blockBytes);
      length = 0;
    }
    length += block.write(line, length, "latin1");
  }
  if (length > 0) yield block.subarray(0, length);
}

function* lines({ voters, counties, seed }: SynthOptions): Generator<string> {
  const names = countyNames(counties);
  const sizes = countySizes(voters, counties);
  for (let index = 0; index < counties; index++) {
    const size = sizes[index]!;
    const precincts = Math.max(1, Math.round(size / votersPerPrecinct));
    const county: County = { name: byteText(names[index]!), index, precincts };
    const random = seededRandom(`rollward/synth@1 ${index} ${seed}`);
    const nextId = ids(index, counties, size, random);
    for (let left = size; left > 0; left -= windowPeople) {
      for (const person of inventPeople(county, Math.min(left, windowPeople), random)) {
        yield `{"VoterId":"${nextId()}","County":"${county.name}",${person}\n`;
      }
    }
  }
}

/**
 * Ascending ids of one county's `size` voters. Numbers that leave the county's index as remainder when divided by the
 * number of counties are its own, so that no id occurs twice, though counties' numbers lie mixed.
 */
function ids(county: number, counties: number, size: number, random: Random): () => string {
  const longestStep = Math.floor(idNumbers / counties / size) - 1;
  let quotient = -1;
  return () => {
    quotient += 1 + random.below(Math.min(longestStep, 1_000_000));
    return `AR${String(quotient * counties + county).padStart(10, "0")}`;
  };
}

/** `count` people in households of one to five, mixed; each as the text of `inventPerson`. */
function inventPeople(county: County, count: number, random: Random): readonly string[] {
  const people: string[] = [];
  while (people.length < count) {
    const household = inventHousehold(county, random);
    const members = random.of([1, 1, 2, 2, 2, 2, 3, 3, 4, 5]);
    for (let member = 0; member < members && people.length < count; member++) {
      people.push(inventPerson(household, random));
    }
  }
  for (let at = people.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    const moved = people[at]!;
    people[at] = people[other]!;
    people[other] = moved;
  }
  return people;
}
