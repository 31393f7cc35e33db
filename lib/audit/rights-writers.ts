import type { Asset, CapabilityId } from "../contract/contract.ts";
import type { CheckInput } from "./check.ts";
import { escalators } from "./escalated.ts";
import { offenders } from "./offenders.ts";
import { rememberedAnswers } from "./remember.ts";

const writing: CapabilityId = "change-rules";

const answersOf = rememberedAnswers<ReadonlySet<string>>();

/**
 * Whom the check of rules names for the users, roles and rights of an account, before escalation or after. Of what they
 * can make of that, other checks tell in one verdict each (docs/decisions/0013-escalation-named-by-its-cause.md).
 */
export function rightsWriters(input: CheckInput): ReadonlySet<string> {
  const answers = answersOf(input, input.contract.holders);
  const known = answers.get(writing);
  if (known !== undefined) return known;
  const found = new Set(
    input.contract.assets.filter(({ key }) => key === "identity").flatMap((asset) => writersOf(input, asset)),
  );
  answers.set(writing, found);
  return found;
}

function writersOf(input: CheckInput, asset: Asset): readonly string[] {
  return [...offenders(input, asset, writing), ...escalators(input, asset, writing).values()].flatMap(
    ({ principal, proof }) => (proof.verdict === "yes" ? [principal] : []),
  );
}
