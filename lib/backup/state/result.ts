import type { Exit } from "../../base/exit.ts";
import type { Place } from "./place.ts";

/** What `verify --json` prints and a snapshot keeps: facts and judgements about mirrors at one moment. */
export interface VerifyResult {
  readonly format: "rollward/verify@1";
  /** The moment of the observation, RFC 3339 in UTC; also the clock that staleness was judged by. */
  readonly observedAt: string;
  /** True when only manifests and listings were read (`--quick`): the parts' bytes were then not looked at. */
  readonly quick: boolean;
  /** False when no verifier state was at hand, or it knew nothing of this chain yet: a rollback since last time would then not be seen. */
  readonly rollbackChecked: boolean;
  /** Whose signatures were taken for good: without it, "verifies" says nothing years later. */
  readonly trust: TrustSummary;
  readonly mirrors: readonly MirrorResult[];
}

/** What a verification relied on. Key ids are SHA-256 of the public key (docs/formats/trust.md). */
export interface TrustSummary {
  /** A whole trust file, or the one key of `--public-key`. */
  readonly kind: "trust-file" | "public-key";
  /** SHA-256 of the trust file's payload; of a bare key, its id. */
  readonly hash: string;
  /** The trust file's version, when it was issued and until when it holds; `null` for a bare key. */
  readonly version: number | null;
  readonly issuedAt: string | null;
  readonly expiresAt: string | null;
  readonly rootKeys: readonly string[];
  readonly sealKeys: readonly string[];
  readonly sealThreshold: number;
  readonly witnessThreshold: number;
}

export interface MirrorResult {
  readonly url: string;
  /** Where the mirror stands; absent when it could not be told. */
  readonly place?: Place;
  /** How many sets have a manifest that verifies. */
  readonly sets: number;
  /** The verified set with the highest number; `null` when there is none. */
  readonly newest: NewestSet | null;
  readonly problems: readonly Remark[];
  readonly notes: readonly Remark[];
}

export interface NewestSet {
  readonly sequence: number;
  readonly chain: string;
  readonly office: string;
  /** SHA-256 of the manifest's payload, hex. */
  readonly manifest: string;
  readonly takenAt: string;
  readonly nextDueAt: string;
  readonly expiresAt: string;
  readonly voters: number;
  /** Bytes of the roll in canonical form. */
  readonly bytes: number;
  /** How many recipients the manifest claims. */
  readonly recipients: number;
}

/** A problem or note: `code` has its page in docs/errors, `exit` says how grave it is (a note's is 0). */
export interface Remark {
  readonly code: string;
  readonly exit: Exit;
  readonly file?: string;
  readonly message: string;
}
