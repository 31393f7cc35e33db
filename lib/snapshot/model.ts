import type { VerifyResult } from "../backup/state/result.ts";
import type { IamAccount, Organization } from "../iam/input.ts";
import type { Bucket, FunctionFacts, Key, Route, Table, Trail } from "./resources.ts";

export type { Workload } from "../iam/input.ts";

/** A snapshot: what was read of accounts and mirrors at one moment, and what could not be read. No voter data. */
export interface Snapshot {
  readonly format: "rollward/snapshot@1";
  /** RFC 3339 in UTC. */
  readonly takenAt: string;
  readonly source: "live" | "template";
  /** What took it, such as `rollward 0.1.0`. */
  readonly tool: string;
  /** True when `takenAt` and `observedAt` are of a clock that was set by `--now`: as good as whoever set it. */
  readonly nowGiven: boolean;
  /** Cloud accounts, by id; empty when only mirrors were read. */
  readonly accounts: readonly Account[];
  readonly organization?: Organization;
  readonly backups?: readonly VerifyResult[];
  readonly unread?: readonly Unread[];
}

/**
 * One account. One rule for every list and every fact: **absent means not read**, and `unread` says why; an empty
 * list, `null` or `false` means read, and there is none.
 */
export interface Account extends IamAccount {
  readonly alias?: string;
  readonly credentials?: readonly Credentials[];
  /** What each user and role last used of its rights. */
  readonly lastAccessed?: readonly LastAccessed[];
  readonly buckets?: readonly Bucket[];
  readonly tables?: readonly Table[];
  readonly keys?: readonly Key[];
  readonly functions?: readonly FunctionFacts[];
  readonly routes?: readonly Route[];
  readonly trails?: readonly Trail[];
}

/** How one user, or the account's root, signs in; from IAM's credential report. */
export interface Credentials {
  /** ARN of the user; `arn:aws:iam::<account>:root` for the root. */
  readonly user: string;
  readonly password: boolean;
  readonly mfa: boolean;
  readonly createdAt: string;
  /** `null`: never, or not since AWS keeps it. */
  readonly passwordLastUsedAt: string | null;
  readonly accessKeys: readonly {
    readonly active: boolean;
    readonly createdAt: string;
    readonly lastUsedAt: string | null;
  }[];
}

/**
 * When a user or role last tried what its policies allow, as IAM’s access advisor tells it: attempts count, refused
 * ones too, up to some hours before the snapshot. Source: IAM API Reference, GetServiceLastAccessedDetails.
 */
export interface LastAccessed {
  /** ARN of the user or role. */
  readonly principal: string;
  /** Every service that its policies allow something of. */
  readonly services: readonly ServiceUse[];
}

export interface ServiceUse {
  /** As actions begin: `s3`. */
  readonly service: string;
  /** `null`: not in the time that IAM looks back. */
  readonly lastAt: string | null;
  /** The actions that IAM follows one by one, without the service’s name; absent where it follows none. */
  readonly actions?: readonly { readonly action: string; readonly lastAt: string | null }[];
}

/** Something that was not read: refused, throttled, not resolved, not made. */
export interface Unread {
  /** What, for people: a mirror's URL, `s3:GetBucketPolicy of arn:aws:s3:::x`. */
  readonly what: string;
  readonly why: string;
  readonly account?: string;
  /** Which facts are missing for it; absent for mirrors. */
  readonly facts?: FactKind;
  /** ARN, when one resource is concerned; absent when all of the account's facts of that kind are. */
  readonly resource?: string;
}

export const factKinds = [
  "identities",
  "credentials",
  "last-accessed",
  "resource-policies",
  "workloads",
  "buckets",
  "tables",
  "keys",
  "functions",
  "routes",
  "trails",
  "organization",
] as const;
export type FactKind = (typeof factKinds)[number];
