import type { Work } from "../base/context.ts";
import { gravest, type Exit } from "../base/exit.ts";
import { failure, RollwardError } from "../base/faults.ts";
import { say } from "../base/words.ts";
import { backupFaults } from "./backup-faults.ts";
import { backupWords } from "./backup-words.ts";
import { copySets } from "./copy-sets.ts";
import { canTake } from "./seal/head.ts";
import type { Observation } from "./state/facts.ts";
import type { MirrorResult } from "./state/result.ts";
import { rememberSurvey, survey, type SurveyRequest, type Surveyed } from "./survey.ts";
import type { Trust } from "./trust.ts";
import { mirrorResult } from "./verify.ts";

export interface MirrorRequest {
  readonly from: string;
  readonly to: readonly string[];
  readonly trust: Trust;
  readonly trustPath: string;
  readonly state: string | undefined;
  /** As in {@link SurveyRequest}. */
  readonly open?: SurveyRequest["open"];
}

/** What `mirror --json` prints. */
export interface MirrorSetsResult {
  readonly format: "rollward/mirror@1";
  readonly from: MirrorResult;
  readonly to: readonly (MirrorResult & {
    readonly outcome: "up-to-date" | "copied" | "left-out" | "failed";
    readonly copied: readonly number[];
  })[];
}

/**
 * Copies every set that the targets lack from one mirror. Only what verifies is copied, every byte; a target that
 * does not verify itself gets nothing.
 *
 * @throws RollwardError copy-source-empty, copy-source-broken; what `survey` throws
 */
export async function mirrorSets(
  request: MirrorRequest,
  work: Work,
): Promise<{ readonly result: MirrorSetsResult; readonly exit: Exit }> {
  const shared = {
    trust: request.trust,
    trustPath: request.trustPath,
    identities: [],
    depth: "listing",
  } as const;
  const asked: SurveyRequest = {
    ...shared,
    mirrors: [request.from, ...request.to],
    state: request.state,
    create: request.to,
    ...(request.open && { open: request.open }),
  };
  const surveyed = await survey(asked, work);
  try {
    const [source, ...targets] = surveyed.surveyed as readonly [Surveyed, ...Surveyed[]];
    if (source.reading.stopped !== undefined)
      throw new RollwardError(source.reading.stopped.fault, source.reading.stopped.args);
    if (source.mirror === undefined || source.tip === undefined) throw nothingToCopy(source);
    work.progress.start(say(backupWords.copying, work.lang), "bytes");
    const done = [];
    for (const target of targets) done.push(await bringUp(source, target, request.trust, work));
    work.progress.end();
    const after = done.map((each) => afterCopy(each, source));
    await rememberSurvey({ ...surveyed, surveyed: [source, ...after] }, asked, work);
    const to = done.map(({ outcome, copied }, index) => ({
      ...mirrorResult(after[index]!, work),
      outcome,
      copied,
    }));
    const from = mirrorResult(source, work);
    const exit = gravest(
      [...from.problems, ...to.flatMap(({ problems }) => problems)].map((problem) => problem.exit),
    );
    return { result: { format: "rollward/mirror@1", from, to }, exit };
  } finally {
    work.progress.end();
    await surveyed.close();
  }
}

interface Done {
  readonly target: Surveyed;
  readonly outcome: MirrorSetsResult["to"][number]["outcome"];
  readonly copied: readonly number[];
  readonly problem?: Observation;
}

async function bringUp(source: Surveyed, target: Surveyed, trust: Trust, work: Work): Promise<Done> {
  if (!canTake(target)) return { target, outcome: "left-out", copied: [] };
  const first = (target.tip?.sequence ?? 0) + 1;
  const last = source.tip!.sequence;
  if (first > last) return { target, outcome: "up-to-date", copied: [] };
  const copied: number[] = [];
  try {
    for await (const sequence of copySets(source.mirror!, target.mirror!, { first, last }, trust, work))
      copied.push(sequence);
    return { target, outcome: "copied", copied };
  } catch (cause) {
    if (!(cause instanceof RollwardError) || cause.fault.exit === 130) throw cause;
    return { target, outcome: "failed", copied, problem: { fault: cause.fault, args: cause.args } };
  }
}

function nothingToCopy({ reading: { url, sets } }: Surveyed): RollwardError {
  const broken = sets.find(({ problems }) => problems.length > 0);
  if (broken === undefined) return failure(backupFaults["copy-source-empty"], { url });
  return failure(backupFaults["copy-source-broken"], { url, sequence: broken.sequence });
}

/** The target as it stands once the sets are copied. */
function afterCopy({ target, outcome, copied, problem }: Done, source: Surveyed): Surveyed {
  const last = source.reading.sets.find(({ sequence }) => sequence === copied.at(-1));
  const observed = problem === undefined ? target.problems : [...target.problems, problem];
  return {
    ...target,
    sets: target.sets + copied.length,
    newest: last?.manifest === undefined ? target.newest : { ...last.manifest, sequence: last.sequence },
    problems: observed.filter((each) => counts(each, outcome)),
  };
}

/** What copying has mended is no problem any more. */
function counts({ fault }: Observation, outcome: Done["outcome"]): boolean {
  const mended =
    fault.code === "behind" ||
    fault.code === "mirror-empty" ||
    fault.code === "stale" ||
    fault.code === "expired";
  return !(mended && outcome === "copied");
}
