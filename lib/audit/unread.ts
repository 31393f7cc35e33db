import type { Args, Words } from "../base/words.ts";
import type { FactKind, Snapshot, Unread } from "../snapshot/model.ts";
import type { Verdict } from "./finding.ts";
import { literalWords } from "./literal.ts";

/** A fact that is looked for: which kind, of which account and resource, as far as known. */
export interface Wanted {
  readonly account?: string | undefined;
  /** ARN. */
  readonly resource?: string | undefined;
  readonly facts: FactKind;
}

/**
 * Why facts of this kind are missing, as the snapshot's `unread` tells it: the entry about the resource itself, else
 * one about all such facts of the account. An entry that names no account speaks of every one. Without `resource`
 * only entries that concern the whole account are taken. `undefined`: the snapshot gives no reason.
 */
export function unreadFor(snapshot: Snapshot, { account, resource, facts }: Wanted): Unread | undefined {
  const here = (snapshot.unread ?? []).filter(
    (entry) =>
      entry.facts === facts &&
      (entry.account === undefined || account === undefined || entry.account === account),
  );
  const own = resource === undefined ? undefined : here.find((entry) => entry.resource === resource);
  return own ?? here.find((entry) => entry.resource === undefined);
}

/**
 * `unknown` for each thing of an account that the snapshot names as not read: before an account passes as a whole,
 * nothing of it may be missing. One verdict for a resource; for the account, one with the account as its subject.
 */
export function gapsIn(
  snapshot: Snapshot,
  account: string,
  facts: FactKind,
  what: Words,
): readonly Verdict[] {
  const here = (snapshot.unread ?? []).filter(
    (entry) => entry.facts === facts && (entry.account === undefined || entry.account === account),
  );
  const subjects = new Set(here.map(({ resource }) => resource ?? account));
  return [...subjects].map((subject) =>
    factUnread(snapshot, subject, what, {
      account,
      resource: subject === account ? undefined : subject,
      facts,
    }),
  );
}

/** Why a fact is not there, in few words for the end of a sentence. */
export function reasonOf(snapshot: Snapshot, wanted: Wanted): Words {
  const unread = unreadFor(snapshot, wanted);
  if (unread !== undefined) {
    const { what, why } = unread;
    return literalWords({ en: `${what}: ${why}`, fr: `${what} : ${why}` });
  }
  const { account } = wanted;
  if (account !== undefined && snapshot.accounts.every(({ id }) => id !== account)) {
    return literalWords({
      en: `account ${account} is not in the snapshot`,
      fr: `le compte ${account} n’est pas dans l’instantané`,
    });
  }
  return reasonless;
}

const reasonless: Words = {
  en: "it is not among what was read",
  fr: "cela ne figure pas dans ce qui a été lu",
};

/**
 * `unknown` for want of a fact. `what` is a clause that ends a sentence: “whether …”, « si … ».
 */
export function factUnread(snapshot: Snapshot, subject: string, what: Words, wanted: Wanted): Verdict {
  const unread = unreadFor(snapshot, wanted);
  const args: Args = { subject, what, reason: reasonOf(snapshot, wanted) };
  return {
    status: "unknown",
    subject,
    words: words.unread,
    args,
    evidence: {
      facts: wanted.facts,
      ...(wanted.account === undefined ? {} : { account: wanted.account }),
      ...(unread === undefined ? {} : { unread: { what: unread.what, why: unread.why } }),
    },
    fix: { words: snapshot.source === "template" ? words.resolve : words.read },
  };
}

const words = {
  unread: {
    en: "{subject}: the snapshot does not say {what} ({reason}).",
    fr: "{subject} : l’instantané ne dit pas {what} ({reason}).",
  },
  read: {
    en: "Let the auditing role read it (rollward snapshot --policy prints the rights it needs), name every account of the office with --profile, then take a new snapshot and audit that.",
    fr: "Laissez le rôle d’audit le lire (rollward snapshot --policy affiche les droits qu’il lui faut), indiquez chaque compte du bureau avec --profile, puis prenez un nouvel instantané et auditez celui-là.",
  },
  resolve: {
    en: "Write it in the template as a fixed value, and give every stack of the office; or audit the live accounts.",
    fr: "Écrivez-le dans le modèle comme une valeur fixe, et donnez toutes les piles du bureau ; ou auditez les comptes réels.",
  },
} satisfies Record<string, Words>;
