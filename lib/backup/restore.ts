import type { Work } from "../base/context.ts";
import { failure } from "../base/faults.ts";
import { say } from "../base/words.ts";
import { parseInstant } from "../base/time.ts";
import type { Identity } from "./age/identities.ts";
import { restoreFaults } from "./restore/restore-faults.ts";
import { backupWords } from "./backup-words.ts";
import type { Manifest, ManifestPart } from "./manifest.ts";
import { chooseSet, type Chosen, type Wanted } from "./restore/choose.ts";
import { checkParts, openedParts, shelve, type Shelf } from "./restore/part-source.ts";
import type { Mirror } from "./mirrors/mirror.ts";
import type { RestoreTarget } from "./restore/target.ts";
import type { FoundSet } from "./scan.ts";
import type { MirrorResult } from "./state/result.ts";
import { rememberSurvey, survey, type Survey, type Surveyed, type SurveyRequest } from "./survey.ts";
import { tellCauses } from "./tell-causes.ts";
import type { Trust } from "./trust.ts";
import { mirrorResult } from "./verify.ts";

export interface RestoreRequest {
  readonly mirrors: readonly string[];
  readonly trust: Trust;
  readonly trustPath: string;
  readonly state: string | undefined;
  readonly identities: readonly Identity[];
  readonly wanted: Wanted;
  /** Only these counties; all when empty. */
  readonly counties: readonly string[];
  readonly target: RestoreTarget;
}

/** What `restore --json` prints, unless the roll itself goes to stdout. */
export interface RestoreResult {
  readonly format: "rollward/restore@1";
  readonly set: Pick<
    Manifest,
    "sequence" | "chain" | "office" | "takenAt" | "expiresAt" | "voters" | "bytes"
  > & { readonly manifest: string };
  readonly counties: readonly string[];
  /** What was restored: fewer than the set has, when counties were chosen. */
  readonly voters: number;
  readonly bytes: number;
  /** From which mirror how many parts came. */
  readonly sources: readonly { readonly url: string; readonly parts: number }[];
  /** True when a state proved that no newer set was seen before. */
  readonly newestProved: boolean;
  /** Everything that was found wrong on the way; the roll came back whole all the same. */
  readonly mirrors: readonly MirrorResult[];
}

/**
 * Restores one set, part by part from whichever mirror holds it whole. Returns only when everything asked for came
 * back; on any error the target is as it was.
 *
 * @throws RollwardError what `chooseSet`, `openedParts` and the target throw
 */
export async function restore(request: RestoreRequest, work: Work): Promise<RestoreResult> {
  await request.target.check();
  // One a mirror: the last that may be the one. Manifests are large, and there may be a thousand.
  const found = new Map<Mirror, FoundSet>();
  const asked: SurveyRequest = {
    ...request,
    identities: [],
    depth: "listing",
    create: [],
    onSet: (mirror, set) => {
      if (mayBe(set, request.wanted)) found.set(mirror, set);
    },
  };
  const surveyed = await survey(asked, work);
  try {
    const chosen = chosenOrCauses(surveyed, request.wanted, work);
    const set = [...found.values()].find(({ hash }) => hash === chosen.manifest);
    if (set === undefined) throw failure(restoreFaults["restore-set-broken"], { sequence: chosen.sequence });
    const { manifest, hash } = set;
    const parts = chooseParts(manifest, request.counties);
    warn(manifest, surveyed, work);
    const shelves = await shelvesOf(surveyed, manifest.sequence);
    if (request.target.irrevocable)
      await checkParts(parts, manifest.sequence, shelves, request.identities, work);
    // Before the target gets its name: a state that cannot be written must not leave a roll behind an error.
    await rememberSurvey(surveyed, asked, work);
    work.progress.start(say(backupWords.restoring, work.lang), "bytes", total(parts));
    const opened = openedParts(parts, manifest.sequence, shelves, request.identities, work);
    await request.target.write(opened, manifest).finally(() => work.progress.end());
    return resultOf(manifest, hash, parts, shelves, surveyed, request, work);
  } finally {
    await surveyed.close();
  }
}

function chosenOrCauses(surveyed: Survey, wanted: Wanted, work: Work): Chosen {
  try {
    return chooseSet(surveyed.surveyed, surveyed.known.state, wanted);
  } catch (cause) {
    tellCauses(surveyed, work);
    throw cause;
  }
}

/** Keeps no more manifests in memory than may be asked for. */
function mayBe({ sequence, manifest }: FoundSet, wanted: Wanted): boolean {
  switch (wanted.kind) {
    case "set":
      return sequence === wanted.sequence;
    case "at":
      return parseInstant(manifest.takenAt)! <= wanted.moment;
    case "newest":
      return true;
  }
}

function chooseParts(manifest: Manifest, counties: readonly string[]): readonly ManifestPart[] {
  const unknown = counties.find((county) => !manifest.counties.some((each) => each.county === county));
  if (unknown !== undefined)
    throw failure(restoreFaults["restore-county"], {
      county: unknown,
      sequence: manifest.sequence,
      counties: manifest.counties.map(({ county }) => county).join(", "),
    });
  return counties.length === 0
    ? manifest.parts
    : manifest.parts.filter(({ county }) => counties.includes(county));
}

/** What somebody who restores on the worst day must know and could not see. */
function warn({ sequence, takenAt, expiresAt }: Manifest, { known }: Survey, work: Work): void {
  if (known.trustFault !== undefined)
    work.remark(say(known.trustFault.fault, work.lang, known.trustFault.args));
  if (work.clock() > parseInstant(expiresAt)!) {
    work.remark(say(backupWords["restore-expired"], work.lang, { sequence, takenAt, expiresAt }));
  }
  if (known.state === undefined) work.remark(say(backupWords["restore-withheld"], work.lang));
}

/** Every mirror that can be read serves parts, whatever is wrong with its manifests. */
async function shelvesOf({ surveyed }: Survey, sequence: number): Promise<readonly Shelf[]> {
  const readable = surveyed.filter(({ reading }) => reading.stopped === undefined);
  return Promise.all(
    readable.flatMap(({ mirror }) => (mirror === undefined ? [] : [shelve(mirror, sequence)])),
  );
}

function resultOf(
  manifest: Manifest,
  hash: string,
  parts: readonly ManifestPart[],
  shelves: readonly Shelf[],
  { surveyed, known }: Survey,
  request: RestoreRequest,
  work: Work,
): RestoreResult {
  const { sequence, chain, office, takenAt, expiresAt, voters, bytes } = manifest;
  return {
    format: "rollward/restore@1",
    set: { sequence, chain, office, takenAt, expiresAt, voters, bytes, manifest: hash },
    counties: request.counties,
    voters: parts.reduce((sum, part) => sum + part.voters, 0),
    bytes: total(parts),
    sources: shelves.map(({ mirror, taken }) => ({ url: mirror.url, parts: taken })),
    newestProved: hash === known.state?.manifest,
    mirrors: surveyed.map((each) => mirrorResult(withFaults(each, shelves), work)),
  };
}

/** What was found wrong with a mirror's parts while they were fetched belongs to what is told of it. */
function withFaults(each: Surveyed, shelves: readonly Shelf[]): Surveyed {
  const found = shelves.find(({ mirror }) => mirror === each.mirror)?.faults ?? [];
  const known = new Set(each.problems.map(({ file }) => file));
  return { ...each, problems: [...each.problems, ...found.filter(({ file }) => !known.has(file))] };
}

function total(parts: readonly ManifestPart[]): number {
  return parts.reduce((sum, { plaintextBytes }) => sum + plaintextBytes, 0);
}
