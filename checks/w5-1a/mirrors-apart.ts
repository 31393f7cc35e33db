import { withoutAccounts } from "../../lib/audit/accounts.ts";
import { byText } from "../../lib/audit/backups.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import { assetUnknown, bucketsOf, type Sought } from "../../lib/audit/facts.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { mirrorsOutside } from "../../lib/audit/sealed-buckets.ts";
import { factUnread } from "../../lib/audit/unread.ts";
import type { Words } from "../../lib/base/words.ts";
import type { Bucket } from "../../lib/snapshot/resources.ts";

const shownPlaces = 10;

export const mirrorsApart: Check = {
  id: "mirrors-apart",
  title: {
    en: "Does a mirror stand in another account and another region than the vault?",
    fr: "Un miroir se trouve-t-il dans un autre compte et une autre région que le coffre ?",
  },
  why: {
    en: "Practice W5.1a of the Paris Call’s workshops recommends mirror sites at a distance. One account that is taken over or closed takes everything in it along, and so does one region that is down: a mirror helps only when it shares neither with the vault.",
    fr: "La pratique W5.1a des ateliers de l’Appel de Paris recommande des sites miroirs à distance. Un compte détourné ou fermé emporte tout ce qu’il contient, de même qu’une région en panne : un miroir n’aide que s’il ne partage ni l’un ni l’autre avec le coffre.",
  },
  severity: "high",
  judge: (input) => {
    const none = withoutAccounts(input.snapshot);
    return [none ?? judgePlaces(input)];
  },
};

function judgePlaces(input: CheckInput): Verdict {
  const vaults = bucketsOf(input, "vault");
  const mirrors = bucketsOf(input, "mirrors");
  if (vaults.length === 0) return assetUnknown("vault", "bucket");
  if (mirrors.length === 0)
    return input.contract.outsideMirrors.length > 0 ? mirrorsOutside : assetUnknown("mirrors", "bucket");

  const apart = mirrors.find((mirror) => vaults.every((vault) => differ(mirror, vault)));
  const shown = apart ?? mirrors[0]!;
  const args = { mirror: shown.arn, vault: vaults[0]!.arn, count: mirrors.length };
  const say = (status: Verdict["status"], sentence: Words): Verdict => ({
    status,
    subject: "mirrors",
    words: sentence,
    args,
    evidence: { vault: vaults.map(placeOf), mirrors: mirrors.slice(0, shownPlaces).map(placeOf) },
  });
  if (apart !== undefined) return say("pass", words.apart);
  const untold = [...vaults, ...mirrors].find((one) => one.fact?.region === undefined);
  if (untold !== undefined)
    return {
      ...factUnread(input.snapshot, "mirrors", words.what, {
        account: untold.account,
        resource: untold.arn,
        facts: "buckets",
      }),
      evidence: { untold: untold.arn, mirrors: mirrors.slice(0, shownPlaces).map(placeOf) },
    };
  return { ...say("fail", words.together), fix: { words: words.fix } };
}

/** Another account and another region, both as seen. */
function differ(mirror: Sought<Bucket>, vault: Sought<Bucket>): boolean {
  if (mirror.fact?.region === undefined || vault.fact?.region === undefined) return false;
  return mirror.account !== vault.account && byText(mirror.fact.region, vault.fact.region) !== 0;
}

function placeOf({ arn, account, fact }: Sought<Bucket>): Readonly<Record<string, unknown>> {
  return { bucket: arn, account: account ?? null, region: fact?.region ?? null };
}

const words = {
  apart: {
    en: "The mirror {mirror} stands in another account and another region than the vault, {vault}.",
    fr: "Le miroir {mirror} se trouve dans un autre compte et une autre région que le coffre, {vault}.",
  },
  together: {
    en: "{count, plural, one {The only mirror, {mirror}, shares its account or its region with the vault, {vault}} other {All # mirrors, such as {mirror}, share their account or their region with the vault, {vault}}}.",
    fr: "{count, plural, one {Le seul miroir, {mirror}, partage son compte ou sa région avec le coffre, {vault}} other {Les # miroirs, comme {mirror}, partagent leur compte ou leur région avec le coffre, {vault}}}.",
  },
  what: {
    en: "in which account and region each bucket of vault and mirrors stands",
    fr: "dans quel compte et quelle région se trouve chaque compartiment du coffre et des miroirs",
  },
  fix: {
    en: "Make a locked bucket in an account of its own, in another region than the vault’s, and let a role on that side pull the sets (the mirror stack does both). Name it under assets, mirrors in rollward.config.json.",
    fr: "Créez un compartiment verrouillé dans un compte qui lui est propre, dans une autre région que celle du coffre, et laissez un rôle de ce côté-là aller chercher les jeux (la pile du miroir fait les deux). Nommez-le sous assets, mirrors dans rollward.config.json.",
  },
} satisfies Record<string, Words>;
