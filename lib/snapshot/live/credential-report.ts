import { GenerateCredentialReportCommand, GetCredentialReportCommand } from "@aws-sdk/client-iam";
import { ask, half, type Asking, type Refusal } from "./ask.ts";
import type { AccountClients, LiveClients } from "./clients.ts";
import { whyHalf } from "./live-words.ts";
import { pause } from "./pause.ts";
import type { RightName } from "./rights.ts";

/** The report’s CSV, or which right did not bring it and why. */
export type Report = { readonly csv: string } | { readonly right: RightName; readonly refusal: Refusal };

const firstPauseMs = 500;
const longestPauseMs = 8_000;
/** A report of a large account takes IAM a minute or so. */
const patienceMs = 120_000;

/**
 * Has IAM write its credential report, waits until it is there, and reads it. IAM gives a report of the last four
 * hours again. Source: docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateCredentialReport.html
 *
 * @throws RollwardError as {@link ask}
 */
export async function readCredentialReport(
  { iam }: AccountClients,
  asking: Asking,
  wait: LiveClients["wait"],
): Promise<Report> {
  const generate = "iam:GenerateCredentialReport";
  let pauseMs = firstPauseMs;
  for (let waitedMs = 0; ; waitedMs += pauseMs, pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const asked = await ask(asking, generate, (options) =>
      iam.send(new GenerateCredentialReportCommand(), options),
    );
    if ("refusal" in asked) return { right: generate, refusal: asked.refusal };
    const state = asked.reply.State;
    if (state === "COMPLETE") break;
    if (state !== "STARTED" && state !== "INPROGRESS")
      return { right: generate, refusal: half(whyHalf.value, { value: String(state) }) };
    if (waitedMs + pauseMs > patienceMs)
      return { right: generate, refusal: half(whyHalf.reportLate, { seconds: patienceMs / 1000 }) };
    await pause(wait, pauseMs, asking);
  }

  const right = "iam:GetCredentialReport";
  const got = await ask(asking, right, (options) => iam.send(new GetCredentialReportCommand(), options));
  if ("refusal" in got) return { right, refusal: got.refusal };
  const { Content, ReportFormat } = got.reply;
  if (Content === undefined || Content.length === 0) return { right, refusal: half(whyHalf.empty) };
  if (ReportFormat !== "text/csv")
    return { right, refusal: half(whyHalf.value, { value: String(ReportFormat) }) };
  return { csv: Buffer.from(Content).toString("utf8") };
}
