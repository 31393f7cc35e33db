import type { Words } from "../base/words.ts";
import type { Bucket } from "../snapshot/resources.ts";
import type { CheckInput } from "./check.ts";
import { assetUnknown, bucketsOf, type Sought } from "./facts.ts";
import type { Verdict } from "./finding.ts";

/** The buckets that hold sealed sets, and verdicts in place of those that are not known. */
export interface SealedBuckets {
  readonly buckets: readonly Sought<Bucket>[];
  readonly gaps: readonly Verdict[];
}

/** Vault and mirrors as far as they stand in cloud accounts, each bucket once. */
export function sealedBuckets(input: CheckInput): SealedBuckets {
  const vault = bucketsOf(input, "vault");
  const own = new Set(vault.map(({ arn }) => arn));
  const mirrors = bucketsOf(input, "mirrors").filter(({ arn }) => !own.has(arn));
  const gaps: Verdict[] = [];
  if (vault.length === 0) gaps.push(assetUnknown("vault", "bucket"));
  if (mirrors.length === 0)
    gaps.push(input.contract.outsideMirrors.length > 0 ? mirrorsOutside : assetUnknown("mirrors", "bucket"));
  return { buckets: [...vault, ...mirrors], gaps };
}

/** Every mirror that the office names stands elsewhere: there is no bucket of an account to judge. */
export const mirrorsOutside: Verdict = {
  status: "not-applicable",
  subject: "mirrors",
  words: {
    en: "Every mirror that the configuration names stands outside these accounts, where its settings cannot be read; what it holds is judged by the checks of backups.",
    fr: "Tous les miroirs que nomme la configuration se trouvent hors de ces comptes, là où leurs réglages ne peuvent pas être lus ; ce qu’ils contiennent est jugé par les contrôles des sauvegardes.",
  } satisfies Words,
};
