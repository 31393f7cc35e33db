import type { FoundKeys } from "./recognise.ts";
import { statuses, voterFields } from "./schema.ts";
import type { Voter } from "./voter.ts";

/**
 * The one spelling of a voter (docs/formats/roll.md, "Canonical form"), without the line feed. `voter` must come from
 * the parser or be built in schema order: keys are written in the order in which they stand in the object.
 */
export function canonicalLine(voter: Voter): Buffer {
  return Buffer.from(JSON.stringify(voter), "utf8");
}

const beforeId = `{"${voterFields[0]!.key}":"`.length;
const beforeCounty = `","${voterFields[1]!.key}":"`.length;

/**
 * Writes where the keys of `voter` stand in its canonical line into `found`. The first two fields are an id and a
 * name, whose JSON has no escapes (`schema.ts`), so that lengths are enough.
 */
export function locateKeys(voter: Voter, found: FoundKeys): void {
  found.idStart = beforeId;
  found.idEnd = found.idStart + Buffer.byteLength(voter.VoterId);
  found.countyStart = found.idEnd + beforeCounty;
  found.countyEnd = found.countyStart + Buffer.byteLength(voter.County);
  found.status = statuses.indexOf(voter.Status);
}
