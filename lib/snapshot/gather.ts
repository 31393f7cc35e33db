import type { MirrorResult, VerifyResult } from "../backup/state/result.ts";
import type { VerifyRequest } from "../backup/verify.ts";
import type { Work } from "../base/context.ts";
import { formatInstant } from "../base/time.ts";
import { say, type Lang, type Words } from "../base/words.ts";
import type { Snapshot } from "./model.ts";

/** Reads and verifies mirrors; `lib/backup/verify.ts` is the one that does it. */
export type VerifyMirrors = (request: VerifyRequest, work: Work) => Promise<VerifyResult>;

/** Who takes a snapshot, and by which clock. */
export type Origin = Pick<Snapshot, "tool" | "nowGiven">;

/**
 * A snapshot of mirrors: facts only, no verdict. Mirrors that could not be read are in it, under `unread`.
 *
 * @throws RollwardError whatever `verify` throws: it could then not even begin
 */
export async function gatherMirrors(
  request: VerifyRequest,
  verify: VerifyMirrors,
  work: Work,
  { tool, nowGiven }: Origin,
): Promise<Snapshot> {
  const takenAt = formatInstant(work.clock());
  const result = await verify(request, work);
  const unread = result.mirrors.flatMap((mirror) => unreadOf(mirror, work.lang));
  return {
    format: "rollward/snapshot@1",
    takenAt,
    source: "live",
    tool,
    nowGiven,
    accounts: [],
    backups: [result],
    ...(unread.length === 0 ? {} : { unread }),
  };
}

/** One entry a mirror: its first unreadable thing, and how many more there are. */
function unreadOf({ url, problems }: MirrorResult, lang: Lang): readonly { what: string; why: string }[] {
  const unread = problems.filter(({ exit }) => exit === 3);
  const [first] = unread;
  if (first === undefined) return [];
  const why =
    unread.length === 1 ? first.message : `${first.message}${say(more, lang, { count: unread.length - 1 })}`;
  return [{ what: url, why }];
}

const more: Words = {
  en: " ({count, plural, one {and # more} other {and # more}})",
  fr: " ({count, plural, one {et # autre} other {et # autres}})",
};
