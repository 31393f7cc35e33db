/**
 * The voter record, as data: the parser, the recogniser of canonical lines and the documentation all read it here.
 * Names are those of NIST SP 1500-102 (Voter Records Interchange) and, for addresses, of the FGDC address standard
 * that it refers to; `County`, `Precinct`, `Status`, `RegistrationDate`, `LastModified`, `Protected` and `Version`
 * are ours, since the interchange format has no single field for them.
 */
export type FieldType =
  /** Any text of 1 to `max` code points, without controls (U+0000 to U+001F, U+007F to U+009F) or lone surrogates. */
  | { readonly kind: "text"; readonly max: number }
  /** Letters, digits, `.`, `_`, `-`; begins with a letter or digit; 1 to 64 bytes. */
  | { readonly kind: "id" }
  /** Text as above, and without `"` and `\`: its bytes in JSON are its bytes, so that it can be sorted unparsed. */
  | { readonly kind: "name"; readonly max: number }
  /** A calendar day, `YYYY-MM-DD`. */
  | { readonly kind: "date" }
  /** A second in UTC, `YYYY-MM-DDThh:mm:ssZ`. */
  | { readonly kind: "instant" }
  | { readonly kind: "one of"; readonly values: readonly string[] }
  | { readonly kind: "boolean" }
  /** A whole number from 1 to 999,999,999. */
  | { readonly kind: "count" }
  | { readonly kind: "record"; readonly fields: readonly Field[] }
  /** 1 to `maxItems` texts, each as above. */
  | { readonly kind: "texts"; readonly maxItems: number; readonly max: number };

export interface Field {
  readonly key: string;
  readonly type: FieldType;
  readonly optional?: true;
}

const text = (max: number): FieldType => ({ kind: "text", max });

const addressFields: readonly Field[] = [
  { key: "CompleteAddressNumber", type: text(50), optional: true },
  { key: "CompleteStreetName", type: text(200), optional: true },
  { key: "CompleteSubaddress", type: text(100), optional: true },
  { key: "USPSBox", type: text(100), optional: true },
  { key: "PlaceName", type: text(100) },
  { key: "StateName", type: text(100) },
  { key: "ZipCode", type: text(20) },
  { key: "CountryName", type: text(100), optional: true },
];

const nameFields: readonly Field[] = [
  { key: "Prefix", type: text(50), optional: true },
  { key: "FirstName", type: text(200), optional: true },
  { key: "MiddleName", type: { kind: "texts", maxItems: 10, max: 200 }, optional: true },
  { key: "LastName", type: text(200) },
  { key: "Suffix", type: text(50), optional: true },
];

export const statuses = ["active", "inactive", "pending", "cancelled"] as const;

/** The fields in canonical order. `VoterId` and `County` come first: the order of the roll is read from them. */
export const voterFields: readonly Field[] = [
  { key: "VoterId", type: { kind: "id" } },
  { key: "County", type: { kind: "name", max: 100 } },
  { key: "Precinct", type: text(100) },
  { key: "Status", type: { kind: "one of", values: statuses } },
  { key: "Name", type: { kind: "record", fields: nameFields } },
  { key: "DateOfBirth", type: { kind: "date" } },
  { key: "ResidenceAddress", type: { kind: "record", fields: addressFields } },
  { key: "MailingAddress", type: { kind: "record", fields: addressFields }, optional: true },
  { key: "SelectedLanguage", type: { kind: "id" } },
  { key: "RegistrationDate", type: { kind: "date" } },
  { key: "LastModified", type: { kind: "instant" } },
  { key: "Protected", type: { kind: "boolean" } },
  { key: "Version", type: { kind: "count" } },
];

/** The name of this schema in manifests. */
export const voterSchema = "rollward/voter@1";

/** No canonical line is longer, line feed not counted; what is longer is not a voter record. */
export const maxLineBytes = 65_536;
