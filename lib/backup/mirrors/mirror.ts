import type { Place } from "../state/place.ts";

export type { Place };

/**
 * Where sets are kept: a folder, a disk, a bucket. Mirrors are dumb and untrusted: they list, read and write bytes
 * under keys such as `sets/00000003/manifest.json`; what the bytes are worth is judged elsewhere.
 * `conformance.ts` beside the tests is the specification: every kind of mirror runs it.
 */
export interface Mirror {
  /** As the person wrote it, without anything secret; also what results and errors call it. */
  readonly url: string;
  /** Where it stands, as far as can be told from here. Two mirrors with one `id` fall together. */
  place(): Promise<Place>;
  /**
   * Everything below `sets/`, in ascending byte order of keys. Foreign entries are listed too, so that they can be
   * told. An empty or new mirror lists nothing.
   *
   * @throws RollwardError mirror-unreadable, mirror-missing, mirror-kind
   */
  list(): AsyncIterable<Listed>;
  /**
   * The bytes of one listed version.
   *
   * @throws RollwardError mirror-unreadable; object-changed when it is gone, larger than `limit` bytes, or no
   * plain object any more
   */
  read(key: string, version: string, limit: number): Promise<Uint8Array>;
  /**
   * Writes a new key, once: a key that exists is never replaced. Durable when it resolves.
   *
   * `"written"`, or `"same"` when the key holds these very bytes already.
   *
   * @throws RollwardError object-exists when the key holds other bytes; mirror-unwritable
   */
  write(key: string, bytes: Uint8Array, options: WriteOptions): Promise<"written" | "same">;
  /**
   * Takes back a key that this run wrote and that no manifest lists, where the mirror can; true when it is gone.
   * Buckets never do: a writer has no right to delete, and leftovers there are harmless notes.
   */
  takeBack(key: string): Promise<boolean>;
  /** What the person should know about this mirror after the work, such as writes without a lock. */
  notes(): readonly MirrorNote[];
  close(): Promise<void>;
}

export interface Listed {
  readonly key: string;
  /** `object` is plain bytes; anything else in place of a part is tampering. */
  readonly kind: "object" | "folder" | "link" | "device";
  /** Oldest first; a directory has one. Empty for what is not an object. */
  readonly versions: readonly Version[];
  /** True when the newest version is a delete marker: the key looks gone, but its versions are still there. */
  readonly deleted: boolean;
}

export interface Version {
  /** The store's own name of this version; `""` where it keeps none. */
  readonly id: string;
  readonly bytes: number;
}

export interface WriteOptions {
  /** Set as the object's retention where the bucket has Object Lock; `undefined` for none. */
  readonly keepUntil: Date | undefined;
  readonly signal: AbortSignal;
  /**
   * Write over what an interrupted seal left under this key. Only for `RESTORE.md` of a set that has no manifest:
   * its name is fixed, and a bucket's leftovers cannot be taken back.
   */
  readonly replace?: boolean;
}

export interface MirrorNote {
  readonly code: "no-object-lock" | "no-conditional-write" | "no-version-listing";
}

/** What a run needs to open mirrors. */
export interface MirrorOptions {
  /** Create a folder that does not exist when its parent does (`seal` and the targets of `mirror`). */
  readonly create: boolean;
}
