import { deedGaps, whoCanAll } from "../../lib/audit/apart.ts";
import { tellApart } from "../../lib/audit/apart-telling.ts";
import { withoutAccounts } from "../../lib/audit/accounts.ts";
import { holding, observations } from "../../lib/audit/backups.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import { cut } from "../../lib/audit/cut.ts";
import { destructionOf } from "../../lib/audit/destruction.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { standing, standsWhole } from "../../lib/audit/standing.ts";
import type { Words } from "../../lib/base/words.ts";
import { sameMirror } from "../../lib/contract/mirror-places.ts";

export const loneDestroyer: Check = {
  id: "lone-destroyer",
  title: {
    en: "Is there nobody who can destroy the roll, the vault and every mirror alone?",
    fr: "N’y a-t-il personne qui puisse détruire seul la liste, le coffre et tous les miroirs ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access be restricted to the rights that a task needs. One stolen session that reaches the roll and every copy of it ends the election; one copy out of its reach saves it.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux droits qu’exige une tâche. Une seule session volée qui atteint la liste et toutes ses copies met fin à l’élection ; une seule copie hors de sa portée la sauve.",
  },
  severity: "critical",
  judge: (input) => {
    const none = withoutAccounts(input.snapshot);
    return none === undefined ? judgeAll(input) : [none];
  },
};

function judgeAll(input: CheckInput): readonly Verdict[] {
  const { outsideMirrors } = input.contract;
  const safe = seenOutside(input);
  const deeds = destructionOf(input.contract);
  const found = whoCanAll(input, deeds);
  const args = {
    asked: input.access.principals.length,
    mirror: safe[0] ?? outsideMirrors[0] ?? "",
    count: found.length,
  };
  const evidence = {
    ...cut(
      "destroyers",
      found.map(({ principal }) => principal),
    ),
    ...cut("outside", outsideMirrors),
  };
  // A copy out of everybody’s reach settles it, whatever else was not read.
  if (safe.length > 0) return [{ status: "pass", subject: "roll", words: words.saved, args, evidence }];
  const gaps = deedGaps(input, deeds, ["roll", "vault", "mirrors"]);
  // Whoever reaches all that is known may be far from all that there is.
  const kinds: readonly string[] = deeds.flatMap(({ assets }) => assets.map(({ key }) => key));
  if (
    !kinds.includes("roll") ||
    !kinds.includes("vault") ||
    (!kinds.includes("mirrors") && outsideMirrors.length === 0)
  )
    return gaps;
  if (found.length === 0 && gaps.length === 0)
    return [{ status: "pass", subject: "roll", words: words.nobody, args, evidence }];
  const told = tellApart(input, invariant, found);
  return [...told.map((verdict) => heldOpen(verdict, outsideMirrors)), ...gaps];
}

/** Outside mirrors that were read for this snapshot and hold their newest set whole. */
function seenOutside({ snapshot, contract }: CheckInput): readonly string[] {
  return observations(snapshot)
    .filter((seen) => contract.outsideMirrors.some((url) => sameMirror(url, seen.mirror.url)))
    .filter((seen) => holding(seen) !== undefined && standsWhole(standing(seen)))
    .map(({ mirror }) => mirror.url);
}

/** Where a copy stands outside that was not seen whole, it is not known whether all can be destroyed. */
function heldOpen(verdict: Verdict, [mirror]: readonly string[]): Verdict {
  if (mirror === undefined || verdict.status !== "fail") return verdict;
  const { subject, words: said, args, evidence } = verdict;
  return {
    status: "unknown",
    subject,
    words: { en: `${said.en} ${words.unseen.en}`, fr: `${said.fr} ${words.unseen.fr}` },
    args: { ...args, mirror },
    ...(evidence !== undefined && { evidence }),
    fix: { words: words.look, args: { principal: args?.["names"] ?? subject } },
  };
}

const words = {
  nobody: {
    en: "No single user or role can destroy the roll, the vault and every mirror, before escalation or after ({asked} asked).",
    fr: "Aucun utilisateur ni rôle ne peut à lui seul détruire la liste, le coffre et tous les miroirs, ni avant ni après escalade de privilèges ({asked} examinés).",
  },
  saved: {
    en: "{mirror} stands outside these accounts and holds its newest set: it outlives {count, plural, =0 {whatever happens in them; nobody can destroy all the rest alone, before escalation or after} one {the one principal who can destroy all the rest, before escalation or after} other {the # principals who can each destroy all the rest, before escalation or after}}.",
    fr: "{mirror} se trouve hors de ces comptes et contient son jeu le plus récent : il survit {count, plural, =0 {à tout ce qui s’y passe ; personne ne peut détruire seul tout le reste, avant ou après escalade de privilèges} one {au seul titulaire qui peut détruire tout le reste, avant ou après escalade de privilèges} other {aux # titulaires qui peuvent chacun détruire tout le reste, avant ou après escalade de privilèges}}.",
  },
  deeds: {
    en: "destroy the roll, the vault and every mirror alone, or close their accounts",
    fr: "détruire seul la liste, le coffre et tous les miroirs, ou fermer leurs comptes",
  },
  unseen: {
    en: "{mirror} stands outside these accounts, but it was not seen whole for this snapshot.",
    fr: "{mirror} se trouve hors de ces comptes, mais n’a pas été vu intact pour cet instantané.",
  },
  fix: {
    en: "Take from {principal} the rights over one of the accounts, and keep a mirror outside the organisation (rollward mirror fills it).",
    fr: "Retirez à {principal} les droits sur l’un des comptes, et tenez un miroir hors de l’organisation (rollward mirror le remplit).",
  },
  look: {
    en: "Read the outside mirror too (--mirror), so that the audit sees that it holds the sets; or take from {principal} the rights over one of the accounts.",
    fr: "Lisez aussi le miroir extérieur (--mirror), pour que l’audit voie qu’il contient les jeux ; ou retirez à {principal} les droits sur l’un des comptes.",
  },
} satisfies Record<string, Words>;

const invariant = { deeds: words.deeds, fix: words.fix, shownBy: 0 };
