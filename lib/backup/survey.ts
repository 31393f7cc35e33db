/** Reads several mirrors side by side and judges them together: the first half of every command. */
import type { Work } from "../base/context.ts";
import { failure, RollwardError } from "../base/faults.ts";
import { say } from "../base/words.ts";
import type { Identity } from "./age/identities.ts";
import { backupFaults } from "./backup-faults.ts";
import { backupWords } from "./backup-words.ts";
import type { Mirror } from "./mirrors/mirror.ts";
import type { Place } from "./state/place.ts";
import { folderToMake, type MadeFolder } from "./made-folder.ts";
import { mirrorIdentity, openMirror } from "./mirrors/open.ts";
import { scanSets, type FoundSet } from "./scan.ts";
import type { Known, MirrorReading, Observation, SetReading } from "./state/facts.ts";
import { setFaults } from "./state/set-faults.ts";
import { judgeMirrors, nextState, type Judged } from "./state/judge.ts";
import { mirrorNoteFaults } from "./mirrors/mirror-notes.ts";
import type { Trust } from "./trust.ts";
import { checkTrust } from "./trust-check.ts";
import { chainsIn, readState, writeState, type VerifierState } from "./verifier-state.ts";

export interface SurveyRequest {
  readonly mirrors: readonly string[];
  readonly trust: Trust;
  /** The trust file's path, for its errors. */
  readonly trustPath: string;
  readonly state: string | undefined;
  readonly identities: readonly Identity[];
  readonly depth: "listing" | "bytes";
  /** Those of the mirrors whose folders may be made when they do not exist yet. */
  readonly create: readonly string[];
  /** `--quick`: say of each mirror what was not read. */
  readonly quick?: boolean;
  /** How a mirror is opened; `openMirror` unless a caller has its own. */
  readonly open?: typeof openMirror;
  /** Called for every set that has a good manifest. */
  readonly onSet?: (mirror: Mirror, found: FoundSet) => void;
}

/** A mirror with its verdict; `mirror` is absent when it could not even be opened. */
export interface Surveyed extends Judged {
  readonly mirror: Mirror | undefined;
}

export interface Survey {
  readonly surveyed: readonly Surveyed[];
  readonly known: Known;
  readonly chain: string | undefined;
  /** What the state said before; `undefined` without `--state`. */
  readonly before: VerifierState | undefined;
  close(): Promise<void>;
}

/**
 * Opens and reads every mirror. A mirror that cannot be read becomes an observation, never an exception.
 *
 * @throws RollwardError mirror-none, mirror-twice, mirror-url, mirror-kind, trust-rollback and its like, state-malformed
 */
export async function survey(request: SurveyRequest, work: Work): Promise<Survey> {
  const { mirrors: urls, trust } = request;
  if (urls.length === 0) throw failure(backupFaults["mirror-none"]);
  const identities = await Promise.all(urls.map((url) => mirrorIdentity(url)));
  const twice = identities.findIndex((identity, index) => identities.indexOf(identity) !== index);
  if (twice !== -1) throw failure(backupFaults["mirror-twice"], { url: urls[twice]! });
  const read = await readMirrors(identities, request, work);
  try {
    const readings = read.map(({ reading }) => reading);
    const remembered = request.state === undefined ? [] : await chainsIn(request.state);
    // A bare key pins no chain, but a state that remembers one does: another chain of that key is not this register.
    const pinned = trust.file?.chain ?? (remembered.length === 1 ? remembered[0] : undefined);
    const chain = pinned ?? chainOf(readings);
    const before =
      request.state === undefined || chain === undefined ? undefined : await readState(request.state, chain);
    const known: Known = {
      ...(pinned === undefined ? {} : { chain: pinned }),
      ...(trust.file === undefined
        ? {}
        : { office: trust.file.office.id, recipients: trust.file.recipients }),
      ...checkTrust(trust, before?.trust, request.trustPath, work.clock()),
      state: request.state === undefined ? undefined : (before?.chain ?? null),
    };
    const judged = judgeMirrors(readings, known, work.clock(), request.quick === true);
    const surveyed = judged.map((each, index) => ({ ...each, mirror: read[index]!.mirror }));
    if (nothingTrusted(readings))
      work.remark(say(backupWords["trust-hint"], work.lang, { path: request.trustPath }));
    return { surveyed, known, chain, before, close: () => closeAll(read) };
  } catch (cause) {
    await closeAll(read);
    throw cause;
  }
}

/** Sets stand everywhere and none is signed by a trusted key: far more often the wrong file than a forger. */
function nothingTrusted(readings: readonly MirrorReading[]): boolean {
  const problems = readings.flatMap(({ sets }) => sets.flatMap((set) => set.problems));
  const good = readings.some(({ sets }) => sets.some(({ manifest }) => manifest !== undefined));
  return !good && problems.some(({ fault }) => fault === setFaults["manifest-signature"]);
}

/** What the state should remember after this survey. */
export function stateAfter(
  done: Survey,
  request: Pick<SurveyRequest, "trust" | "trustPath">,
  work: Work,
): VerifierState {
  const { trustState } = checkTrust(request.trust, done.before?.trust, request.trustPath, work.clock());
  return { chain: nextState(done.surveyed, done.before?.chain ?? null), trust: trustState };
}

/** Writes what this survey saw into the state folder, when there is one and something was seen. */
export async function rememberSurvey(done: Survey, request: SurveyRequest, work: Work): Promise<void> {
  if (request.state === undefined || done.chain === undefined) return;
  const state = stateAfter(done, request, work);
  if (state.chain === null && state.trust === undefined) return;
  await writeState(request.state, done.chain, state, work.clock());
}

interface ReadMirror {
  readonly mirror: Mirror | undefined;
  readonly made: MadeFolder | undefined;
  readonly reading: MirrorReading;
}

/** All of them, or none is left open: what one throws is thrown once the others have come to an end. */
async function readMirrors(
  identities: readonly string[],
  request: SurveyRequest,
  work: Work,
): Promise<readonly ReadMirror[]> {
  const outcomes = await Promise.allSettled(
    request.mirrors.map((url, index) => readMirror(url, identities[index]!, request, work)),
  );
  const read = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed === undefined) return read;
  await closeAll(read);
  throw failed.reason;
}

async function readMirror(
  url: string,
  identity: string,
  request: SurveyRequest,
  work: Work,
): Promise<ReadMirror> {
  const sets: SetReading[] = [];
  const notes: Observation[] = [];
  let stopped: Observation | undefined;
  let place: Place | undefined;
  let mirror: Mirror | undefined;
  const create = request.create.includes(url);
  const made = create ? await folderToMake(identity) : undefined;
  try {
    mirror = await (request.open ?? openMirror)(url, { create, signal: work.signal });
    const scanning = scanSets(mirror, request.trust, {
      depth: request.depth,
      identities: request.identities,
      now: work.clock(),
      signal: work.signal,
      onBytes: (bytes) => work.progress.add(bytes),
    });
    let step = await scanning.next();
    for (; step.done !== true; step = await scanning.next()) {
      sets.push(step.value.reading);
      if (step.value.found !== undefined) request.onSet?.(mirror, step.value.found);
    }
    notes.push(...step.value.notes, ...mirrorNotes(mirror));
    place = await mirror.place();
  } catch (cause) {
    // What the person wrote wrongly stops the command; what the world does to one mirror is told of that mirror.
    if (!(cause instanceof RollwardError) || cause.fault.exit === 2 || cause.fault.exit === 130) {
      await mirror?.close();
      await made?.takeBackIfEmpty();
      throw cause;
    }
    stopped = { fault: cause.fault, args: cause.args };
  }
  const reading = {
    url: mirror?.url ?? url,
    identity,
    sets,
    notes,
    ...(place && { place }),
    ...(stopped && { stopped }),
  };
  return { mirror, made, reading };
}

/** What a mirror remarks of itself so far. */
export function mirrorNotes(mirror: Mirror): readonly Observation[] {
  return mirror.notes().map(({ code }) => ({ fault: mirrorNoteFaults[code], args: { url: mirror.url } }));
}

async function closeAll(read: readonly ReadMirror[]): Promise<void> {
  await Promise.all(
    read.map(async ({ mirror, made }) => {
      await mirror?.close();
      await made?.takeBackIfEmpty();
    }),
  );
}

/** With nothing to pin it: the chain that the mirrors show. */
function chainOf(readings: readonly MirrorReading[]): string | undefined {
  for (const { sets } of readings) {
    const chain = sets.find(({ manifest }) => manifest !== undefined)?.manifest?.chain;
    if (chain !== undefined) return chain;
  }
  return undefined;
}
