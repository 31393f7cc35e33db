import type { Work } from "../base/context.ts";
import { failure } from "../base/faults.ts";
import { gravest, type Exit } from "../base/exit.ts";
import { say } from "../base/words.ts";
import { formatInstant } from "../base/time.ts";
import { readAllIdentities, type AskPassphrase } from "./age/identities.ts";
import type { Observation } from "./state/facts.ts";
import type { Judged } from "./state/judge.ts";
import type { MirrorResult, Remark, TrustSummary, VerifyResult } from "./state/result.ts";
import { rememberSurvey, survey, type SurveyRequest } from "./survey.ts";
import { readTrustOrKey, type Trust } from "./trust.ts";
import { backupFaults } from "./backup-faults.ts";
import { backupWords } from "./backup-words.ts";

export interface VerifyRequest {
  readonly mirrors: readonly string[];
  /** Exactly one of `trust` and `publicKey`. */
  readonly trust?: string | undefined;
  readonly publicKey?: string | undefined;
  readonly state?: string | undefined;
  /** Identity files: what they open is opened and compared with what was sealed. */
  readonly identities: readonly string[];
  /** Read only manifests and listings. */
  readonly quick: boolean;
  readonly ask?: AskPassphrase;
}

/**
 * Reads every set of every mirror and says what is wrong with it. Never throws for what a mirror holds or does: that
 * is its result. With a state, remembers what was seen.
 *
 * @throws RollwardError for what the person named wrongly: keys, trust, identities, URLs, the state folder
 */
export async function verifyMirrors(request: VerifyRequest, work: Work): Promise<VerifyResult> {
  if (request.quick && request.identities.length > 0) throw failure(backupFaults["quick-identity"]);
  const trust = await readTrustOrKey(request.trust, request.publicKey);
  const identities = await readAllIdentities(request.identities, request.ask);
  const asked: SurveyRequest = {
    mirrors: request.mirrors,
    trust,
    trustPath: request.trust ?? request.publicKey ?? "",
    state: request.state,
    identities,
    depth: request.quick ? "listing" : "bytes",
    quick: request.quick,
    create: [],
  };
  work.progress.start(say(backupWords.reading, work.lang), "bytes");
  const done = await survey(asked, work).finally(() => work.progress.end());
  try {
    await rememberSurvey(done, asked, work);
  } finally {
    await done.close();
  }
  return {
    format: "rollward/verify@1",
    observedAt: formatInstant(work.clock()),
    quick: request.quick,
    rollbackChecked: done.known.state !== undefined && done.known.state !== null,
    trust: trustSummary(trust),
    mirrors: done.surveyed.map((each) => mirrorResult(each, work)),
  };
}

function trustSummary({ file, hash, root, seal, witness }: Trust): TrustSummary {
  return {
    kind: file === undefined ? "public-key" : "trust-file",
    hash,
    version: file?.version ?? null,
    issuedAt: file?.issuedAt ?? null,
    expiresAt: file?.expiresAt ?? null,
    rootKeys: root.map(({ id }) => id),
    sealKeys: seal.keys.map(({ id }) => id),
    sealThreshold: seal.threshold,
    witnessThreshold: witness.threshold,
  };
}

/** The exit code of a verification: the gravest problem of any mirror. */
export function verifyExit(result: VerifyResult): Exit {
  return gravest(result.mirrors.flatMap(({ problems }) => problems.map(({ exit }) => exit)));
}

export function mirrorResult(judged: Judged, work: Work): MirrorResult {
  const { reading, newest, sets, problems, notes } = judged;
  const remarks = (seen: readonly Observation[]) => seen.map((each) => remark(each, work));
  return {
    url: reading.url,
    ...(reading.place && { place: reading.place }),
    sets,
    newest:
      newest === undefined
        ? null
        : {
            sequence: newest.sequence,
            chain: newest.chain,
            office: newest.office,
            manifest: newest.hash,
            takenAt: newest.takenAt,
            nextDueAt: newest.nextDueAt,
            expiresAt: newest.expiresAt,
            voters: newest.voters,
            bytes: newest.bytes,
            recipients: newest.recipients.length,
          },
    problems: remarks(problems),
    notes: remarks(notes),
  };
}

export function remark({ fault, file, args }: Observation, work: Work): Remark {
  return {
    code: fault.code,
    exit: fault.exit,
    ...(file === undefined ? {} : { file }),
    message: say(fault, work.lang, args),
  };
}
