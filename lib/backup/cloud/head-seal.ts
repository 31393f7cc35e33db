import type { Work } from "../../base/context.ts";
import { failure } from "../../base/faults.ts";
import { formatInstant, parseInstant } from "../../base/time.ts";
import { latest } from "../copy-sets.ts";
import { maxSequence, setFolder } from "../layout.ts";
import { checkManifest } from "../manifest-check.ts";
import { encodeManifest, manifestHash, manifestType, type Manifest } from "../manifest.ts";
import { describeSet } from "../seal/describe.ts";
import { Scratch } from "../seal/scratch.ts";
import { sealFaults } from "../seal/seal-faults.ts";
import { sealRoll, type SealedRoll } from "../seal/seal-roll.ts";
import { signEnvelopeBy, type Signer } from "../signer.ts";
import { maySeal, type Trust } from "../trust.ts";
import { cloudFaults } from "./cloud-faults.ts";
import type { ExportStore, FoundExport } from "./export.ts";
import { stage, type HeadRecord, type HeadStore, type StagedSet } from "./head.ts";
import { advance, finishStaged, readHead } from "./head-steps.ts";
import type { Vault } from "./vault.ts";

/** What the sealer of the cloud works on. */
export interface HeadSealWorld {
  readonly exports: ExportStore;
  readonly head: HeadStore;
  readonly vault: Vault;
  /** Made when there is something to sign. */
  readonly signer: () => Promise<Signer>;
}

export interface HeadSealRequest {
  readonly office: string;
  readonly trust: Trust;
  readonly trustPath: string;
  readonly recipients: readonly string[];
  readonly nextDueMs: number;
  readonly expiresInMs: number;
  readonly keepMs: number;
  readonly tool: string;
  /** The signing key's name for error sentences. */
  readonly signingKey: string;
}

export interface HeadSealed {
  readonly outcome: "sealed" | "nothing-new";
  /** The newest set of the chain now. */
  readonly sequence: number;
  readonly manifest: string;
  /** The number of a set that an earlier run had left on its way, and that is in the vault now. */
  readonly finished: number | undefined;
  readonly voters?: number;
}

/**
 * Seals the newest export as the next set of the office's chain. The parts go first: without a manifest they are
 * nothing, and a run that stops there leaves only them. Then the finished envelope is staged in the head record, the
 * head moved to its hash, guide and manifest put, the record cleared. Whoever comes after a run that stopped on the
 * way goes on with the very bytes that wait in the record, so that no number is skipped or used twice.
 *
 * @throws RollwardError export-…, head-…, number-taken, set-refused, office-differs, recipients-differ,
 * key-not-trusted, aws-refused, mirror-…, line-…, spill-failed
 */
export async function sealOntoHead(
  request: HeadSealRequest,
  world: HeadSealWorld,
  work: Work,
): Promise<HeadSealed> {
  const chain = requireOurTrust(request);
  const before = await readHead(request.office, chain, world.head);
  const waiting = before.staged?.sequence;
  const record = await finishStaged(before, world);
  const found = await world.exports.newest();
  const place = world.exports.place;
  if (found === undefined) throw failure(cloudFaults["export-none"], { place });
  if (found.id === record.export && record.manifest !== null) {
    requireFresh(record, found, place, work);
    return {
      outcome: "nothing-new",
      sequence: record.sequence,
      manifest: record.manifest,
      finished: waiting,
    };
  }
  const exportTime = formatInstant(found.exportTime);
  if (record.takenAt !== null && exportTime < record.takenAt)
    throw failure(cloudFaults["export-backwards"], { place, exportTime, takenAt: record.takenAt });
  const { staged, voters } = await makeSet(found, record, request, world, work);
  await finishStaged(await advance(stage(record, staged), world.head), world);
  const { sequence, manifest } = staged;
  return { outcome: "sealed", sequence, manifest, finished: waiting, voters };
}

function requireOurTrust({ office, trust, trustPath, recipients }: HeadSealRequest): string {
  const { file } = trust;
  const trusted = file?.office.id ?? "";
  if (file === undefined || trusted !== office)
    throw failure(cloudFaults["office-differs"], { office, trust: trustPath, trusted });
  const same =
    file.recipients.length === recipients.length &&
    file.recipients.every((each) => recipients.includes(each));
  if (!same) throw failure(sealFaults["recipients-differ"], { path: "recipients.txt", trust: trustPath });
  return file.chain;
}

/** Sealing one export a second time would make an old roll look like a new one; but a new one may be overdue. */
function requireFresh({ nextDueAt }: HeadRecord, found: FoundExport, place: string, { clock }: Work): void {
  if (nextDueAt === null || clock() <= parseInstant(nextDueAt)!) return;
  const exportTime = formatInstant(found.exportTime);
  throw failure(cloudFaults["export-old"], { place, exportTime, due: nextDueAt });
}

/** Seals the export and puts its parts; gives the set that is left to stage. */
async function makeSet(
  found: FoundExport,
  record: HeadRecord,
  request: HeadSealRequest,
  { exports, vault, ...world }: HeadSealWorld,
  work: Work,
): Promise<{ readonly staged: StagedSet; readonly voters: number }> {
  if (record.sequence === maxSequence) throw failure(sealFaults["chain-full"], { sequence: maxSequence });
  const sequence = record.sequence + 1;
  const signer = await world.signer();
  if (!maySeal(request.trust, signer.keyId, sequence)) {
    const args = { path: request.signingKey, sequence, trust: request.trustPath };
    throw failure(sealFaults["key-not-trusted"], args);
  }
  const scratch = await Scratch.create();
  try {
    const source = { open: () => exports.roll(found), again: false, bytes: undefined };
    const sealed = await sealRoll(source, request.recipients, scratch, work);
    if (sealed.voters === 0) throw failure(cloudFaults["export-empty"], { place: found.id });
    const { chain, manifest: previous } = record;
    const facts = { ...request, chain, sequence, previous, takenAt: found.exportTime };
    const { manifest, guide } = describeSet(facts, sealed);
    const envelope = await signed(manifest, signer, request);
    await putParts(manifest, sealed, scratch, vault);
    const keepUntils = manifest.parts.map(({ keepUntil }) => parseInstant(keepUntil)!);
    const staged: StagedSet = {
      sequence,
      manifest: manifestHash(encodeManifest(manifest)),
      takenAt: manifest.takenAt,
      nextDueAt: manifest.nextDueAt,
      export: found.id,
      keepUntil: formatInstant(latest([parseInstant(manifest.expiresAt)!, ...keepUntils])),
      envelope,
      guide: Buffer.from(guide).toString("utf8"),
    };
    return { staged, voters: sealed.voters };
  } finally {
    await scratch.close();
  }
}

/** What our own trust file would not let pass must never get a number. */
async function signed(manifest: Manifest, signer: Signer, request: HeadSealRequest): Promise<string> {
  const envelope = await signEnvelopeBy(manifestType, encodeManifest(manifest), [signer]);
  const checked = checkManifest(Buffer.from(envelope), manifest.sequence, request.trust);
  if (checked.outcome === "good") return envelope;
  const reason = checked.outcome === "bad" ? checked.problem.fault.code : checked.outcome;
  throw failure(cloudFaults["set-refused"], {
    sequence: manifest.sequence,
    trust: request.trustPath,
    reason,
  });
}

/** Names carry the hash of what they name, so that what an earlier run left can never stand in the way. */
async function putParts(
  { sequence, parts }: Manifest,
  sealed: SealedRoll,
  scratch: Scratch,
  vault: Vault,
): Promise<void> {
  for (const [index, { file, keepUntil }] of parts.entries()) {
    const bytes = await scratch.read(sealed.parts[index]!.piece);
    const outcome = await vault.put(`${setFolder(sequence)}${file}`, bytes, parseInstant(keepUntil)!);
    if (outcome === "taken") throw failure(cloudFaults["number-taken"], { place: vault.url, sequence });
  }
}
