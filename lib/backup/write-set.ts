import type { Work } from "../base/context.ts";
import { RollwardError } from "../base/faults.ts";
import { mapBounded } from "../base/bounded.ts";
import { guideName, manifestName, setFolder } from "./layout.ts";
import type { Mirror } from "./mirrors/mirror.ts";

/** A set on its way to a mirror. */
export interface OutgoingSet {
  readonly sequence: number;
  /** Lazily read: a set may be larger than memory. */
  readonly parts: readonly { readonly file: string; readonly keepUntil: Date; read(): Promise<Uint8Array> }[];
  /** Absent for a voided set, of which only the manifest is kept. */
  readonly guide: Uint8Array | undefined;
  readonly envelope: Uint8Array;
  /** An interrupted seal left a guide under this number. */
  readonly replaceGuide?: boolean;
  /** How long guide and manifest are kept: at least as long as every part. */
  readonly keepUntil: Date;
}

export interface Landing {
  /** Puts the guide, then the manifest, by which the set begins to exist. */
  commit(): Promise<void>;
  /** Takes back what this run wrote, where the mirror can; nothing once the set exists, for others may have seen it. */
  undo(): Promise<void>;
}

const atOnce = 4;

/**
 * Writes the parts of a set, and leaves guide and manifest to `commit`: until then the set does not exist, whatever
 * happens. These two have fixed names, so that of two seals at once one finds them taken: that must happen mirror by
 * mirror in one order, or each could win on another mirror. On an error, what was written is taken back where the
 * mirror can.
 *
 * @throws RollwardError object-exists, mirror-unwritable; the signal's reason
 */
export async function landSet(mirror: Mirror, set: OutgoingSet, work: Work): Promise<Landing> {
  const folder = setFolder(set.sequence);
  const written: string[] = [];
  const put = async (
    name: string,
    bytes: Uint8Array,
    keepUntil: Date,
    replace = false,
    signal = work.signal,
  ): Promise<void> => {
    signal.throwIfAborted();
    const outcome = await mirror.write(`${folder}${name}`, bytes, { keepUntil, signal, replace });
    if (outcome === "written") written.push(`${folder}${name}`);
  };
  const undo = async (): Promise<void> => {
    // The manifest goes first, as it came last: at no moment does it name parts that are gone.
    for (const key of written.splice(0).toReversed()) {
      // Best effort: what stays behind is listed by no manifest, and told as a note by verify.
      await mirror.takeBack(key).catch((cause: unknown) => {
        if (!(cause instanceof RollwardError)) throw cause;
      });
    }
  };
  try {
    await mapBounded(set.parts, atOnce, async (part) => {
      const bytes = await part.read();
      await put(part.file, bytes, part.keepUntil);
      work.progress.add(bytes.length);
    });
  } catch (cause) {
    await undo();
    throw cause;
  }
  const commit = async (): Promise<void> => {
    try {
      // Two small writes that belong together: Ctrl-C waits for them.
      const { signal } = new AbortController();
      if (set.guide !== undefined) await put(guideName, set.guide, set.keepUntil, set.replaceGuide, signal);
      await put(manifestName, set.envelope, set.keepUntil, false, signal);
      written.length = 0;
    } catch (cause) {
      await undo();
      throw cause;
    }
  };
  return { commit, undo };
}
