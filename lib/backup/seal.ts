import type { KeyObject } from "node:crypto";
import type { Work } from "../base/context.ts";
import { exits, gravest, type Exit } from "../base/exit.ts";
import { failure, type RollwardError } from "../base/faults.ts";
import { formatInstant } from "../base/time.ts";
import { sealFaults } from "./seal/seal-faults.ts";
import { keyId } from "./dsse.ts";
import { encodeManifest, manifestHash, manifestType, type Manifest } from "./manifest.ts";
import { describeSet } from "./seal/describe.ts";
import { findHead, type Head } from "./seal/head.ts";
import { publishSet, type Published } from "./seal/publish.ts";
import { Scratch } from "./seal/scratch.ts";
import { sealRoll, type RollSource } from "./seal/seal-roll.ts";
import { localSigner, signEnvelopeBy } from "./signer.ts";
import type { Remark } from "./state/result.ts";
import {
  mirrorNotes,
  rememberSurvey,
  stateAfter,
  survey,
  type Survey,
  type SurveyRequest,
  type Surveyed,
} from "./survey.ts";
import { maySeal, type Trust } from "./trust.ts";
import { remark } from "./verify.ts";
import { mirrorIdentity } from "./mirrors/open.ts";
import { tellCauses } from "./tell-causes.ts";
import { mirrorsSeen, writeState } from "./verifier-state.ts";

export interface SealRequest {
  readonly roll: RollSource;
  readonly mirrors: readonly string[];
  readonly recipients: readonly string[];
  readonly signingKey: KeyObject;
  readonly trust: Trust;
  readonly trustPath: string;
  readonly state: string | undefined;
  readonly allowEmpty: boolean;
  readonly nextDueMs: number;
  readonly expiresInMs: number;
  readonly keepMs: number;
  readonly tool: string;
  /** Paths for error sentences. */
  readonly paths: { readonly roll: string; readonly signingKey: string };
}

export interface SealedMirror {
  readonly url: string;
  readonly outcome: "written" | "left-out" | "failed";
  readonly problems: readonly Remark[];
  readonly notes: readonly Remark[];
}

/** What `seal --json` prints. */
export interface SealResult {
  readonly format: "rollward/seal@1";
  readonly sequence: number;
  readonly chain: string;
  readonly manifest: string;
  readonly takenAt: string;
  readonly nextDueAt: string;
  readonly expiresAt: string;
  readonly voters: number;
  /** Voters in the set before; `null` for the first. */
  readonly votersBefore: number | null;
  readonly bytes: number;
  readonly sealedBytes: number;
  readonly parts: number;
  readonly mirrors: readonly SealedMirror[];
}

/** The office of a chain that no trust file names. */
const unnamedOffice = "unnamed";

/**
 * Seals the roll as the next set of its chain onto every mirror that is sound. Nothing is written to any mirror
 * before the whole roll has been checked, and a set exists on a mirror only with its manifest, which goes last.
 * The exit is 4 or 3 when a mirror was left out or failed.
 *
 * @throws RollwardError for everything that keeps the set from being made; what befalls one mirror is in the result
 */
export async function seal(
  request: SealRequest,
  work: Work,
): Promise<{ readonly result: SealResult; readonly exit: Exit }> {
  const create = await neverSeen(request.mirrors, request.state);
  const asked: SurveyRequest = { ...request, identities: [], depth: "listing", create };
  const surveyed = await survey(asked, work);
  try {
    const head = headOrCauses(surveyed, work);
    const takenAt = work.clock();
    requireLaterThan(head, takenAt);
    requireTrustedKey(request, head.sequence + 1);
    await using scratch = await disposable(Scratch.create());
    const sealed = await sealRoll(request.roll, request.recipients, scratch, work);
    if (sealed.voters === 0 && !request.allowEmpty)
      throw failure(sealFaults["roll-empty"], { path: request.paths.roll });
    const facts = {
      ...request,
      office: request.trust.file?.office.id ?? officeOf(surveyed),
      chain: surveyed.chain ?? Buffer.from(work.random(16)).toString("hex"),
      sequence: head.sequence + 1,
      previous: head.manifest,
      takenAt,
    };
    const { manifest, guide } = describeSet(facts, sealed);
    const payload = encodeManifest(manifest);
    const signers = [localSigner(request.signingKey)];
    const envelope = Buffer.from(await signEnvelopeBy(manifestType, payload, signers));
    // A state that cannot be written is found out before any mirror is touched.
    await rememberSurvey(surveyed, asked, work);
    const published = await publishSet(
      head,
      { manifest, guide, envelope, sealed, scratch },
      request.trust,
      work,
    );
    const hash = manifestHash(payload);
    await remember(request, surveyed, manifest, hash, published, work);
    return resultOf(manifest, hash, surveyed, published, work);
  } finally {
    await surveyed.close();
  }
}

/** A folder that held sets and is gone is a disk that is not connected: to make it anew would hide that. */
async function neverSeen(mirrors: readonly string[], state: string | undefined): Promise<readonly string[]> {
  const seen = state === undefined ? new Set<string>() : await mirrorsSeen(state);
  const identities = await Promise.all(mirrors.map((url) => mirrorIdentity(url)));
  return mirrors.filter((_, index) => !seen.has(identities[index]!));
}

/** When no set can be made, what is wrong with each mirror is said first: the refusal alone names only one. */
function headOrCauses(surveyed: Survey, work: Work): Head {
  try {
    return findHead(surveyed);
  } catch (cause) {
    tellCauses(surveyed, work);
    throw cause;
  }
}

function requireLaterThan({ takenAt: before }: Head, now: Date): void {
  if (before !== undefined && formatInstant(now) < before) {
    throw failure(sealFaults["clock-behind"], { now: formatInstant(now), takenAt: before });
  }
}

/** A set that its own trust file would refuse must not be made. */
function requireTrustedKey({ trust, signingKey, trustPath, paths }: SealRequest, sequence: number): void {
  if (!maySeal(trust, keyId(signingKey), sequence))
    throw failure(sealFaults["key-not-trusted"], { path: paths.signingKey, sequence, trust: trustPath });
}

function officeOf({ surveyed }: Survey): string {
  return surveyed.find(({ newest }) => newest !== undefined)?.newest?.office ?? unnamedOffice;
}

async function disposable<T extends { close(): Promise<void> }>(
  making: Promise<T>,
): Promise<T & AsyncDisposable> {
  const made = await making;
  return Object.assign(made, { [Symbol.asyncDispose]: () => made.close() });
}

async function remember(
  request: SealRequest,
  surveyed: Survey,
  { chain, sequence }: Manifest,
  hash: string,
  { written }: Published,
  work: Work,
): Promise<void> {
  if (request.state === undefined) return;
  const { chain: before, trust } = stateAfter(surveyed, request, work);
  const seen = Object.fromEntries(written.map(({ reading }) => [reading.identity, sequence]));
  const next = { sequence, manifest: hash, mirrors: { ...before?.mirrors, ...seen } };
  await writeState(request.state, chain, { chain: next, trust }, work.clock());
}

function resultOf(
  manifest: Manifest,
  hash: string,
  { surveyed }: Survey,
  { written, failed }: Published,
  work: Work,
): { readonly result: SealResult; readonly exit: Exit } {
  const mirrors = surveyed.map((each): SealedMirror => sealedMirror(each, written, failed, work));
  const { sequence, chain, takenAt, nextDueAt, expiresAt, voters, bytes, parts } = manifest;
  const sealedBytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const times = { takenAt, nextDueAt, expiresAt };
  const before = surveyed
    .flatMap(({ newest }) => newest ?? [])
    .toSorted((one, other) => other.sequence - one.sequence)[0];
  const counts = { voters, votersBefore: before?.voters ?? null, bytes, sealedBytes, parts: parts.length };
  const result: SealResult = {
    format: "rollward/seal@1",
    sequence,
    chain,
    manifest: hash,
    ...times,
    ...counts,
    mirrors,
  };
  const grave = mirrors.filter(({ outcome }) => outcome !== "written").flatMap(({ problems }) => problems);
  const exit = gravest(
    grave.map((problem) => (problem.exit === exits.integrity ? exits.integrity : exits.unread)),
  );
  return { result, exit };
}

function sealedMirror(
  each: Surveyed,
  written: readonly Surveyed[],
  failed: ReadonlyMap<Surveyed, RollwardError>,
  work: Work,
): SealedMirror {
  const failure = failed.get(each);
  const notes = each.mirror === undefined ? [] : mirrorNotes(each.mirror).map((note) => remark(note, work));
  if (written.includes(each)) return { url: each.reading.url, outcome: "written", problems: [], notes };
  const observed = failure === undefined ? each.problems : [{ fault: failure.fault, args: failure.args }];
  const problems = observed.map((problem) => remark(problem, work));
  return { url: each.reading.url, outcome: failure === undefined ? "left-out" : "failed", problems, notes };
}
