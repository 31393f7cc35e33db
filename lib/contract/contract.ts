import type { Words } from "../base/words.ts";
import type { AssetKey, Config, TaskId } from "./config.ts";

/** What is protected, where it is. */
export interface Asset {
  readonly key: AssetKey;
  /** Unique: the key, or `mirrors/1` where there are several places. Subject of findings. */
  readonly id: string;
  /** ARNs and patterns that together cover it: a table, its indexes and stream; a bucket and its objects. */
  readonly resources: readonly string[];
  /** Account ids. */
  readonly accounts: readonly string[];
}

export const harms = ["confidentiality", "integrity", "availability"] as const;
export type Harm = (typeof harms)[number];

export const capabilityIds = [
  "read-voter",
  "read-protected-voter",
  "read-roll",
  "alter-voter",
  "destroy-roll",
  "read-sealed",
  "write-sealed",
  "destroy-sealed",
  "shorten-retention",
  "decrypt",
  "sign-manifest",
  "silence-trail",
  "change-rules",
  "run-code",
  "close-account",
] as const;
export type CapabilityId = (typeof capabilityIds)[number];

/** What can be done to assets, in the office's words. */
export interface Capability {
  readonly id: CapabilityId;
  readonly harm: Harm;
  readonly words: Words;
  /** By asset: the IAM actions that amount to it. An asset that is not here knows no such capability. */
  readonly actions: Readonly<Partial<Record<AssetKey, readonly string[]>>>;
}

/** A cell of the matrix that is not `never`. */
export interface Allowance {
  readonly capability: CapabilityId;
  readonly asset: AssetKey;
  /** For people: with a second factor only. */
  readonly when?: "mfa";
}

/** One exact right that the stacks give to a function's role. */
export interface Grant {
  /** Such as `dynamodb:PutItem`. */
  readonly action: string;
  readonly on: GrantTarget;
  /** Called by a service with the function's role (KMS by DynamoDB, logs by Lambda), never by its own code. */
  readonly through?: "dynamodb" | "s3" | "lambda";
}

/** What a grant is on; `lib/stacks` knows the ARNs. */
export type GrantTarget =
  | "rollTable"
  | "countyIndex"
  | "dataKey"
  | "exports"
  | "exportObjects"
  | "vault"
  | "vaultObjects"
  | "mirror"
  | "mirrorObjects"
  | "signingKey"
  | "head"
  | "logs";

/** Something that people or functions do, and all that it may. */
export interface Task {
  readonly id: TaskId;
  readonly kind: "function" | "people";
  readonly words: Words;
  readonly may: readonly Allowance[];
  /** For functions that the stacks make: exactly what their code calls. */
  readonly grants?: readonly Grant[];
  /** The route of the API that leads to it, and the scope that a token needs for it. */
  readonly route?: { readonly key: string; readonly scope: string };
}

/** The contract of one office: the assets found, and who holds each task. */
export interface Contract {
  readonly config: Config | undefined;
  readonly assets: readonly Asset[];
  /** Patterns (`*`, `?`) of principal ARNs by task. */
  readonly holders: Readonly<Partial<Record<TaskId, readonly string[]>>>;
  /** Mirrors that are no asset of a cloud account in the contract, by URL: folders, disks, other providers. */
  readonly outsideMirrors: readonly string[];
}
