import type { Check, CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { say } from "../../lib/base/words.ts";
import type { Config } from "../../lib/contract/config.ts";
import { resolveContract } from "../../lib/contract/resolve.ts";
import type { Access } from "../../lib/iam/access.ts";
import { frozen, noAccess, now, objectives } from "../audit/healthy.ts";
import { stillReach } from "../fakes/still-reach.ts";
import { config, sound } from "./sound-accounts.ts";

/** An input over the sound accounts, with the real contract of the configuration and an engine that answers no. */
export function input(
  change: Partial<CheckInput> & { readonly config?: Config | undefined } = {},
): CheckInput {
  const { config: own, ...rest } = "config" in change ? change : { ...change, config };
  const base = { snapshot: sound, objectives, contract: resolveContract(own, []), access: noAccess, now };
  const reach = stillReach(rest.access ?? noAccess);
  return frozen({ ...base, reach, ...rest });
}

/** An engine that gives one answer to questions about these principals. */
export function engine(answers: Readonly<Record<string, ReturnType<Access["can"]>>>): Access {
  return {
    ...noAccess,
    can: (principal) => (Object.hasOwn(answers, principal) ? answers[principal]! : { verdict: "no" }),
  };
}

/**
 * What a check says, as `status subject: sentence`, in English. On the way everything that holds for every verdict is
 * held: French differs from English, a failure has evidence or a witness, and a fix.
 */
export function told(check: Check, change: Parameters<typeof input>[0] = {}): readonly string[] {
  return check.judge(input(change)).map((verdict) => sentence(verdict));
}

export function statuses(check: Check, change: Parameters<typeof input>[0] = {}): readonly string[] {
  return told(check, change).map((line) => line.slice(0, line.indexOf(" ")));
}

function sentence({ status, subject, words, args, fix, evidence, witness }: Verdict): string {
  for (const text of fix === undefined ? [{ words, args }] : [{ words, args }, fix]) {
    const [english, french] = [
      say(text.words, "en", text.args ?? {}),
      say(text.words, "fr", text.args ?? {}),
    ];
    if (french === "" || french === english) throw new Error(`no French: ${french}`);
    if (`${english}${french}`.includes("undefined"))
      throw new Error(`a name is missing: ${english} ${french}`);
  }
  if (status === "fail" && ((evidence ?? witness) === undefined || fix === undefined))
    throw new Error(`a failure without evidence or fix: ${subject}`);
  return `${status} ${subject}: ${say(words, "en", args)}`;
}
