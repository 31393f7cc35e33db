/** Small invented rolls. */
import type { RollSource } from "../../lib/backup/seal/seal-roll.ts";
import type { Voter } from "../../lib/register/voter.ts";

const address = { PlaceName: "Fernhaven", StateName: "State of Arden", ZipCode: "40221" };

export function voter(id: string, county: string, changes: Partial<Voter> = {}): Voter {
  return {
    VoterId: id,
    County: county,
    Precinct: "003-0012",
    Status: "active",
    Name: { FirstName: "Maëlle", LastName: "Wrenford" },
    DateOfBirth: "1979-05-30",
    ResidenceAddress: address,
    SelectedLanguage: "en",
    RegistrationDate: "1998-11-02",
    LastModified: "2024-02-29T10:15:00Z",
    Protected: false,
    Version: 3,
    ...changes,
  };
}

/** Lines as they are given; sealing puts them in order. */
export function rollOf(voters: readonly Voter[]): Buffer {
  return Buffer.from(voters.map((each) => `${JSON.stringify(each)}\n`).join(""));
}

/** The canonical form, computed the simple way: by county, then id, by UTF-8 bytes. */
export function canonical(voters: readonly Voter[]): Buffer {
  const order = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));
  const sorted = voters.toSorted(
    (one, other) => order(one.County, other.County) || order(one.VoterId, other.VoterId),
  );
  return rollOf(sorted);
}

export function asFile(roll: Uint8Array, blockBytes = 1024): RollSource {
  return { open: () => blocks(roll, blockBytes), again: true, bytes: roll.length };
}

/** A pipe: it can be read once, and says so when it is read again. */
export function asPipe(roll: Uint8Array, blockBytes = 1024): RollSource {
  let opened = false;
  const open = () => {
    if (opened) throw new Error("a pipe was read twice");
    opened = true;
    return blocks(roll, blockBytes);
  };
  return { open, again: false, bytes: undefined };
}

async function* blocks(roll: Uint8Array, blockBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < roll.length; at += blockBytes) yield roll.slice(at, at + blockBytes);
}

/** Three days of one register in three counties; Quillmoor never changes, so that its parts are equally long. */
export const threeDays: readonly (readonly Voter[])[] = [6, 7, 8].map((active) => [
  ...Array.from({ length: active }, (_, index) => voter(`AR-${index}`, "Birchmere", { Version: index + 1 })),
  voter("AR-20", "Quillmoor", { Status: "pending" }),
  voter("AR-21", "Quillmoor", { Status: "cancelled" }),
  voter("AR-30", "Érablefell", { Status: "inactive", Name: { LastName: "Delrivière" } }),
]);
