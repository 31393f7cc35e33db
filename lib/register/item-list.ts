import { fieldsOf } from "./item.ts";
import { voterFields } from "./schema.ts";
import type { Voter } from "./voter.ts";

/**
 * The fields of a list that is handed out: enough to find and address a voter, without the birth date and without
 * what only the register itself needs.
 */
export const listKeys = [
  "VoterId",
  "County",
  "Precinct",
  "Status",
  "Name",
  "ResidenceAddress",
  "MailingAddress",
  "SelectedLanguage",
  "RegistrationDate",
] as const;

/** One voter on a list. Voters under protection are on none, so that it has no `Protected`. */
export type ListEntry = Pick<Voter, (typeof listKeys)[number]>;

/** What is read for a list: `Protected` too, for a last look before anything goes out. */
export const readKeys: readonly string[] = [...listKeys, "Protected"];

const readFields = voterFields.filter(({ key }) => readKeys.includes(key));

/**
 * The entry that an item makes; `undefined` for a voter under protection.
 *
 * @throws RollwardError as `voterOf`
 */
export function listEntryOf(item: unknown): ListEntry | undefined {
  const read = fieldsOf(known(item), readFields);
  if (read["Protected"] !== false) return undefined;
  return Object.fromEntries(
    Object.entries(read).filter(([key]) => key !== "Protected"),
  ) as unknown as ListEntry;
}

/** An index may hold more of a voter than was asked for; that is left aside before anything is checked. */
function known(item: unknown): unknown {
  if (typeof item !== "object" || item === null) return item;
  return Object.fromEntries(Object.entries(item).filter(([key]) => readKeys.includes(key)));
}
