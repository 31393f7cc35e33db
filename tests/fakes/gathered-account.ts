import { silentProgress, type Work } from "../../lib/base/context.ts";
import { gatherAccounts } from "../../lib/snapshot/live/gather-accounts.ts";
import { scriptedClients, smallAccount, type Script } from "./scripted-account.ts";

/** The account that the scripts are about, its role and its bucket. */
export const id = "123456789012";
export const clerk = `arn:aws:iam::${id}:role/clerk`;
export const rolls = "arn:aws:s3:::rolls";
export const nobody = { profiles: [], regions: [] };

export function workOf(changed: Partial<Work> = {}): Work {
  return {
    lang: "en",
    clock: () => new Date("2026-11-23T12:00:00Z"),
    random: (bytes) => new Uint8Array(bytes),
    signal: new AbortController().signal,
    progress: silentProgress,
    remark: () => {},
    ...changed,
  };
}

/** Of one scripted account: the facts, and the gaps without those of every account. */
export async function gathered(changed: Script = {}, work: Work = workOf()) {
  const clients = scriptedClients(() => smallAccount(id, changed));
  const { accounts, unread = [] } = await gatherAccounts(nobody, clients, work);
  const gaps = unread.filter(({ why }) => !why.startsWith("this version does not read"));
  return { account: accounts[0]!, gaps, unread, clients };
}

export type Gathered = Awaited<ReturnType<typeof gathered>>;

/** A reply of IAM’s with one role, and these fields in place of its own. */
export const details = (reply: object): Script => ({
  GetAccountAuthorizationDetailsCommand: () => ({
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [{ RoleName: "clerk", Arn: clerk, AssumeRolePolicyDocument: "%7B%7D" }],
    Policies: [],
    IsTruncated: false,
    ...reply,
  }),
});
