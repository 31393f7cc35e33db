import { say, type Args, type Lang, type Words } from "../base/words.ts";
import type { Config } from "../contract/config.ts";
import { escalationPaths } from "../iam/reach/paths.ts";
import type { Snapshot } from "../snapshot/model.ts";
import { observations } from "./backups.ts";
import type { Check } from "./check.ts";
import { allDevices } from "./places.ts";
import { noteSentences } from "./unseen-notes.ts";

/**
 * What an audit did not look at, one sentence each, so that nobody takes silence for a pass: what the snapshot could
 * not read, what it never read, and the checks that were left out.
 */
export function notLookedAt(
  snapshot: Snapshot,
  all: readonly Check[],
  run: readonly Check[],
  lang: Lang,
  config?: Config,
): readonly string[] {
  const backups = snapshot.backups ?? [];
  const sentences: string[] = [];
  const add = (sentence: Words, args: Args = {}): void => void sentences.push(say(sentence, lang, args));

  for (const told of strayAccounts(snapshot, config)) add(words.stray, told);
  // Gaps of several resources may be told in the same words.
  const unread = (snapshot.unread ?? []).map(({ what, why }) => say(words.unread, lang, { what, why }));
  sentences.push(...new Set(unread));
  const left = all.filter((check) => !run.includes(check)).map(({ id }) => id);
  if (left.length > 0) add(words.leftOut, { count: left.length, checks: left.join(", ") });
  const seen = observations(snapshot);
  const noted = (code: string): boolean =>
    seen.some(({ mirror }) => mirror.notes.some((note) => note.code === code));
  if (snapshot.nowGiven) add(words.clock, { takenAt: snapshot.takenAt });
  for (const observedAt of oddMoments(snapshot))
    add(words.oddMoment, { observedAt, takenAt: snapshot.takenAt });
  if (backups.some(({ quick }) => quick) || noted("parts-not-read")) add(words.quick);
  if (backups.some(({ rollbackChecked }) => !rollbackChecked) || noted("rollback-unseen"))
    add(words.rollback);
  if (backups.some(({ trust }) => trust.kind === "public-key") || noted("chain-unpinned"))
    add(words.unpinned);
  sentences.push(...noteSentences(seen, lang));
  const places = seen.flatMap(({ mirror: { place } }) => (place === undefined ? [] : [place]));
  if (allDevices(places)) add(words.devices, { count: new Set(places.map(({ id }) => id)).size });
  if (backups.length > 0) add(words.opened);
  const count = snapshot.accounts.length;
  add(count === 0 ? words.accounts : words.escalation, { count, paths: escalationPaths.length });
  if (count > 0 && snapshot.source === "template") add(words.templates);
  add(words.otherPractices);
  return sentences;
}

const shownAccounts = 10;

/** Accounts that the configuration names and nobody read, while others were read that it does not name: often one digit. */
function strayAccounts({ accounts }: Snapshot, config: Config | undefined): readonly Args[] {
  const named = new Set(config?.accounts === undefined ? [] : Object.values<string>({ ...config.accounts }));
  const read = new Set(accounts.map(({ id }) => id));
  if (read.size === 0) return [];
  const others = [...read].filter((id) => !named.has(id)).sort();
  return [...named]
    .filter((id) => !read.has(id))
    .map((account) => ({
      account,
      count: others.length,
      others: others.slice(0, shownAccounts).join(", "),
    }));
}

const dayMs = 86_400_000;
const skewMs = 5 * 60_000;

/** Moments at which mirrors were seen before the snapshot began, or more than a day after: a clock was wrong, or a file was edited. */
function oddMoments({ takenAt, backups }: Snapshot): readonly string[] {
  const taken = Date.parse(takenAt);
  const moments = (backups ?? []).map(({ observedAt }) => observedAt);
  return moments.filter((moment) => {
    const lag = Date.parse(moment) - taken;
    return !(lag >= -skewMs && lag <= dayMs);
  });
}

const words = {
  stray: {
    en: "The configuration names account {account}, which was not read{count, plural, =0 {} one {; account {others} was read and is not in the configuration} other {; # accounts were read that are not in the configuration: {others}}}.",
    fr: "La configuration nomme le compte {account}, qui n’a pas été lu{count, plural, =0 {} one { ; le compte {others} a été lu et ne figure pas dans la configuration} other { ; # comptes ont été lus qui ne figurent pas dans la configuration : {others}}}.",
  },
  unread: { en: "{what}: {why}", fr: "{what} : {why}" },
  leftOut: {
    en: "{count, plural, one {One check was} other {# checks were}} left out by --practice or --only: {checks}.",
    fr: "{count, plural, one {Un contrôle a été écarté} other {# contrôles ont été écartés}} par --practice ou --only : {checks}.",
  },
  quick: {
    en: "The bytes of the sets: the mirrors were read with --quick.",
    fr: "Les octets des jeux : les miroirs ont été lus avec --quick.",
  },
  rollback: {
    en: "Whether sets were withdrawn since the last look: that takes the notes of an earlier run (--state).",
    fr: "Si des jeux ont été retirés depuis la dernière fois : il y faut les notes d’une exécution antérieure (--state).",
  },
  unpinned: {
    en: "Whether office, chain and recipients are the right ones: only a public key was given, and a trust file would name them (--trust).",
    fr: "Si le bureau, la chaîne et les destinataires sont les bons : seule une clé publique a été donnée, un fichier de confiance les nommerait (--trust).",
  },
  clock: {
    en: "Whether the snapshot’s times are true: its own clock was set by --now ({takenAt}), so they are as good as whoever set it.",
    fr: "Si les heures de l’instantané sont vraies : son horloge a été réglée par --now ({takenAt}) ; elles valent ce que vaut celui qui l’a réglée.",
  },
  oddMoment: {
    en: "Why mirrors were seen at {observedAt} in a snapshot taken at {takenAt}: a clock was wrong, the reading took more than a day, or the file was edited.",
    fr: "Pourquoi des miroirs ont été vus à {observedAt} dans un instantané pris à {takenAt} : une horloge se trompait, la lecture a pris plus d’un jour, ou le fichier a été modifié.",
  },
  devices: {
    en: "Whether the {count} devices that the mirrors are on stand in two buildings: one machine read them all, and that cannot be seen from there.",
    fr: "Si les {count} périphériques qui portent les miroirs se trouvent dans deux bâtiments : une seule machine les a tous lus, et cela ne peut pas se voir de là.",
  },
  opened: {
    en: "Whether the sets open: only someone who holds a recovery identity can try (rollward verify --identity).",
    fr: "Si les jeux s’ouvrent : seul un détenteur d’une identité de secours peut l’essayer (rollward verify --identity).",
  },
  accounts: {
    en: "The cloud accounts: who may read, alter or destroy the roll and its backups.",
    fr: "Les comptes infonuagiques : qui peut lire, modifier ou détruire la liste et ses sauvegardes.",
  },
  escalation: {
    en: "Other ways to more rights than the {paths} that the table of escalation knows, in {count, plural, one {the cloud account} other {the # cloud accounts}}; and what root users, people behind an identity provider and AWS’s own services can do.",
    fr: "D’autres moyens d’obtenir plus de droits que les {paths} que connaît la table des escalades, dans {count, plural, one {le compte infonuagique} other {les # comptes infonuagiques}} ; et ce que peuvent les utilisateurs racine, les personnes derrière un fournisseur d’identité et les services d’AWS eux-mêmes.",
  },
  templates: {
    en: "What people and other accounts do outside these templates: they show what would be made, not what is there, nor what was changed by hand since.",
    fr: "Ce que font les personnes et les autres comptes en dehors de ces modèles : ils montrent ce qui serait créé, non ce qui existe, ni ce qui a été changé à la main depuis.",
  },
  otherPractices: {
    en: "The workshops’ other recommendations, such as paper backups and pollbooks.",
    fr: "Les autres recommandations des ateliers, comme les sauvegardes sur papier et les listes d’émargement.",
  },
} satisfies Record<string, Words>;
