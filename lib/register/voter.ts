import type { statuses } from "./schema.ts";

export type Status = (typeof statuses)[number];

/** An address, in the elements of the FGDC address standard that NIST SP 1500-102 refers to. */
export interface Address {
  readonly CompleteAddressNumber?: string;
  readonly CompleteStreetName?: string;
  readonly CompleteSubaddress?: string;
  readonly USPSBox?: string;
  readonly PlaceName: string;
  readonly StateName: string;
  readonly ZipCode: string;
  readonly CountryName?: string;
}

/** One entry of the roll; `schema.ts` says what each value may be. */
export interface Voter {
  readonly VoterId: string;
  readonly County: string;
  readonly Precinct: string;
  readonly Status: Status;
  readonly Name: {
    readonly Prefix?: string;
    readonly FirstName?: string;
    readonly MiddleName?: readonly string[];
    readonly LastName: string;
    readonly Suffix?: string;
  };
  readonly DateOfBirth: string;
  readonly ResidenceAddress: Address;
  readonly MailingAddress?: Address;
  readonly SelectedLanguage: string;
  readonly RegistrationDate: string;
  readonly LastModified: string;
  readonly Protected: boolean;
  readonly Version: number;
}
