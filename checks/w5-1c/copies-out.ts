import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import { copiesOfBucket, copiesOfTable, type Copies } from "../../lib/audit/copies.ts";
import { assetUnknown, bucketsOf, tablesOf } from "../../lib/audit/facts.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { sealedBuckets } from "../../lib/audit/sealed-buckets.ts";
import { factUnread, gapsIn } from "../../lib/audit/unread.ts";
import type { Words } from "../../lib/base/words.ts";

const shownPlaces = 10;

export const copiesOut: Check = {
  id: "copies-out",
  title: {
    en: "Does nothing copy the roll or its sets to a place that is not the office’s?",
    fr: "Rien ne copie-t-il la liste électorale ou ses jeux vers un lieu qui n’est pas au bureau ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends access by least privilege. A setting needs no right once it is made: replication, a stream to Kinesis or a function behind the table’s stream goes on copying every change, and whoever set it up need never come back.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande un accès selon le moindre privilège. Un réglage n’a plus besoin d’aucun droit une fois fait : une réplication, un flux vers Kinesis ou une fonction derrière le flux de la table continue de copier chaque modification, et qui l’a mis en place n’a plus jamais à revenir.",
  },
  severity: "critical",
  judge: (input) => {
    const none = withoutAccounts(input.snapshot);
    if (none !== undefined) return [none];
    const tables = tablesOf(input, "roll");
    const { buckets, gaps } = sealedBuckets(input);
    const sealed = new Set(buckets.map(({ arn }) => arn));
    const exports = bucketsOf(input, "roll").filter(({ arn }) => !sealed.has(arn));
    return [
      ...(tables.length === 0 ? [assetUnknown("roll", "table")] : []),
      ...gaps,
      ...tables.map((one) => judgeCopies(one.arn, copiesOfTable(one, input), true, input)),
      ...[...exports, ...buckets].map((one) =>
        judgeCopies(one.arn, copiesOfBucket(one, input), false, input),
      ),
    ];
  },
};

function judgeCopies(
  arn: string,
  { elsewhere, missing }: Copies,
  isTable: boolean,
  { snapshot }: CheckInput,
): Verdict {
  const args = { resource: arn, place: elsewhere[0] ?? "", count: elsewhere.length };
  const said = { subject: arn, args, evidence: { elsewhere: elsewhere.slice(0, shownPlaces) } };
  if (elsewhere.length > 0)
    return { status: "fail", words: words.out, ...said, fix: { words: words.fix, args } };
  const [first] = missing;
  if (first !== undefined) return factUnread(snapshot, arn, words.what, first);
  // A function that was not read may stand behind the table's stream.
  const gap = snapshot.accounts.flatMap(({ id }) => gapsIn(snapshot, id, "functions", words.what))[0];
  if (isTable && gap !== undefined) return { ...gap, subject: arn };
  return { status: "pass", words: words.home, ...said };
}

const words = {
  home: {
    en: "{resource}: no setting copies what is there to a place that is not the office’s.",
    fr: "{resource} : aucun réglage ne copie ce qui s’y trouve vers un lieu qui n’est pas au bureau.",
  },
  out: {
    en: "{resource}: what is there is copied to {place}{count, plural, one {} other { and other places, # in all}}, which the contract does not know as a place for it.",
    fr: "{resource} : ce qui s’y trouve est copié vers {place}{count, plural, one {} other { et d’autres lieux, # en tout}}, que le contrat ne connaît pas comme un lieu pour cela.",
  },
  what: {
    en: "whether a setting copies what is there elsewhere (replication, Kinesis, functions behind its stream)",
    fr: "si un réglage copie ailleurs ce qui s’y trouve (réplication, Kinesis, fonctions derrière son flux)",
  },
  fix: {
    en: "Find out who set it up, and when (CloudTrail: PutBucketReplication, EnableKinesisStreamingDestination, CreateEventSourceMapping), and take it away. What was copied is out: treat it as a leak. If {place} is the office’s own, name it in rollward.config.json (under assets, or its function’s role under tasks).",
    fr: "Cherchez qui l’a mis en place, et quand (CloudTrail : PutBucketReplication, EnableKinesisStreamingDestination, CreateEventSourceMapping), et supprimez-le. Ce qui a été copié est sorti : traitez-le comme une fuite. Si {place} est bien au bureau, nommez-le dans rollward.config.json (sous assets, ou le rôle de sa fonction sous tasks).",
  },
} satisfies Record<string, Words>;
