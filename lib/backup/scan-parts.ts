import { mapBounded } from "../base/bounded.ts";
import { parseInstant } from "../base/time.ts";
import type { Fetched } from "./fetch.ts";
import { guideName, setFolder } from "./layout.ts";
import { maxGuideBytes, maxPartBytes, type ManifestPart } from "./manifest.ts";
import type { Listed, Mirror } from "./mirrors/mirror.ts";
import { openPart } from "./part.ts";
import type { FoundSet, ScanOptions } from "./scan.ts";
import { kindWords, type Observation } from "./state/facts.ts";
import { setFaults } from "./state/set-faults.ts";
import { setNotes } from "./state/set-notes.ts";
import { openHeader } from "./age/header.ts";
import { keyFaults } from "./key-faults.ts";

export type PartReader = (
  listed: Listed | undefined,
  expected: { readonly sha256: string; readonly bytes?: number; readonly limit: number },
) => Promise<Fetched>;

/** Four at a time: enough to keep a disk or a bucket busy, and never more than some 80 MiB in memory. */
const atOnce = 4;

/** Reads the parts and the guide of a set, and opens the parts where identities were given. */
export async function readParts(
  mirror: Mirror,
  found: FoundSet,
  read: PartReader,
  options: ScanOptions,
): Promise<{ readonly problems: readonly Observation[]; readonly notes: readonly Observation[] }> {
  const { manifest, sequence, objects } = found;
  const lapsed = (part: ManifestPart) => parseInstant(part.keepUntil)! < options.now;
  const [first, ...others] = options.identities.filter(({ recipient }) =>
    manifest.recipients.includes(recipient),
  );
  const openable = first !== undefined;
  const perPart = await mapBounded(manifest.parts, atOnce, async (part): Promise<Observation | undefined> => {
    const fetched = await read(objects.get(part.file), {
      sha256: part.sha256,
      bytes: part.bytes,
      limit: maxPartBytes,
    });
    const file = `${setFolder(sequence)}${part.file}`;
    if (fetched.outcome === "missing" && lapsed(part)) {
      return { fault: setNotes["part-lapsed"], file, args: { sequence, keepUntil: part.keepUntil } };
    }
    if (fetched.outcome !== "whole") return observe(fetched, file, sequence, part);
    if (openable && options.depth === "bytes") {
      const opened = await openPart(fetched.bytes, part, [first]);
      // The manifest only claims its recipients: every one whose identity is here must get at the file key.
      const headers = await Promise.all(others.map((each) => openHeader(fetched.bytes, [each])));
      if (opened === "no-match" || headers.some((header) => typeof header === "string"))
        return { fault: keyFaults["identity-wrong"], file, args: { url: mirror.url, file } };
      if (typeof opened === "string")
        return { fault: setFaults["part-unopened"], file, args: { sequence, reason: opened } };
    }
    return fetched.overwritten ? { fault: setFaults.overwritten, file, args: { sequence } } : undefined;
  });
  const seen = [...perPart, await readGuide(found, read)].filter((each) => each !== undefined);
  const problems = seen.filter(({ fault }) => fault.exit !== 0);
  const notes = seen.filter(({ fault }) => fault.exit === 0);
  // Only what was read can have been opened: a part that lapsed was not.
  const allRead = problems.length === 0 && notes.every(({ fault }) => fault !== setNotes["part-lapsed"]);
  if (options.identities.length > 0 && options.depth === "bytes") {
    if (!openable) notes.push({ fault: setNotes["set-not-opened"], args: { sequence } });
    else if (allRead) notes.push({ fault: setNotes["set-opened"], args: { sequence } });
  }
  return { problems, notes };
}

/** What a part that is not whole is, as a problem of its set. */
export function observe(
  fetched: Exclude<Fetched, { outcome: "whole" }>,
  file: string,
  sequence: number,
  part: ManifestPart,
): Observation {
  switch (fetched.outcome) {
    case "missing":
      return { fault: setFaults["part-missing"], file, args: { sequence, keepUntil: part.keepUntil } };
    case "kind":
      return { fault: setFaults["part-kind"], file, args: { sequence, kind: kindWords[fetched.kind] } };
    case "length":
      return {
        fault: setFaults["part-length"],
        file,
        args: { sequence, found: fetched.found, bytes: part.bytes },
      };
    case "altered":
      return { fault: setFaults["part-altered"], file, args: { sequence } };
    case "unread":
      return { fault: setFaults["part-unread"], file, args: { sequence, reason: fetched.reason } };
  }
}

async function readGuide(found: FoundSet, read: PartReader): Promise<Observation | undefined> {
  const { sequence, manifest, objects } = found;
  const fetched = await read(objects.get(guideName), { sha256: manifest.guide.sha256, limit: maxGuideBytes });
  const file = `${setFolder(sequence)}${guideName}`;
  switch (fetched.outcome) {
    case "whole":
      return fetched.overwritten ? { fault: setFaults.overwritten, file, args: { sequence } } : undefined;
    case "missing":
    case "kind":
      return { fault: setFaults["guide-missing"], file, args: { sequence } };
    case "length":
    case "altered":
      return { fault: setFaults["guide-altered"], file, args: { sequence } };
    case "unread":
      return { fault: setFaults["part-unread"], file, args: { sequence, reason: fetched.reason } };
  }
}
