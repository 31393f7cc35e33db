import * as fc from "fast-check";
import { formatInstant } from "../../lib/base/time.ts";
import type { Field, FieldType } from "../../lib/register/schema.ts";
import { voterFields } from "../../lib/register/schema.ts";
import type { Voter } from "../../lib/register/voter.ts";

/** A voter with only what must be there. Invented. */
export const plain: Voter = {
  VoterId: "AR-7",
  County: "Birchmere",
  Precinct: "003-0012",
  Status: "active",
  Name: { LastName: "Wrenford" },
  DateOfBirth: "1979-05-30",
  ResidenceAddress: { PlaceName: "Fernhaven", StateName: "State of Arden", ZipCode: "40221" },
  SelectedLanguage: "en",
  RegistrationDate: "1998-11-02",
  LastModified: "2024-02-29T10:15:00Z",
  Protected: false,
  Version: 3,
};

/** A voter with every field. Invented. */
export const full: Voter = {
  VoterId: "AR-8",
  County: "Érablefell",
  Precinct: "003-0012",
  Status: "pending",
  Name: {
    Prefix: "Dr.",
    FirstName: "Maëlle",
    MiddleName: ["Siku", "José"],
    LastName: "Delrivière",
    Suffix: "III",
  },
  DateOfBirth: "1979-05-30",
  ResidenceAddress: {
    CompleteAddressNumber: "12 bis",
    CompleteStreetName: "chemin de la Grève",
    CompleteSubaddress: "Apartment 4",
    USPSBox: "PO Box 9",
    PlaceName: "Val-Érables",
    StateName: "State of Arden",
    ZipCode: "40221",
    CountryName: "Arden",
  },
  MailingAddress: { PlaceName: "Qikiqtaarjuit", StateName: "State of Arden", ZipCode: "1" },
  SelectedLanguage: "fr-CA",
  RegistrationDate: "1998-11-02",
  LastModified: "2024-12-31T23:59:59Z",
  Protected: true,
  Version: 999_999_999,
};

export function lineOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** `voter` with one value replaced (or left out, with `undefined`) at a path such as `Name.LastName`. */
export function withValue(voter: Voter, path: string, value: unknown): unknown {
  const copy = structuredClone(voter) as unknown as Record<string, unknown>;
  const keys = path.split(".");
  let inner = copy;
  for (const key of keys.slice(0, -1)) inner = inner[key] as Record<string, unknown>;
  const last = keys.at(-1)!;
  if (value === undefined) delete inner[last];
  else inner[last] = value;
  return copy;
}

const idStart = "ABCXYZabcxyz0189";
const characters = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(..."abcXYZ 0189-.,'{}[]:/") },
  { weight: 4, arbitrary: fc.constantFrom(..."éçñłšÿ\u00a0£漢🗳\u2028\ufeff") },
  { weight: 1, arbitrary: fc.constantFrom('"', "\\") },
);
const bare = characters.filter((char) => char !== '"' && char !== "\\");
const text = (char: fc.Arbitrary<string>, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: char, minLength: 1, maxLength: Math.min(max, 60) });
const days = {
  min: new Date("0001-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59Z"),
  noInvalidDate: true,
};

/** Any value of a field's type, records in schema order. */
export function anyOf(type: FieldType): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case "text":
      return text(characters, type.max);
    case "name":
      return text(bare, type.max);
    case "id":
      return fc
        .tuple(
          fc.constantFrom(...idStart),
          fc.string({ unit: fc.constantFrom(...`${idStart}._-`), maxLength: 63 }),
        )
        .map(([first, rest]) => first + rest);
    case "date":
      return fc.date(days).map((date) => formatInstant(date).slice(0, 10));
    case "instant":
      return fc.date(days).map(formatInstant);
    case "one of":
      return fc.constantFrom(...type.values);
    case "boolean":
      return fc.boolean();
    case "count":
      return fc.integer({ min: 1, max: 999_999_999 });
    case "texts":
      return fc.array(text(characters, type.max), { minLength: 1, maxLength: type.maxItems });
    case "record":
      return anyRecord(type.fields);
  }
}

function anyRecord(fields: readonly Field[]): fc.Arbitrary<unknown> {
  const members = fields.map(({ key, type, optional }) =>
    (optional ? fc.option(anyOf(type), { nil: undefined }) : anyOf(type)).map(
      (value) => [key, value] as const,
    ),
  );
  return fc
    .tuple(...members)
    .map((entries) => Object.fromEntries(entries.filter(([, value]) => value !== undefined)));
}

/** Any voter of the schema. */
export const anyVoter = anyRecord(voterFields) as fc.Arbitrary<Voter>;
