import { ListAccountAliasesCommand } from "@aws-sdk/client-iam";
import { failure } from "../../base/faults.ts";
import { say, type Lang } from "../../base/words.ts";
import type { AuthorizationDetails } from "../../iam/input.ts";
import type { Account, Credentials, Unread } from "../model.ts";
import { ask, half, type Asking } from "./ask.ts";
import { accountOf, readDetails } from "./authorization.ts";
import { withBoundaries } from "./boundaries.ts";
import { readBuckets } from "./buckets.ts";
import type { AccountClients, LiveClients } from "./clients.ts";
import { accountOfReport, parseCredentialReport } from "./credential-csv.ts";
import { readCredentialReport, type Report } from "./credential-report.ts";
import { whose } from "./credentials.ts";
import { collectGaps, type Gaps } from "./gaps.ts";
import { readLastAccessed } from "./last-accessed.ts";
import { liveFaults } from "./live-faults.ts";
import { whyHalf } from "./live-words.ts";
import { withPolicies } from "./managed-policies.ts";
import { notRead } from "./not-read.ts";

export interface ReadAccount {
  readonly profile: string | undefined;
  readonly account: Account;
  readonly unread: readonly Unread[];
}

/**
 * Reads one account. Its number is in every ARN of IAM’s replies, so no further service is asked who we are.
 *
 * @throws RollwardError account-unread when not even the number could be read; and as {@link ask}
 */
export async function readAccount(
  clients: AccountClients,
  asking: Asking,
  wait: LiveClients["wait"],
  lang: Lang,
): Promise<ReadAccount> {
  const gaps = collectGaps(lang);
  const [identities, report, alias] = await Promise.all([
    readIdentities(clients, asking, gaps),
    readCredentialReport(clients, asking, wait),
    readAlias(clients, asking),
  ]);
  const { details, partition } = identities;
  const id = accountOf(details) ?? ("csv" in report ? accountOfReport(report.csv) : undefined);
  if (id === undefined || id === "mixed") {
    const why = id === "mixed" ? say(whyHalf.mixed, lang) : gaps.found[0]?.why;
    const { profile } = asking;
    throw failure(liveFaults["account-unread"], {
      ...whose(profile),
      what: "iam:GetAccountAuthorizationDetails",
      why: why ?? whyHalf.empty,
    });
  }
  const credentials = credentialsOf(report, id, details, gaps);
  const [{ buckets, policies }, lastAccessed] = await Promise.all([
    readBuckets(clients, asking, gaps, partition),
    readLastAccessed(details, clients, asking, wait, gaps),
  ]);
  const account: Account = {
    id,
    ...(alias === undefined ? {} : { alias }),
    authorizationDetails: details,
    resourcePolicies: policies.map((policy) => ({ ...policy, account: id })),
    ...(credentials === undefined ? {} : { credentials }),
    lastAccessed,
    ...(buckets === undefined ? {} : { buckets }),
  };
  const unread = gaps.found.map((gap) => ({ ...gap, account: id }));
  return { profile: asking.profile, account, unread: [...unread, ...notRead(id, partition, lang)] };
}

async function readIdentities(clients: AccountClients, asking: Asking, gaps: Gaps) {
  const bare = await readDetails(clients, asking, gaps);
  // Where nobody could be read, there is nobody to complete.
  const nobody = bare.UserDetailList.length + bare.RoleDetailList.length === 0;
  const bounded = nobody ? bare : await withBoundaries(bare, clients, asking, gaps);
  const details = nobody ? bare : await withPolicies(bounded, clients, asking, gaps);
  const first = [...details.RoleDetailList, ...details.UserDetailList][0]?.Arn;
  return { details, partition: /^arn:(aws[a-z-]*):/.exec(first ?? "")?.[1] ?? "aws" };
}

/** The account’s alias is for people to recognise it by; without it nothing is missing. */
async function readAlias({ iam }: AccountClients, asking: Asking): Promise<string | undefined> {
  const answer = await ask(asking, "iam:ListAccountAliases", (options) =>
    iam.send(new ListAccountAliasesCommand(), options),
  );
  return "reply" in answer ? answer.reply.AccountAliases?.[0] || undefined : undefined;
}

function credentialsOf(
  report: Report,
  account: string,
  { UserDetailList }: AuthorizationDetails,
  gaps: Gaps,
): readonly Credentials[] | undefined {
  const facts = "credentials";
  if (!("csv" in report)) {
    gaps.add({ right: report.right, refusal: report.refusal, facts });
    return undefined;
  }
  const right = "iam:GetCredentialReport";
  const parsed = parseCredentialReport(report.csv, account);
  if (!("credentials" in parsed)) {
    const { line, column } = parsed;
    gaps.add({ right, refusal: half(whyHalf.reportLine, { line, column }), facts });
    return undefined;
  }
  const reported = new Set(parsed.credentials.map(({ user }) => user));
  for (const { Arn } of UserDetailList)
    if (!reported.has(Arn)) gaps.add({ right, refusal: half(whyHalf.reportOlder), facts, resource: Arn });
  return parsed.credentials;
}
