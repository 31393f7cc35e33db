import { noLife, withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { factUnread, gapsIn } from "../../lib/audit/unread.ts";
import type { Words } from "../../lib/base/words.ts";
import type { Account, Credentials } from "../../lib/snapshot/model.ts";

const dayMs = 86_400_000;
const shownKeys = 10;

export const idleKeys: Check = {
  id: "idle-keys",
  title: {
    en: "Are there no access keys that nobody uses, and none of the root?",
    fr: "N’y a-t-il aucune clé d’accès que personne n’utilise, et aucune de la racine ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access be restricted to the rights that a task needs. A key that nobody uses serves no task, and nobody notices when it is stolen. A key of the root opens everything and cannot be limited.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux droits qu’exige une tâche. Une clé que personne n’utilise ne sert aucune tâche, et nul ne remarque son vol. Une clé de la racine ouvre tout et ne peut pas être limitée.",
  },
  severity: "medium",
  judge: (input) => {
    const { snapshot } = input;
    const none = withoutAccounts(snapshot);
    if (none !== undefined) return [none];
    if (snapshot.source === "template") return [noLife];
    return snapshot.accounts.flatMap((account) => judgeAccount(account, input));
  },
};

function judgeAccount({ id, credentials }: Account, input: CheckInput): readonly Verdict[] {
  const { snapshot, objectives } = input;
  if (credentials === undefined)
    return [factUnread(snapshot, id, words.what, { account: id, facts: "credentials" })];
  const found = [
    ...credentials.flatMap((one) => judgeUser(one, input)),
    ...gapsIn(snapshot, id, "credentials", words.what),
  ];
  if (found.length > 0) return found;
  const keys = credentials.flatMap(({ accessKeys }) => accessKeys.filter(({ active }) => active)).length;
  const args = { account: id, keys, days: objectives.idleKeyDays };
  return [{ status: "pass", subject: id, words: words.used, args, evidence: { activeKeys: keys } }];
}

/** One verdict for a user with an idle key, or one that is idle by now; none for the others. */
function judgeUser(
  { user, accessKeys }: Credentials,
  { snapshot, objectives, now }: CheckInput,
): readonly Verdict[] {
  const active = accessKeys.filter((key) => key.active);
  const limit = objectives.idleKeyDays * dayMs;
  // A time that cannot be read compares as NaN, and NaN counts as idle.
  const idleAt = (moment: number) =>
    active.filter(({ createdAt, lastUsedAt }) => !(moment - Date.parse(lastUsedAt ?? createdAt) <= limit));
  const idle = idleAt(Date.parse(snapshot.takenAt));
  const idleSince = idleAt(now.getTime());
  const args = { user, count: idle.length, days: objectives.idleKeyDays, takenAt: snapshot.takenAt };
  const say = (status: Verdict["status"], sentence: Words, keys: typeof active, fix: Words): Verdict => ({
    status,
    subject: user,
    words: sentence,
    args,
    evidence: {
      keys: keys.slice(0, shownKeys).map(({ createdAt, lastUsedAt }) => ({ createdAt, lastUsedAt })),
      idleKeyDays: objectives.idleKeyDays,
    },
    fix: { words: fix },
  });
  if (user.endsWith(":root") && active.length > 0) return [say("fail", words.root, active, fixes.root)];
  if (idle.length > 0) return [say("fail", words.idle, idle, fixes.idle)];
  if (idleSince.length > 0) return [say("unknown", words.outdated, idleSince, fixes.look)];
  return [];
}

const words = {
  used: {
    en: "{account}: {keys, plural, =0 {no user has an active access key} one {the only active access key was used or made} other {all # active access keys were used or made}}{keys, plural, =0 {} other { within {days} days}}.",
    fr: "{account} : {keys, plural, =0 {aucun utilisateur n’a de clé d’accès active} one {la seule clé d’accès active a été utilisée ou créée} other {les # clés d’accès actives ont été utilisées ou créées}}{keys, plural, =0 {} other { depuis moins de {days} jours}}.",
  },
  idle: {
    en: "{user}: {count, plural, one {an active access key was} other {# active access keys were}} not used for more than {days} days.",
    fr: "{user} : {count, plural, one {une clé d’accès active n’a pas servi} other {# clés d’accès actives n’ont pas servi}} depuis plus de {days} jours.",
  },
  root: {
    en: "{user}: the root of the account has an active access key, which opens everything.",
    fr: "{user} : la racine du compte a une clé d’accès active, qui ouvre tout.",
  },
  outdated: {
    en: "{user}: an access key was in use when the snapshot was taken ({takenAt}); nobody has looked since, and by now it may be idle for more than {days} days.",
    fr: "{user} : une clé d’accès servait quand l’instantané a été pris ({takenAt}) ; personne n’a regardé depuis, et elle est peut-être maintenant inutilisée depuis plus de {days} jours.",
  },
  what: {
    en: "which access keys are active there, and when they were last used",
    fr: "quelles clés d’accès y sont actives, et quand elles ont servi pour la dernière fois",
  },
} satisfies Record<string, Words>;

const fixes = {
  idle: {
    en: "Deactivate the key, wait a week for somebody to miss it, then delete it (IAM console: Users, Security credentials, Access keys).",
    fr: "Désactivez la clé, attendez une semaine que quelqu’un la réclame, puis supprimez-la (console IAM : Utilisateurs, Informations d’identification de sécurité, Clés d’accès).",
  },
  root: {
    en: "Sign in as the root and delete the key (account menu: Security credentials, Access keys). Whatever used it gets a role of its own.",
    fr: "Connectez-vous comme racine et supprimez la clé (menu du compte : Informations d’identification de sécurité, Clés d’accès). Ce qui l’utilisait reçoit un rôle à lui.",
  },
  look: {
    en: "Take a new snapshot of the accounts and audit that.",
    fr: "Prenez un nouvel instantané des comptes et auditez celui-là.",
  },
} satisfies Record<string, Words>;
