import { mapBounded } from "../../base/bounded.ts";
import type { Work } from "../../base/context.ts";
import { failure } from "../../base/faults.ts";
import { say } from "../../base/words.ts";
import type { Snapshot } from "../model.ts";
import { readAccount, type ReadAccount } from "./account.ts";
import type { LiveClients } from "./clients.ts";
import { liveFaults } from "./live-faults.ts";
import { liveWords } from "./live-words.ts";
import { isRegion } from "./region.ts";

export interface AccountsRequest {
  /** Profiles of the shared AWS configuration, each an account; empty for the credentials that AWS’s tools find. */
  readonly profiles: readonly string[];
  /** Where to ask first. IAM and the list of buckets are the same from everywhere, so nothing is left out by it. */
  readonly regions: readonly string[];
}

const atOnce = 4;

/**
 * Reads live accounts: who may do what (IAM), how people sign in, and the buckets. What could not be read, or is not
 * read by this version, is under `unread`.
 *
 * @returns accounts by id
 * @throws RollwardError region-malformed, profile-unknown, profile-account-twice, credentials-missing,
 * credentials-expired, credentials-refused, account-unread, interrupted
 */
export async function gatherAccounts(
  { profiles, regions }: AccountsRequest,
  clients: LiveClients,
  work: Work,
): Promise<Pick<Snapshot, "accounts" | "unread">> {
  const odd = regions.find((region) => !isRegion(region));
  if (odd !== undefined) throw failure(liveFaults["region-malformed"], { region: odd });
  const named = profiles.length === 0 ? [undefined] : [...new Set(profiles)];
  // Credentials that are missing are told before anything is read for minutes.
  const opened = await mapBounded(named, atOnce, async (profile) => ({
    profile,
    clients: await clients.open(profile, regions[0]),
  }));
  work.progress.start(say(liveWords.progress, work.lang), "requests");
  try {
    const read = await mapBounded(opened, atOnce, ({ profile, clients: account }) =>
      readAccount(account, { work, profile }, clients.wait, work.lang),
    );
    refuseTwice(read);
    const sorted = read.toSorted((one, other) => (one.account.id < other.account.id ? -1 : 1));
    return {
      accounts: sorted.map(({ account }) => account),
      unread: sorted.flatMap(({ unread }) => unread),
    };
  } finally {
    work.progress.end();
    for (const { clients: account } of opened) account.close();
  }
}

function refuseTwice(read: readonly ReadAccount[]): void {
  const byId = new Map<string, string>();
  for (const { account, profile = "" } of read) {
    const one = byId.get(account.id);
    if (one !== undefined)
      throw failure(liveFaults["profile-account-twice"], { one, other: profile, account: account.id });
    byId.set(account.id, profile);
  }
}
