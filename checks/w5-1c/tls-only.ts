import { matchesPattern } from "../../lib/actions/wildcard.ts";
import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import { bucketsOf, type Sought } from "../../lib/audit/facts.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { sealedBuckets } from "../../lib/audit/sealed-buckets.ts";
import { factUnread, unreadFor } from "../../lib/audit/unread.ts";
import type { Words } from "../../lib/base/words.ts";
import type { Access } from "../../lib/iam/access.ts";
import type { Bucket } from "../../lib/snapshot/resources.ts";

export const tlsOnly: Check = {
  id: "tls-only",
  title: {
    en: "Do the buckets of exports and sealed sets refuse whatever comes unencrypted over the network?",
    fr: "Les compartiments des exports et des jeux scellés refusent-ils tout ce qui passe en clair sur le réseau ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access to voter-registration systems be restricted. S3 also answers over plain HTTP: an export that is fetched that way can be read, and one that is written that way altered, by everybody on the line.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande que l’accès aux systèmes d’inscription des électeurs soit restreint. S3 répond aussi par HTTP sans chiffrement : un export obtenu ainsi peut être lu, et un export écrit ainsi modifié, par quiconque se trouve sur la ligne.",
  },
  severity: "medium",
  judge: (input) => {
    const none = withoutAccounts(input.snapshot);
    if (none !== undefined) return [none];
    const { buckets, gaps } = sealedBuckets(input);
    const sealed = new Set(buckets.map(({ arn }) => arn));
    const exports = bucketsOf(input, "roll").filter(({ arn }) => !sealed.has(arn));
    return [...gaps, ...[...exports, ...buckets].map((one) => judgeBucket(one, input))];
  },
};

function judgeBucket({ arn, account, fact }: Sought<Bucket>, input: CheckInput): Verdict {
  const { snapshot, access, contract } = input;
  const policy = { account, resource: arn, facts: "resource-policies" } as const;
  if (fact === undefined)
    return factUnread(snapshot, arn, words.what, { account, resource: arn, facts: "buckets" });
  if (unreadFor(snapshot, policy) !== undefined) return factUnread(snapshot, arn, words.what, policy);
  const patterns = Object.values(contract.holders).flat();
  const holders = access.principals.filter((one) => patterns.some((pattern) => matchesPattern(pattern, one)));
  const asked = ["*", ...holders].flatMap((principal) =>
    requests(arn).map((request) => ({
      principal,
      ...request,
      answer: inTheClear(principal, request, access),
    })),
  );
  const args = { bucket: arn, asked: holders.length };
  // Whoever is not allowed anyway shows nothing of a policy that was not understood.
  const unclear = asked.some(({ answer }) => answer === "unknown");
  const open = asked.find(({ answer }) => answer === "allowed" || (answer === "open" && !unclear));
  if (open !== undefined)
    return {
      status: "fail",
      subject: arn,
      words: words.open,
      args,
      evidence: { principal: open.principal, action: open.action, resource: open.resource },
      fix: { words: words.fix, args },
    };
  if (unclear) return factUnread(snapshot, arn, words.what, policy);
  return { status: "pass", subject: arn, words: words.closed, args, evidence: { asked: ["*", ...holders] } };
}

interface Asked {
  readonly action: string;
  readonly resource: string;
}

function requests(arn: string): readonly Asked[] {
  return [
    { action: "s3:GetObject", resource: `${arn}/x` },
    { action: "s3:PutObject", resource: `${arn}/x` },
    { action: "s3:ListBucket", resource: arn },
  ];
}

/** Closed by a statement that denies the request for being unencrypted: the same one, encrypted, it lets be. */
function inTheClear(
  principal: string,
  asked: Asked,
  access: Access,
): "closed" | "allowed" | "open" | "unknown" {
  const ask = (secure: boolean) =>
    access.decide({ principal, ...asked, context: { "aws:SecureTransport": secure } });
  const [plain, secure] = [ask(false), ask(true)];
  if (plain.decision === "unknown" || plain.decision === "allowed") return plain.decision;
  if (plain.decision !== "explicitDeny") return "open";
  const always = secure.decision === "explicitDeny" ? secure.by : [];
  const own = plain.by.filter(
    ({ policy, statement }) => !always.some((one) => one.policy === policy && one.statement === statement),
  );
  return own.length > 0 ? "closed" : "open";
}

const words = {
  closed: {
    en: "{bucket}: requests that come unencrypted are denied to everybody{asked, plural, =0 {} one {, the role with a task too} other {, the # roles with a task too}}.",
    fr: "{bucket} : les demandes en clair sont refusées à tous{asked, plural, =0 {} one {, y compris au rôle qui a une tâche} other {, y compris aux # rôles qui ont une tâche}}.",
  },
  open: {
    en: "{bucket}: no statement denies requests that come unencrypted, to everybody and for the bucket and its objects.",
    fr: "{bucket} : aucune déclaration ne refuse les demandes en clair, à tous et pour le compartiment et ses objets.",
  },
  what: {
    en: "whether requests that come unencrypted are denied there",
    fr: "si les demandes en clair y sont refusées",
  },
  fix: {
    en: "Add to the bucket’s policy a statement with Effect Deny, Principal *, Action s3:*, the bucket and its objects as Resource, and the condition Bool, aws:SecureTransport: false (the stacks do it with enforceSSL).",
    fr: "Ajoutez à la politique du compartiment une déclaration avec Effect Deny, Principal *, Action s3:*, le compartiment et ses objets comme Resource, et la condition Bool, aws:SecureTransport : false (les piles le font avec enforceSSL).",
  },
} satisfies Record<string, Words>;
