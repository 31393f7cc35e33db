import { noLife, withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { factUnread, gapsIn } from "../../lib/audit/unread.ts";
import type { Words } from "../../lib/base/words.ts";
import type { Account, Credentials, Snapshot } from "../../lib/snapshot/model.ts";

export const peopleMfa: Check = {
  id: "people-mfa",
  title: {
    en: "Does everybody who signs in with a password also need a second factor?",
    fr: "Quiconque se connecte avec un mot de passe doit-il aussi présenter un second facteur ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends restricting access to voter-registration systems. A password alone is guessed, reused or phished; then whatever its owner may do, a stranger may. The root of an account may do everything.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux systèmes d’inscription des électeurs. Un mot de passe seul se devine, se réutilise ou se soutire par hameçonnage ; un inconnu peut alors tout ce que peut son titulaire. La racine d’un compte, elle, peut tout.",
  },
  severity: "high",
  judge: ({ snapshot }) => {
    const none = withoutAccounts(snapshot);
    if (none !== undefined) return [none];
    if (snapshot.source === "template") return [noLife];
    return snapshot.accounts.flatMap((account) => judgeAccount(account, snapshot));
  },
};

function judgeAccount({ id, credentials }: Account, snapshot: Snapshot): readonly Verdict[] {
  if (credentials === undefined)
    return [factUnread(snapshot, id, words.what, { account: id, facts: "credentials" })];
  const people = credentials.filter(({ password }) => password);
  const bare = people.filter(({ mfa }) => !mfa);
  const fails = bare.map((person) => judgePerson(person, id));
  const gaps = gapsIn(snapshot, id, "credentials", words.what);
  if (!credentials.some(isRoot))
    return [
      ...fails,
      ...gaps,
      factUnread(snapshot, id, words.whatRoot, { account: id, facts: "credentials" }),
    ];
  if (fails.length + gaps.length > 0) return [...fails, ...gaps];
  const args = { account: id, people: people.length };
  return [{ status: "pass", subject: id, words: words.all, args, evidence: { people: people.length } }];
}

function judgePerson(person: Credentials, account: string): Verdict {
  const { user, createdAt, passwordLastUsedAt } = person;
  return {
    status: "fail",
    subject: user,
    words: isRoot(person) ? words.root : words.bare,
    args: { user, account },
    evidence: { mfa: false, createdAt, passwordLastUsedAt },
    fix: { words: isRoot(person) ? fixes.root : fixes.person },
  };
}

function isRoot({ user }: Credentials): boolean {
  return user.endsWith(":root");
}

const words = {
  all: {
    en: "{account}: {people, plural, =0 {nobody signs in with a password} one {the only one who signs in with a password needs} other {all # who sign in with a password need}}{people, plural, =0 {} other { a second factor}}.",
    fr: "{account} : {people, plural, =0 {personne ne se connecte avec un mot de passe} one {la seule personne qui se connecte avec un mot de passe doit présenter} other {les # personnes qui se connectent avec un mot de passe doivent présenter}}{people, plural, =0 {} other { un second facteur}}.",
  },
  bare: {
    en: "{user}: a password alone opens this user; no second factor is set up.",
    fr: "{user} : un mot de passe seul ouvre cet utilisateur ; aucun second facteur n’est en place.",
  },
  root: {
    en: "{user}: the root of account {account}, which may do everything, is opened by a password alone.",
    fr: "{user} : la racine du compte {account}, qui peut tout, s’ouvre par un mot de passe seul.",
  },
  what: {
    en: "who signs in there with a password alone",
    fr: "qui s’y connecte avec un mot de passe seul",
  },
  whatRoot: {
    en: "whether the root of the account has a second factor",
    fr: "si la racine du compte a un second facteur",
  },
} satisfies Record<string, Words>;

const fixes = {
  person: {
    en: "Let people sign in through the office’s identity provider, which asks for a second factor, and delete this password. Until then, set up a security key or passkey for the user (IAM console: Users, Security credentials, Assign MFA device).",
    fr: "Faites passer les personnes par le fournisseur d’identité du bureau, qui exige un second facteur, et supprimez ce mot de passe. D’ici là, ajoutez une clé de sécurité ou une clé d’accès (passkey) à l’utilisateur (console IAM : Utilisateurs, Informations d’identification de sécurité, Attribuer un dispositif MFA).",
  },
  root: {
    en: "Sign in as the root, set up two security keys (account menu: Security credentials), and keep them at two places; or let the organisation take the root’s password away (IAM console: Root access management).",
    fr: "Connectez-vous comme racine, ajoutez deux clés de sécurité (menu du compte : Informations d’identification de sécurité) et gardez-les en deux lieux ; ou laissez l’organisation retirer le mot de passe de la racine (console IAM : Gestion de l’accès racine).",
  },
} satisfies Record<string, Words>;
