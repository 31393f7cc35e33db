/** Canonical lines by the thousand, without a parser. */
import type { CanonicalLine } from "../../lib/register/read-roll.ts";
import { statuses } from "../../lib/register/schema.ts";
import type { Voter } from "../../lib/register/voter.ts";

/** What `readRoll` hands on for this voter. */
export function lineOf(voter: Voter, number = 1): CanonicalLine {
  const text = JSON.stringify(voter);
  const bytes = Buffer.from(`#${text}\n`);
  const idStart = bytes.indexOf(`"${voter.VoterId}"`) + 1;
  const idEnd = idStart + Buffer.byteLength(voter.VoterId);
  const countyStart = idEnd + '","County":"'.length;
  const countyEnd = countyStart + Buffer.byteLength(voter.County);
  const status = statuses.indexOf(voter.Status);
  return { bytes, start: 1, end: bytes.length - 1, number, idStart, idEnd, countyStart, countyEnd, status };
}

export const textOf = ({ bytes, start, end }: CanonicalLine) => bytes.toString("utf8", start, end);
