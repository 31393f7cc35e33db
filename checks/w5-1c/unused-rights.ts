import { noLife, withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { factUnread, gapsIn } from "../../lib/audit/unread.ts";
import { unusedRights as unusedIn, type Unused } from "../../lib/audit/unused.ts";
import type { Words } from "../../lib/base/words.ts";
import type { Account } from "../../lib/snapshot/model.ts";

const dayMs = 86_400_000;
const named = 5;
const shown = 100;

export const unusedRights: Check = {
  id: "unused-rights",
  title: {
    en: "Does everybody use the rights that they hold?",
    fr: "Chacun utilise-t-il les droits qu’il détient ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access be restricted to the rights that a task needs. A right that nobody used in months is one that the task did not need: it serves only whoever steals the identity.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux droits qu’exige une tâche. Un droit que personne n’a utilisé depuis des mois n’était pas nécessaire à la tâche : il ne sert qu’à qui volerait l’identité.",
  },
  severity: "low",
  judge: (input) => {
    const { snapshot } = input;
    const none = withoutAccounts(snapshot);
    if (none !== undefined) return [none];
    if (snapshot.source === "template") return [noLife];
    return snapshot.accounts.flatMap((account) => judgeAccount(account, input));
  },
};

function judgeAccount(account: Account, input: CheckInput): readonly Verdict[] {
  const { id, lastAccessed } = account;
  const { snapshot, contract, objectives, now } = input;
  if (lastAccessed === undefined)
    return [factUnread(snapshot, id, words.what, { account: id, facts: "last-accessed" })];
  const days = objectives.unusedRightDays;
  const takenAt = Date.parse(snapshot.takenAt);
  const unused = unusedIn(account, contract, { days, until: takenAt });
  const failed = unused.flatMap((one) => verdictOf(one, input));
  const silent = silentIn(account).map((principal): Verdict => ({
    status: "unknown",
    subject: principal,
    words: words.silent,
    args: { principal },
  }));
  const found = [...failed, ...silent, ...gapsIn(snapshot, id, "last-accessed", words.what)];
  if (found.length > 0) return found;
  const outdated = now.getTime() - takenAt > days * dayMs;
  const args = { account: id, count: lastAccessed.length, days, takenAt: snapshot.takenAt };
  const evidence = { identities: lastAccessed.length, unusedRightDays: days };
  return outdated
    ? [{ status: "unknown", subject: id, words: words.outdated, args, evidence, fix: { words: fixes.look } }]
    : [{ status: "pass", subject: id, words: words.used, args, evidence }];
}

/** None where the engine proves that nothing of it is allowed: a boundary or a deny has taken it away already. */
function verdictOf({ principal, since, services, actions }: Unused, input: CheckInput): readonly Verdict[] {
  const may = (action: string) =>
    input.access.can(principal, { actions: [action], resources: ["*"] }).verdict !== "no";
  const open = services.filter(({ service }) => may(`${service}:*`));
  const single = actions.filter(({ action }) => may(action));
  if (open.length + single.length === 0) return [];
  const days = input.objectives.unusedRightDays;
  const list = [...open.map(({ service }) => service), ...single.map(({ action }) => action)];
  return [
    {
      status: "fail",
      subject: principal,
      words: words.unused,
      args: {
        principal,
        days,
        since: since.slice(0, 10),
        services: open.length,
        actions: single.length,
        list: list.slice(0, named).join(", "),
        more: Math.max(0, list.length - named),
      },
      evidence: {
        observedSince: since,
        observedUntil: input.snapshot.takenAt,
        unusedRightDays: days,
        services: open.slice(0, shown),
        actions: single.slice(0, shown),
      },
      fix: { words: fixes.take, args: { principal } },
    },
  ];
}

/** Who has policies, and for whom IAM listed no service at all: nothing can be said of their use. */
function silentIn({ authorizationDetails: details, lastAccessed = [] }: Account): readonly string[] {
  const silent = new Set(
    lastAccessed.flatMap(({ principal, services }) => (services.length === 0 ? [principal] : [])),
  );
  const users = details.UserDetailList.filter(
    (user) => count(user.UserPolicyList, user.AttachedManagedPolicies, user.GroupList) > 0,
  );
  const roles = details.RoleDetailList.filter(
    (role) => count(role.RolePolicyList, role.AttachedManagedPolicies) > 0,
  );
  return [...users, ...roles].flatMap(({ Arn }) => (silent.has(Arn) ? [Arn] : []));
}

function count(...lists: readonly (readonly unknown[] | undefined)[]): number {
  return lists.reduce((sum, list) => sum + (list?.length ?? 0), 0);
}

const words = {
  used: {
    en: "{account}: {count, plural, =0 {no user and no role was there} one {the only user or role used} other {all # users and roles used}}{count, plural, =0 {} other { every service that it may use and that no task of the contract needs, within {days} days}}.",
    fr: "{account} : {count, plural, =0 {aucun utilisateur ni rôle ne s’y trouvait} one {le seul utilisateur ou rôle a utilisé} other {les # utilisateurs et rôles ont utilisé}}{count, plural, =0 {} other { tout service qui lui est ouvert et dont aucune tâche du contrat n’a besoin, depuis moins de {days} jours}}.",
  },
  unused: {
    en: "{principal} did not use {services, plural, =0 {} one {one service} other {# services}}{services, plural, =0 {} other {{actions, plural, =0 {} other { and }}}}{actions, plural, =0 {} one {one action} other {# actions}} that it may use, for more than {days} days (observed since {since}): {list}{more, plural, =0 {} other { and # more}}.",
    fr: "{principal} n’a pas utilisé {services, plural, =0 {} one {un service} other {# services}}{services, plural, =0 {} other {{actions, plural, =0 {} other { et }}}}{actions, plural, =0 {} one {une action} other {# actions}} qui lui {services, plural, =0 {{actions, plural, one {est ouverte} other {sont ouvertes}}} one {{actions, plural, =0 {est ouvert} other {sont ouverts}}} other {sont ouverts}}, depuis plus de {days} jours (observation depuis le {since}) : {list}{more, plural, =0 {} other { et # de plus}}.",
  },
  silent: {
    en: "{principal} has policies, but IAM listed no service that they allow: nothing is known of what it uses.",
    fr: "{principal} a des politiques, mais IAM n’a listé aucun service qu’elles permettent : on ne sait rien de ce qu’il utilise.",
  },
  outdated: {
    en: "{account}: every right was in use when the snapshot was taken ({takenAt}); that is more than {days} days ago, and nobody has looked since.",
    fr: "{account} : chaque droit servait quand l’instantané a été pris ({takenAt}) ; c’était il y a plus de {days} jours, et personne n’a regardé depuis.",
  },
  what: {
    en: "what its users and roles last used of their rights",
    fr: "ce que ses utilisateurs et ses rôles ont utilisé de leurs droits",
  },
} satisfies Record<string, Words>;

const fixes = {
  take: {
    en: "Ask who answers for {principal} whether these are still needed; take away what is not (the evidence lists them, rollward access repair --unused proposes the change).",
    fr: "Demandez à qui répond de {principal} si cela reste nécessaire ; retirez ce qui ne l’est pas (les preuves en donnent la liste, rollward access repair --unused propose le changement).",
  },
  look: {
    en: "Take a new snapshot of the accounts and audit that.",
    fr: "Prenez un nouvel instantané des comptes et auditez celui-là.",
  },
} satisfies Record<string, Words>;
