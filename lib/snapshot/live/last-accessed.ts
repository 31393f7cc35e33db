import {
  GenerateServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsCommand,
  type GetServiceLastAccessedDetailsCommandOutput,
  type ServiceLastAccessed,
} from "@aws-sdk/client-iam";
import { mapBounded } from "../../base/bounded.ts";
import { formatInstant } from "../../base/time.ts";
import type { AuthorizationDetails } from "../../iam/input.ts";
import type { LastAccessed, ServiceUse } from "../model.ts";
import { ask, half, type Answer, type Asking, type Refusal } from "./ask.ts";
import type { AccountClients, LiveClients } from "./clients.ts";
import type { Gaps } from "./gaps.ts";
import { whyHalf } from "./live-words.ts";
import { nextByFlag, readPages } from "./pages.ts";
import { pause } from "./pause.ts";
import type { RightName } from "./rights.ts";

const facts = "last-accessed";
const generate = "iam:GenerateServiceLastAccessedDetails";
const get = "iam:GetServiceLastAccessedDetails";
const atOnce = 8;
const perPage = 1000;
const firstPauseMs = 500;
const longestPauseMs = 8_000;
const patienceMs = 120_000;

/** What could be read of one user or role. */
type Read = LastAccessed | { readonly right: RightName; readonly refusal: Refusal };

/**
 * What each user and role last used: IAM writes a report for each, which is waited for and read. Roles that belong to
 * a service are left out: nobody can take rights from them. Source: IAM API Reference,
 * GenerateServiceLastAccessedDetails and GetServiceLastAccessedDetails.
 *
 * @returns those that were read; the others are in `gaps`
 * @throws RollwardError as {@link ask}
 */
export async function readLastAccessed(
  { UserDetailList, RoleDetailList }: AuthorizationDetails,
  clients: AccountClients,
  asking: Asking,
  wait: LiveClients["wait"],
  gaps: Gaps,
): Promise<readonly LastAccessed[]> {
  const arns = [...UserDetailList, ...RoleDetailList]
    .map(({ Arn }) => Arn)
    .filter((arn) => !isServiceLinked(arn));
  const read = await mapBounded(arns, atOnce, async (arn): Promise<Read> => {
    const job = await ask(asking, generate, (options) =>
      clients.iam.send(
        new GenerateServiceLastAccessedDetailsCommand({ Arn: arn, Granularity: "ACTION_LEVEL" }),
        options,
      ),
    );
    if ("refusal" in job) return { right: generate, refusal: job.refusal };
    const { JobId } = job.reply;
    if (!JobId) return { right: generate, refusal: half(whyHalf.empty) };
    return readReport(arn, JobId, clients, asking, wait);
  });
  return read.flatMap((one, place) => {
    if ("services" in one) return [one];
    gaps.add({ ...one, facts, resource: arns[place]! });
    return [];
  });
}

/** True for a role that a service made for itself and alone may change (IAM User Guide, "Service-linked roles"). */
export function isServiceLinked(arn: string): boolean {
  return arn.includes(":role/aws-service-role/");
}

async function readReport(
  principal: string,
  JobId: string,
  { iam }: AccountClients,
  asking: Asking,
  wait: LiveClients["wait"],
): Promise<Read> {
  const page = (Marker?: string) =>
    ask(asking, get, (options) =>
      iam.send(
        new GetServiceLastAccessedDetailsCommand({
          JobId,
          MaxItems: perPage,
          ...(Marker !== undefined && { Marker }),
        }),
        options,
      ),
    );
  const first = await finished(page, asking, wait);
  if ("refusal" in first) return { right: get, refusal: first.refusal };
  const services: ServiceUse[] = [];
  let unnamed = 0;
  const refusal = await readPages(
    (marker) => (marker === undefined ? Promise.resolve(first) : page(marker)),
    nextByFlag,
    ({ ServicesLastAccessed = [] }) => {
      for (const each of ServicesLastAccessed) {
        const use = useOf(each);
        if (use === undefined) unnamed += 1;
        else services.push(use);
      }
    },
  );
  if (refusal !== undefined) return { right: get, refusal };
  if (unnamed > 0) return { right: get, refusal: half(whyHalf.unnamed, { count: unnamed }) };
  return { principal, services };
}

/** The report’s first page, once it is written. */
async function finished(
  page: () => Promise<Answer<GetServiceLastAccessedDetailsCommandOutput>>,
  asking: Asking,
  wait: LiveClients["wait"],
): Promise<Answer<GetServiceLastAccessedDetailsCommandOutput>> {
  let pauseMs = firstPauseMs;
  for (let waitedMs = 0; ; waitedMs += pauseMs, pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const answer = await page();
    if ("refusal" in answer || answer.reply.JobStatus === "COMPLETED") return answer;
    if (answer.reply.JobStatus !== "IN_PROGRESS")
      return { refusal: half(whyHalf.value, { value: String(answer.reply.JobStatus) }) };
    if (waitedMs + pauseMs > patienceMs)
      return { refusal: half(whyHalf.reportLate, { seconds: patienceMs / 1000 }) };
    await pause(wait, pauseMs, asking);
  }
}

function useOf({
  ServiceNamespace,
  LastAuthenticated,
  TrackedActionsLastAccessed,
}: ServiceLastAccessed): ServiceUse | undefined {
  if (!ServiceNamespace) return undefined;
  const actions = TrackedActionsLastAccessed?.flatMap(({ ActionName, LastAccessedTime }) =>
    ActionName ? [{ action: ActionName, lastAt: instant(LastAccessedTime) }] : [],
  );
  return {
    service: ServiceNamespace,
    lastAt: instant(LastAuthenticated),
    ...(actions !== undefined && { actions }),
  };
}

function instant(date: Date | undefined): string | null {
  return date === undefined || Number.isNaN(date.getTime()) ? null : formatInstant(date);
}
