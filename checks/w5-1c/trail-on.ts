import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import { assetUnknown, bucketsOf, tablesOf } from "../../lib/audit/facts.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { ownAccounts } from "../../lib/audit/holders.ts";
import { listed, trailsOver, wanting, type Watched } from "../../lib/audit/trails.ts";
import { factUnread, gapsIn } from "../../lib/audit/unread.ts";
import type { Words } from "../../lib/base/words.ts";

export const trailOn: Check = {
  id: "trail-on",
  title: {
    en: "Is every access to the roll and its backups written down, in a log that shows when it was altered?",
    fr: "Tout accès à la liste électorale et à ses sauvegardes est-il consigné, dans un journal qui montre s’il a été altéré ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access to voter-registration systems be restricted and followed. Without a trail nobody can say who read the roll; one that leaves out a region, the objects or the items, or that can be altered unseen, says nothing on the day it matters.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande que l’accès aux systèmes d’inscription des électeurs soit restreint et suivi. Sans journal, nul ne peut dire qui a lu la liste ; celui qui omet une région, les objets ou les enregistrements, ou qui peut être altéré sans que cela se voie, ne dit rien le jour où il compte.",
  },
  severity: "high",
  judge: (input) => {
    const none = withoutAccounts(input.snapshot);
    return none === undefined ? judgeAll(input) : [none];
  },
};

/** One verdict for each account: those that were read, and those where an asset stands that were not. */
function judgeAll(input: CheckInput): readonly Verdict[] {
  const tables = tablesOf(input, "roll");
  const vault = bucketsOf(input, "vault");
  const assets: readonly Watched[] = [
    ...tables,
    ...tablesOf(input, "head"),
    ...[...bucketsOf(input, "roll"), ...vault, ...bucketsOf(input, "mirrors")].map((bucket) => ({
      ...bucket,
      objects: `${bucket.arn}/`,
    })),
  ];
  const gaps = [
    ...(tables.length === 0 ? [assetUnknown("roll", "table")] : []),
    ...(vault.length === 0 ? [assetUnknown("vault", "bucket")] : []),
  ];
  const ids = new Set([
    ...input.snapshot.accounts.map(({ id }) => id),
    ...assets.map(({ account }) => account),
  ]);
  const known = [...ids].filter((id) => id !== undefined);
  return [
    ...gaps,
    ...known.map((id) =>
      judgeAccount(
        id,
        assets.filter(({ account }) => account === id),
        input,
      ),
    ),
  ];
}

function judgeAccount(id: string, assets: readonly Watched[], input: CheckInput): Verdict {
  const { snapshot, contract } = input;
  const trails = trailsOver(snapshot, id);
  const judged = trails.map((trail) => ({ trail, wants: wanting(trail, assets, input) }));
  const best = judged.sort((a, b) => a.wants.length - b.wants.length)[0];
  const sound = best?.wants.length === 0;
  const certain = best?.wants.filter(({ known }) => known) ?? [];
  const args = {
    account: id,
    trail: best?.trail.arn ?? "",
    wants: listed(certain.length > 0 ? certain : (best?.wants ?? [])),
    count: assets.length,
  };
  const say = (status: Verdict["status"], sentence: Words, fix?: Words): Verdict => ({
    status,
    subject: id,
    words: sentence,
    args,
    evidence: {
      trails: judged.slice(0, shownTrails).map(({ trail, wants }) => ({
        trail: trail.arn,
        missing: wants.filter(({ known }) => known).map(({ what }) => what),
        notRead: wants.filter(({ known }) => !known).map(({ what }) => what),
      })),
    },
    ...(fix === undefined ? {} : { fix: { words: fix, args } }),
  });

  if (sound) return say("pass", assets.length === 0 ? words.management : words.on);
  // A trail of the organisation may stand in any account that was not read.
  const absent = [...ownAccounts(snapshot.accounts, contract)].find((own) =>
    snapshot.accounts.every((account) => account.id !== own || account.trails === undefined),
  );
  if (absent !== undefined) return factUnread(snapshot, id, words.what, { account: absent, facts: "trails" });
  const partly = judged.some(({ wants }) => wants.every(({ known }) => !known));
  const [gap] = gapsIn(snapshot, id, "trails", words.what);
  if (partly || gap !== undefined)
    return gap === undefined ? say("unknown", words.partly) : { ...gap, subject: id };
  return best === undefined ? say("fail", words.none, fixes.make) : say("fail", words.wanting, fixes.mend);
}

const shownTrails = 5;

const words = {
  on: {
    en: "{account}: the trail {trail} logs in every region, is validated, goes to a locked bucket of the office, and keeps who touched {count, plural, one {the asset} other {each of the # assets}} here.",
    fr: "{account} : le journal {trail} consigne dans toutes les régions, est validé, va dans un compartiment verrouillé du bureau, et garde qui a touché {count, plural, one {l’élément à protéger} other {chacun des # éléments à protéger}} ici.",
  },
  management: {
    en: "{account}: the trail {trail} logs in every region, is validated and goes to a locked bucket of the office; no asset whose items it would have to watch stands here.",
    fr: "{account} : le journal {trail} consigne dans toutes les régions, est validé et va dans un compartiment verrouillé du bureau ; aucun élément dont il devrait suivre les enregistrements ne se trouve ici.",
  },
  none: {
    en: "{account}: no trail logs what is done in this account.",
    fr: "{account} : aucun journal ne consigne ce qui se fait dans ce compte.",
  },
  wanting: {
    en: "{account}: no trail is whole; the best, {trail}, lacks: {wants}.",
    fr: "{account} : aucun journal n’est complet ; au meilleur, {trail}, il manque : {wants}.",
  },
  partly: {
    en: "{account}: the trail {trail} may be whole, but this was not read: {wants}.",
    fr: "{account} : le journal {trail} est peut-être complet, mais ceci n’a pas été lu : {wants}.",
  },
  what: {
    en: "whether a trail logs what is done in this account",
    fr: "si un journal consigne ce qui se fait dans ce compte",
  },
} satisfies Record<string, Words>;

const fixes = {
  make: {
    en: "Make a trail of the organisation, in all regions, with log file validation and data events for the roll’s table, the head, the exports, the vault and the mirrors (CloudTrail console: Trails, Create trail; the audit stack makes it).",
    fr: "Créez un journal de l’organisation, dans toutes les régions, avec validation des fichiers et événements de données pour la table de la liste, la table de la tête, les exports, le coffre et les miroirs (console CloudTrail : Journaux de suivi, Créer ; la pile d’audit le fait).",
  },
  mend: {
    en: "Change the trail {trail} (CloudTrail console: Trails): {wants}. Then find out who turned it off, and when (StopLogging, UpdateTrail, PutEventSelectors).",
    fr: "Modifiez le journal {trail} (console CloudTrail : Journaux de suivi) : {wants}. Cherchez ensuite qui l’a désactivé et quand (StopLogging, UpdateTrail, PutEventSelectors).",
  },
} satisfies Record<string, Words>;
