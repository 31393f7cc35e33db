import type { Check, CheckInput } from "../../../lib/audit/check.ts";
import type { Verdict } from "../../../lib/audit/finding.ts";
import { say } from "../../../lib/base/words.ts";
import type { Config } from "../../../lib/contract/config.ts";
import { bucketNames, headTableArn, rollTableArn } from "../../../lib/contract/names.ts";
import { resolveContract, type SeenResource } from "../../../lib/contract/resolve.ts";
import { frozen, noMirrors, now, objectives } from "../../audit/healthy.ts";
import { stillReach } from "../../fakes/still-reach.ts";
import { rightsAccess, type FakeRight } from "../../fakes/rights-access.ts";
import { arns, config, ids, sound } from "../sound-accounts.ts";

const home = { accounts: ids, region: "ca-central-1", mirrorRegion: "ca-west-1" };
const buckets = bucketNames(home);

/** Where the assets of the invented office are. */
export const at = {
  roll: rollTableArn(home),
  exports: `arn:aws:s3:::${buckets.exports}/exports/x`,
  vault: `arn:aws:s3:::${buckets.vault}`,
  set: `arn:aws:s3:::${buckets.vault}/roll/x`,
  mirror: `arn:aws:s3:::${buckets.mirror}`,
  mirrorSet: `arn:aws:s3:::${buckets.mirror}/roll/x`,
  trail: arns.trail,
  trailBucket: `arn:aws:s3:::${buckets.trail}`,
  trailObject: `arn:aws:s3:::${buckets.trail}/x`,
  head: headTableArn(home),
  dataKey: arns.dataKey,
  signingKey: arns.signingKey,
  code: `arn:aws:lambda:ca-central-1:${ids.register}:function:rollward-export`,
  account: (id: string) => `arn:aws:account::${id}:account`,
} as const;

const keys: readonly SeenResource[] = [
  { arn: at.dataKey, account: ids.register, aliases: ["alias/rollward-data"] },
  { arn: at.signingKey, account: ids.vault, aliases: ["alias/rollward-signing"] },
];

export const role = (name: string, account: string = ids.register) => `arn:aws:iam::${account}:role/${name}`;
export const mallory = role("mallory");
export const right = (
  principal: string,
  action: string,
  resource: string,
  more: Partial<FakeRight> = {},
) => ({
  principal,
  action,
  resource,
  ...more,
});

// A service calls with the function’s role: the stacks grant it only through that service (lib/contract/grants.ts).
const byDynamo = { context: { "kms:ViaService": "dynamodb.ca-central-1.amazonaws.com" } };
const calledByDynamo = { context: { "aws:CalledVia": ["dynamodb.amazonaws.com"] } };

/** What each function of the stacks may do, some of it: rights that the contract allows. */
export const granted: readonly FakeRight[] = [
  right(role("rollward-register"), "dynamodb:PutItem", at.roll),
  right(role("rollward-register"), "kms:Decrypt", at.dataKey, byDynamo),
  right(role("rollward-look-up"), "dynamodb:GetItem", at.roll),
  right(role("rollward-hand-out-list"), "dynamodb:Query", `${at.roll}/index/by-county`),
  right(role("rollward-export"), "dynamodb:ExportTableToPointInTime", at.roll),
  right(role("rollward-export"), "s3:PutObject", at.exports, calledByDynamo),
  right(role("rollward-seal", ids.vault), "s3:GetObject", at.exports),
  right(role("rollward-seal", ids.vault), "s3:PutObject", at.set),
  right(role("rollward-seal", ids.vault), "kms:Sign", at.signingKey),
  right(role("rollward-seal", ids.vault), "dynamodb:*Item", at.head, { action: "dynamodb:PutItem" }),
  right(role("rollward-mirror", ids.mirror), "s3:GetObject*", at.set, { action: "s3:GetObjectVersion" }),
  right(role("rollward-mirror", ids.mirror), "s3:PutObject", at.mirrorSet),
];

/** The sound accounts under a fake engine that knows the granted rights, and more. */
export function asking(
  more: readonly FakeRight[] = [],
  change: Partial<CheckInput> & { readonly config?: Config; readonly seen?: readonly SeenResource[] } = {},
): CheckInput {
  const { config: own = config, seen = keys, ...rest } = change;
  const base = {
    snapshot: sound,
    objectives,
    contract: resolveContract(own, seen),
    access: rightsAccess([...granted, ...more]),
    now,
  };
  const access = rest.access ?? base.access;
  return { ...base, reach: stillReach(access), ...rest };
}

/** The account that manages the organisation, which is none of the office’s. */
export const manager = "999999999999";
export const managed: Partial<CheckInput> = {
  snapshot: { ...sound, organization: { managementAccount: manager } },
};
export const closing = (principal: string, id: string, more: Partial<FakeRight> = {}) =>
  right(principal, "organizations:CloseAccount", `arn:aws:organizations::${manager}:account/o-x/${id}`, more);

export const noAccountsRead: Partial<CheckInput> = { snapshot: noMirrors };

/** Verdicts, with what holds for each of them: French differs, “before escalation” is said, a failure has its witness. */
export function judged(check: Check, input: CheckInput): readonly Verdict[] {
  frozen({ ...input, access: undefined });
  const verdicts = check.judge(input);
  for (const { status, subject, words, args, fix, witness } of verdicts) {
    const [english, french] = [say(words, "en", args), say(words, "fr", args)];
    if (french === english || /\{|undefined/.test(english + french))
      throw new Error(`bad words: ${english} ${french}`);
    if (fix !== undefined && say(fix.words, "fr", fix.args) === say(fix.words, "en", fix.args))
      throw new Error(`no French fix: ${subject}`);
    if (status === "fail" && (witness === undefined || fix === undefined))
      throw new Error(`a failure without witness or fix: ${subject}`);
    if (
      (status === "fail" || status === "pass") &&
      !(english.includes("escalation") && french.includes("escalade"))
    )
      throw new Error(`does not say that it is before escalation: ${english}`);
  }
  if (verdicts.length === 0) throw new Error("a silent check");
  return verdicts;
}

/** `status subject`, one line a verdict. */
export function lines(check: Check, input: CheckInput): readonly string[] {
  return judged(check, input).map(({ status, subject }) => `${status} ${subject}`);
}

/** What is not `pass`, as `status subject`. */
export function named(check: Check, input: CheckInput): readonly string[] {
  return lines(check, input).filter((line) => !line.startsWith("pass "));
}
