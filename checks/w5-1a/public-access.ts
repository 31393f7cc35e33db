import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import { assetUnknown, bucketsOf, type Sought } from "../../lib/audit/facts.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { everybodyPastBlock } from "../../lib/audit/past-block.ts";
import { sealedBuckets } from "../../lib/audit/sealed-buckets.ts";
import { factUnread, unreadFor } from "../../lib/audit/unread.ts";
import type { Words } from "../../lib/base/words.ts";
import type { Bucket, PublicAccessBlock } from "../../lib/snapshot/resources.ts";

export const publicAccess: Check = {
  id: "public-access",
  title: {
    en: "Is the public kept out of every bucket that holds the roll, its sealed sets or the trail?",
    fr: "Le public est-il tenu hors de tout compartiment qui contient la liste électorale, ses jeux scellés ou le journal ?",
  },
  why: {
    en: "Practice W5.1a of the Paris Call’s workshops recommends that backups of voter-registration systems be encrypted and kept out of reach. Whole rolls were found on the open internet because of one wrong setting of a bucket; blocking public access is a second bolt, which holds when a policy is wrong.",
    fr: "La pratique W5.1a des ateliers de l’Appel de Paris recommande que les sauvegardes des systèmes d’inscription des électeurs soient chiffrées et hors d’atteinte. Des listes entières se sont retrouvées en libre accès sur Internet à cause d’un seul réglage erroné ; le blocage de l’accès public est un second verrou, qui tient quand une politique est fautive.",
  },
  severity: "critical",
  judge: (input) => {
    const none = withoutAccounts(input.snapshot);
    if (none !== undefined) return [none];
    const { buckets, gaps } = sealedBuckets(input);
    const known = new Set(buckets.map(({ arn }) => arn));
    const more = (["roll", "trail"] as const).flatMap((key) => {
      const fresh = bucketsOf(input, key).filter(({ arn }) => !known.has(arn));
      for (const { arn } of fresh) known.add(arn);
      return fresh;
    });
    // A roll that was never exported to a bucket has none; then it must at least be known where the roll is.
    const rollGap = input.contract.assets.some(({ key }) => key === "roll")
      ? []
      : [assetUnknown("roll", "bucket")];
    return [...gaps, ...rollGap, ...[...buckets, ...more].map((one) => judgeBucket(one, input))];
  },
};

const flags = ["blockPublicAcls", "ignorePublicAcls", "blockPublicPolicy", "restrictPublicBuckets"] as const;

function judgeBucket({ arn, account, fact }: Sought<Bucket>, { snapshot, access }: CheckInput): Verdict {
  const home = snapshot.accounts.find(({ id }) => id === account);
  const ofAccount = home?.publicAccessBlock;
  const blocks = flags.map((flag) => strictest(flag, fact?.publicAccessBlock, ofAccount));
  const open = flags.filter((_, index) => blocks[index] === false);
  const args = { bucket: arn, flags: open.join(", ") };
  const evidence = { bucket: fact?.publicAccessBlock ?? null, account: ofAccount ?? null };
  const seen = home !== undefined && fact !== undefined;
  const proof = seen
    ? access.can("*", { actions: ["s3:*"], resources: [arn, `${arn}/*`] })
    : ({ verdict: "unknown", why: "" } as const);

  if (proof.verdict === "yes") {
    return {
      status: "fail",
      subject: arn,
      words: words.anybody,
      args: { ...args, action: proof.witness.action },
      evidence,
      witness: { principal: "*", ...proof.witness },
      fix: { words: fixes.policy, args },
    };
  }
  const held =
    home !== undefined &&
    account !== undefined &&
    proof.verdict === "no" &&
    !open.includes("restrictPublicBuckets");
  const past = held ? everybodyPastBlock(snapshot, arn, account) : undefined;
  if (past?.verdict === "yes") {
    return {
      status: "fail",
      subject: arn,
      words: words.blockedOnly,
      args: { ...args, action: past.witness.action },
      evidence,
      fix: { words: fixes.policy, args },
    };
  }
  if (open.length > 0) {
    return {
      status: "fail",
      subject: arn,
      words: words.unblocked,
      args,
      evidence,
      fix: { words: fixes.block, args },
    };
  }
  if (blocks.includes(undefined)) {
    // The account’s own block is told as a gap of its root.
    const resource = fact?.publicAccessBlock === undefined ? arn : `arn:aws:iam::${account}:root`;
    return factUnread(snapshot, arn, words.whatBlock, { account, resource, facts: "buckets" });
  }
  const policies = { account, resource: arn, facts: "resource-policies" } as const;
  // One that is there was read, whatever else of the account was not.
  const hasPolicy = home?.resourcePolicies.some(({ resource }) => resource === arn) === true;
  if (!hasPolicy && unreadFor(snapshot, policies) !== undefined)
    return factUnread(snapshot, arn, words.whatPolicy, policies);
  const doubt = [proof, past].find((one) => one?.verdict === "unknown");
  if (doubt?.verdict === "unknown") {
    return {
      status: "unknown",
      subject: arn,
      words: words.undecided,
      args: { ...args, why: doubt.why },
      evidence,
    };
  }
  return { status: "pass", subject: arn, words: words.closed, args, evidence };
}

/** S3 applies the stricter of the bucket’s and the account’s setting (S3 User Guide, "Blocking public access"). */
function strictest(
  flag: keyof PublicAccessBlock,
  bucket: PublicAccessBlock | null | undefined,
  account: PublicAccessBlock | null | undefined,
): boolean | undefined {
  const levels = [bucket, account].map((level) => (level === null ? false : level?.[flag]));
  if (levels.includes(true)) return true;
  return levels.includes(undefined) ? undefined : false;
}

const words = {
  closed: {
    en: "{bucket}: public access is blocked in all four ways, and no policy on it opens it to everybody.",
    fr: "{bucket} : l’accès public est bloqué des quatre façons, et aucune politique ne l’ouvre à tous.",
  },
  anybody: {
    en: "{bucket}: its policy lets anybody at all call {action}.",
    fr: "{bucket} : sa politique laisse n’importe qui appeler {action}.",
  },
  blockedOnly: {
    en: "{bucket}: its policy lets anybody at all call {action}; only the block of public access keeps them out.",
    fr: "{bucket} : sa politique laisse n’importe qui appeler {action} ; seul le blocage de l’accès public l’en empêche.",
  },
  unblocked: {
    en: "{bucket}: public access is not blocked in all four ways; missing: {flags}.",
    fr: "{bucket} : l’accès public n’est pas bloqué des quatre façons ; il manque : {flags}.",
  },
  undecided: {
    en: "{bucket}: public access is blocked, but whether its policy opens it to everybody could not be decided ({why}).",
    fr: "{bucket} : l’accès public est bloqué, mais on n’a pas pu décider si sa politique l’ouvre à tous ({why}).",
  },
  whatBlock: { en: "whether public access is blocked", fr: "si l’accès public est bloqué" },
  whatPolicy: {
    en: "whether a policy on the bucket opens it to everybody",
    fr: "si une politique du compartiment l’ouvre à tous",
  },
} satisfies Record<string, Words>;

const fixes = {
  policy: {
    en: "Take the statement that names everybody out of the bucket’s policy (S3 console: Permissions, Bucket policy), then block all public access. Ask the trail who read there since.",
    fr: "Retirez de la politique du compartiment la déclaration qui nomme tout le monde (console S3 : Autorisations, Politique de compartiment), puis bloquez tout accès public. Demandez au journal qui y a lu depuis.",
  },
  block: {
    en: "Block all public access (S3 console: Permissions, Block public access), best for the whole account: aws s3control put-public-access-block.",
    fr: "Bloquez tout accès public (console S3 : Autorisations, Bloquer l’accès public), de préférence pour tout le compte : aws s3control put-public-access-block.",
  },
} satisfies Record<string, Words>;
