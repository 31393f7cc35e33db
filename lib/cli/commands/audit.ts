import { audit, type AuditRequest } from "../../audit/audit.ts";
import { prepare } from "../../audit/prepare.ts";
import { selectChecks } from "../../audit/select.ts";
import { checkTarget, writeOutput } from "../../base/output.ts";
import { formatInstant } from "../../base/time.ts";
import { say, type Lang } from "../../base/words.ts";
import type { ReadConfig } from "../../contract/read-config.ts";
import type { Report } from "../../report/report.ts";
import { encodeSnapshot } from "../../snapshot/encode.ts";
import type { VerifyMirrors } from "../../snapshot/gather.ts";
import { readSnapshot, type ReadSnapshot } from "../../snapshot/read.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand, type Command, type Context } from "../command.ts";
import { officeConfig } from "../office-config.ts";
import { version } from "../version.ts";
import { objectivesOf } from "./audit-office.ts";
import { auditOptions, readAuditOptions, type AuditChoices, type AuditValues } from "./audit-options.ts";
import { auditWords as words } from "./audit-words.ts";
import { takeSnapshot } from "./sources.ts";

/** `rollward audit`, with the function that reads mirrors. */
export function auditCommand(verify: VerifyMirrors): Command {
  return defineCommand({
    name: "audit",
    summary: summaries.audit,
    description: words.description,
    options: auditOptions,
    needsChecks: true,
    examples: [
      { command: "rollward audit --template cdk.out", words: words.exampleTemplate },
      {
        command: "rollward audit --profile register --profile vault --format html --out report.html",
        words: words.exampleLive,
      },
      {
        command: "rollward audit --mirror /mnt/a --mirror /mnt/b --trust trust.json",
        words: words.exampleMirrors,
      },
      {
        command: "rollward audit --snapshot snapshot.json --now 2026-11-03T20:00:00Z --json",
        words: words.exampleReplay,
      },
    ],
    run: async (values, context) => {
      const { checks, practices, lang } = context;
      const choices = readAuditOptions(values, context.json);
      const { out = "-", force } = values;
      const selection = { practices: values.practice, only: values.only };
      // What was asked wrongly is told before accounts and mirrors are read for minutes.
      selectChecks(checks, practices, selection);
      const config = await officeConfig(context);
      objectivesOf(values.rpo, config?.config, context.clock());
      if (out !== "-") await checkTarget(out, { force });

      const read = await sourceOf(values, config, verify, context);
      // To the second, as the report says it, so that --now with that moment judges the same again.
      const now = new Date(formatInstant(context.clock()));
      const objectives = objectivesOf(values.rpo, config?.config, now);
      const { contract, access, reach, actionData } = prepare(read.snapshot, config?.config);
      const { snapshot } = read;
      const { failOn } = choices;
      const request = {
        snapshot,
        objectives,
        contract,
        access,
        reach,
        now,
        checks,
        practices,
        selection,
        failOn,
      };
      const reportIn = (language: Lang): Report =>
        reportOf({ ...request, lang: language }, read, {
          actionData,
          configSha256: config?.sha256 ?? null,
          snapshotKept: values.snapshot !== undefined,
          nowGiven: context.now !== undefined,
        });
      const report = context.computing(() => reportIn(lang));
      const text = await render(choices, report, reportIn, context, out);
      if (out === "-") context.stdout.write(text);
      else {
        await writeOutput(out, text, { force });
        context.remark(say(words.written, lang, { out }));
      }
      return report.summary.exit;
    },
  });
}

type About = Pick<Report, "actionData" | "configSha256" | "snapshotKept" | "nowGiven">;

function reportOf(request: AuditRequest, { snapshot, sha256 }: ReadSnapshot, about: About): Report {
  const { trust, summary, findings, notLookedAt, matrix } = audit(request);
  return {
    format: "rollward/report@1",
    now: formatInstant(request.now),
    nowGiven: about.nowGiven,
    language: request.lang,
    tool: `rollward ${version}`,
    actionData: about.actionData,
    snapshotSha256: sha256,
    snapshotKept: about.snapshotKept,
    snapshotTakenAt: snapshot.takenAt,
    snapshotTool: snapshot.tool,
    snapshotNowGiven: snapshot.nowGiven,
    configSha256: about.configSha256,
    office: request.contract?.config?.office?.name ?? null,
    accounts: snapshot.accounts.map(({ id }) => id),
    accountsFrom: snapshot.source,
    trust,
    summary,
    findings,
    notLookedAt,
    ...(matrix !== undefined && { matrix }),
  };
}

async function render(
  { format }: AuditChoices,
  report: Report,
  reportIn: (lang: Lang) => Report,
  { checks, practices, colour, lang }: Context,
  out: string,
): Promise<string> {
  switch (format) {
    case "json":
      return (await import("../../report/json.ts")).renderJson(report);
    case "text": {
      const { renderText } = await import("../../report/text.ts");
      return renderText(report, { checks, practices, colour: colour && out === "-" });
    }
    case "html": {
      const { renderHtml } = await import("../../report/html.ts");
      return renderHtml({ en: reportIn("en"), fr: reportIn("fr") }, { checks, practices, lang });
    }
  }
}

async function sourceOf(
  values: AuditValues,
  config: ReadConfig | undefined,
  verify: VerifyMirrors,
  context: Context,
): Promise<ReadSnapshot> {
  if (values.snapshot !== undefined) {
    return readSnapshot(values.snapshot, { now: context.clock(), lang: context.lang });
  }
  const snapshot = await takeSnapshot(values, config, verify, context);
  return { snapshot, sha256: encodeSnapshot(snapshot).sha256 };
}

export const command = auditCommand(async (request, work) => {
  const { verifyMirrors } = await import("../../backup/verify.ts");
  return verifyMirrors(request, work);
});
