import type { Args } from "../base/words.ts";
import type { Asset } from "../contract/contract.ts";
import { argsOf } from "./asset-words.ts";
import { fixes, verdictWords } from "./capability-verdict-words.ts";
import type { CheckInput } from "./check.ts";
import type { Escalator } from "./escalated.ts";
import type { Verdict } from "./finding.ts";
import type { Offender } from "./offenders.ts";
import { officeAccountUnread, witnessOf } from "./outside-accounts.ts";
import { policyFix } from "./policy-fix.ts";

/**
 * What one principal can do beyond the contract: proved by a witness, else told as not decided. One verdict a principal:
 * what it can do beside that after escalation stands in the evidence.
 */
export function tellOf(
  input: CheckInput,
  asset: Asset,
  all: readonly Offender[],
  later: readonly Escalator[] = [],
): Verdict {
  const proved = all.filter(({ proof }) => proof.verdict === "yes");
  const [first] = proved.length > 0 ? proved : all;
  const { principal, acting, proof, kind } = first!;
  const subject = `${asset.id} ${principal}`;
  const args = {
    ...argsOf(
      asset,
      (proved.length > 0 ? proved : all).map(({ capability }) => capability),
    ),
    principal,
  };
  if (proof.verdict === "unknown") {
    const account = officeAccountUnread(input, acting);
    if (account !== undefined) return leftOut(subject, { ...args, account }, proof.why);
    return {
      status: "unknown",
      subject,
      words: verdictWords.undecided,
      args: { ...args, why: proof.why },
      evidence: { why: proof.why },
      fix: { words: fixes.clear },
    };
  }
  const { witness } = proof;
  const actions = proved.flatMap((one) => one.actions);
  const fix = policyFix(input.snapshot, input.contract, { principal, actions, by: witness.by });
  return {
    status: "fail",
    subject,
    words: verdictWords[kind],
    args: {
      ...args,
      action: witness.action,
      resource: witness.resource,
      assumed: witness.assumes === undefined ? "no" : "yes",
    },
    witness: witnessOf(principal, witness),
    evidence: {
      capabilities: proved.map(({ capability }) => capability),
      ...(later.length > 0 && { afterEscalation: later.map(({ capability }) => capability) }),
      ...guardrailsUnread(input),
    },
    fix: {
      words:
        fix === undefined ? fixes[kind === "mfa" ? "mfa" : "take"] : fixes[kind === "mfa" ? "mfa" : "narrow"],
      args: { principal, policy: fix?.policy ?? "", statement: String(fix?.statement ?? "") },
      // A second factor is asked for by a condition; the diff would take the right away instead.
      ...(fix === undefined || kind === "mfa" ? {} : { diff: fix.diff }),
    },
  };
}

/** `unknown`: an account of the office was left out of the snapshot, and whom it lets act is not known. */
function leftOut(subject: string, args: Args, why: string): Verdict {
  return {
    status: "unknown",
    subject,
    words: verdictWords.leftOut,
    args,
    evidence: { account: args["account"], why },
    fix: { words: fixes.read, args },
  };
}

/** A guardrail that was not read may forbid what a witness shows; the finding stands, and says so. */
export function guardrailsUnread({ snapshot }: CheckInput): Readonly<Record<string, unknown>> {
  const unread = (snapshot.unread ?? []).find(({ facts }) => facts === "organization");
  return unread === undefined ? {} : { guardrailsUnread: unread.what };
}
