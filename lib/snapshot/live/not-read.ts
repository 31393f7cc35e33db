import { say, type Lang } from "../../base/words.ts";
import type { FactKind, Unread } from "../model.ts";
import { liveWords, notReadWords } from "./live-words.ts";

const kinds = ["workloads", "tables", "keys", "functions", "routes", "trails", "organization"] as const;

/**
 * Services whose resources carry policies that are not read, as ARNs name them. `s3` are access points: the policies
 * of buckets are read, and their ARNs name no account.
 */
const policyBearers = ["dynamodb", "kinesis", "kms", "lambda", "s3", "secretsmanager", "sns", "sqs"] as const;

/**
 * What this version does not read of a live account: said for every account, one entry a kind, so that no check takes
 * its absence for "there is none". Of policies on resources only those of buckets are read.
 *
 * @param account twelve digits
 * @param partition such as `aws`, for ARNs
 */
export function notRead(account: string, partition: string, lang: Lang): readonly Unread[] {
  const why = say(liveWords.notRead, lang);
  const entry = (what: string, facts: FactKind, resource?: string): Unread => ({
    what,
    why,
    account,
    facts,
    ...(resource === undefined ? {} : { resource }),
  });
  return [
    ...kinds.map((kind) => entry(say(notReadWords[kind], lang, { account }), kind)),
    ...policyBearers.map((service) =>
      entry(
        say(notReadWords.resourcePolicies, lang, { account, service }),
        "resource-policies",
        `arn:${partition}:${service}:*:${account}:*`,
      ),
    ),
    // The block of the whole account is S3 Control's, another service; its resource is the account itself.
    entry(
      say(notReadWords.publicAccess, lang, { account }),
      "buckets",
      `arn:${partition}:iam::${account}:root`,
    ),
  ];
}
