import { isRecord } from "../../base/json.ts";
import { printable, say, type Lang } from "../../base/words.ts";
import { meet, patternOf, type Work } from "../../iam/globs.ts";
import { askedPattern } from "../../iam/who/question.ts";
import type { Account, Snapshot } from "../../snapshot/model.ts";
import { accessWords as words } from "./access-words.ts";

/** Steps that all comparisons together may take; whoever writes patterns beyond that is not told what is unseen. */
const steps = 200_000;

/**
 * Those of `resources` of which the snapshot has seen none. That nobody can touch what is not there is proved, and
 * means nothing where a name was mistyped.
 */
export function unseenResources({ accounts }: Snapshot, resources: readonly string[]): readonly string[] {
  const seen = [...new Set(accounts.flatMap(seenIn))].map((arn) => patternOf(arn));
  const work: Work = { left: steps };
  return resources.filter((asked) => {
    const pattern = askedPattern(asked);
    return asked !== "*" && !seen.some((each) => meet(pattern, each, work));
  });
}

/** One sentence about all of them; `undefined` when there is none. */
export function unseenRemark(unseen: readonly string[], lang: Lang): string | undefined {
  if (unseen.length === 0) return undefined;
  return say(words.unseen, lang, {
    count: unseen.length,
    resources: unseen.slice(0, 5).map(printable).join(", "),
  });
}

/** Every resource that the account shows, and what is in it: objects, indexes, versions. */
function seenIn(account: Account): readonly string[] {
  const { buckets = [], tables = [], keys = [], functions = [], trails = [], routes = [] } = account;
  const { workloads = [], resourcePolicies } = account;
  const whole = [
    ...[buckets, tables, keys, functions, trails].flatMap((list) => list.map(({ arn }) => arn)),
    ...routes.map(({ api }) => api),
    ...workloads.map(({ resource }) => resource),
    ...resourcePolicies.map(({ resource }) => resource),
  ];
  return [...whole.flatMap((arn) => [arn, `${arn}/*`, `${arn}:*`]), ...identitiesOf(account)];
}

function identitiesOf({ authorizationDetails }: Account): readonly string[] {
  if (!isRecord(authorizationDetails)) return [];
  return Object.values(authorizationDetails).flatMap((list) =>
    Array.isArray(list)
      ? list.flatMap((each: unknown) =>
          isRecord(each) && typeof each["Arn"] === "string" ? [each["Arn"]] : [],
        )
      : [],
  );
}
