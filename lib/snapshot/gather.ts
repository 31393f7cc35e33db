import type { MirrorResult, VerifyResult } from "../backup/state/result.ts";
import type { VerifyRequest } from "../backup/verify.ts";
import type { Work } from "../base/context.ts";
import { formatInstant } from "../base/time.ts";
import { say, type Lang, type Words } from "../base/words.ts";
import type { LiveClients } from "./live/clients.ts";
import type { AccountsRequest } from "./live/gather-accounts.ts";
import type { Snapshot, Unread } from "./model.ts";

/** Reads and verifies mirrors; `lib/backup/verify.ts` is the one that does it. */
export type VerifyMirrors = (request: VerifyRequest, work: Work) => Promise<VerifyResult>;

/** Who takes a snapshot, and by which clock. */
export type Origin = Pick<Snapshot, "tool" | "nowGiven">;

/** What to look at; what is left out is not looked at. */
export interface SnapshotRequest {
  readonly mirrors?: VerifyRequest;
  readonly accounts?: AccountsRequest;
}

export interface Readers {
  /** Needed for mirrors. */
  readonly verify?: VerifyMirrors;
  /** AWS’s own unless others are given. */
  readonly clients?: LiveClients;
}

/**
 * A snapshot of live accounts, of mirrors, or of both: facts only, no verdict. What could not be read is in it, under
 * `unread`.
 *
 * @throws RollwardError whatever `verify` or `gatherAccounts` throws: it could then not even begin
 */
export async function gatherSnapshot(
  { mirrors, accounts }: SnapshotRequest,
  { verify, clients }: Readers,
  work: Work,
  { tool, nowGiven }: Origin,
): Promise<Snapshot> {
  if (mirrors !== undefined && verify === undefined) throw new Error("mirrors without a reader");
  const takenAt = formatInstant(work.clock());
  const read = accounts === undefined ? { accounts: [] } : await readAccounts(accounts, clients, work);
  const result = mirrors === undefined ? undefined : await verify?.(mirrors, work);
  const unread: readonly Unread[] = [
    ...(read.unread ?? []),
    ...(result?.mirrors ?? []).flatMap((mirror) => unreadOf(mirror, work.lang)),
  ];
  return {
    format: "rollward/snapshot@1",
    takenAt,
    source: "live",
    tool,
    nowGiven,
    accounts: read.accounts,
    ...(result === undefined ? {} : { backups: [result] }),
    ...(unread.length === 0 ? {} : { unread }),
  };
}

// AWS’s SDK takes longer to load than all the rest, so it is loaded for whoever reads accounts alone.
async function readAccounts(request: AccountsRequest, given: LiveClients | undefined, work: Work) {
  const { gatherAccounts } = await import("./live/gather-accounts.ts");
  const clients = given ?? (await import("./live/clients.ts")).liveClients;
  return gatherAccounts(request, clients, work);
}

/** One entry a mirror: its first unreadable thing, and how many more there are. */
function unreadOf({ url, problems }: MirrorResult, lang: Lang): readonly Unread[] {
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
