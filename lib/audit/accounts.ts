import type { Snapshot } from "../snapshot/model.ts";
import type { Verdict } from "./finding.ts";

/** True when a snapshot holds at least one cloud account. */
export function accountsRead({ accounts }: Snapshot): boolean {
  return accounts.length > 0;
}

/** The verdict of every check of accounts when none was looked at: a snapshot of mirrors alone. */
export const noAccounts: Verdict = {
  status: "not-applicable",
  subject: "accounts",
  words: {
    en: "This snapshot holds no cloud account: no account was read, so there is none to judge.",
    fr: "Cet instantané ne contient aucun compte infonuagique : aucun compte n’a été lu, il n’y en a donc aucun à juger.",
  },
};

/**
 * What a check of accounts says when there are none: `noAccounts`, or `unknown` where accounts were asked for and not
 * one could be read. `undefined` when there are accounts.
 */
export function withoutAccounts(snapshot: Snapshot): Verdict | undefined {
  if (accountsRead(snapshot)) return undefined;
  const refused = (snapshot.unread ?? []).find(
    ({ account, facts }) => account !== undefined || facts !== undefined,
  );
  if (refused === undefined) return noAccounts;
  const { what, why } = refused;
  return {
    status: "unknown",
    subject: "accounts",
    words: {
      en: "No cloud account could be read ({what}: {why}), so nothing is known of them.",
      fr: "Aucun compte infonuagique n’a pu être lu ({what} : {why}) ; on n’en sait donc rien.",
    },
    args: { what, why },
  };
}

/** The verdict of a check that asks about life (sign-ins, last use), when the accounts are those of templates. */
export const noLife: Verdict = {
  status: "not-applicable",
  subject: "accounts",
  words: {
    en: "These accounts were read from templates, where nobody has signed in or used a key yet; audit the live accounts to ask this.",
    fr: "Ces comptes ont été lus dans des modèles, où personne ne s’est encore connecté ni n’a utilisé de clé ; auditez les comptes réels pour poser cette question.",
  },
};
