import { audit } from "../../audit/audit.ts";
import { loadActions } from "../../actions/load.ts";
import { resolveContract } from "../../contract/resolve.ts";
import { compileAccess } from "../../iam/compile.ts";
import { selectChecks } from "../../audit/select.ts";
import { checkTarget, writeOutput } from "../../base/output.ts";
import { formatInstant } from "../../base/time.ts";
import { say } from "../../base/words.ts";
import { renderJson } from "../../report/json.ts";
import type { Report } from "../../report/report.ts";
import { renderText } from "../../report/text.ts";
import { encodeSnapshot } from "../../snapshot/encode.ts";
import { gatherMirrors, type VerifyMirrors } from "../../snapshot/gather.ts";
import { readSnapshot, type ReadSnapshot } from "../../snapshot/read.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand, type Command, type Context } from "../command.ts";
import { version } from "../version.ts";
import { auditOptions, readAuditOptions, type AuditValues } from "./audit-options.ts";
import { auditWords as words } from "./audit-words.ts";

/** `rollward audit`, with the function that reads mirrors. */
export function auditCommand(verify: VerifyMirrors): Command {
  return defineCommand({
    name: "audit",
    summary: summaries.audit,
    description: words.description,
    options: auditOptions,
    needsChecks: true,
    examples: [
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
      const { format, failOn, recoveryPointMs } = readAuditOptions(values, context.json);
      const { out = "-", force } = values;
      const selection = { practices: values.practice, only: values.only };
      // What was asked wrongly is told before mirrors are read for minutes.
      selectChecks(checks, practices, selection);
      if (out !== "-") await checkTarget(out, { force });

      const { snapshot, sha256 } = await sourceOf(values, verify, context);
      // To the second, as the report says it, so that --now with that moment judges the same again.
      const now = new Date(formatInstant(context.clock()));
      const objectives = { recoveryPointMs, retentionDays: 400, idleKeyDays: 90 };
      const contract = resolveContract(undefined, []);
      const access = compileAccess(snapshot, loadActions());
      const { trust, summary, findings, notLookedAt } = audit({
        snapshot,
        objectives,
        contract,
        access,
        now,
        checks,
        practices,
        selection,
        failOn,
        lang,
      });
      const report: Report = {
        format: "rollward/report@1",
        now: formatInstant(now),
        nowGiven: context.now !== undefined,
        language: lang,
        tool: `rollward ${version}`,
        actionData: null,
        snapshotSha256: sha256,
        snapshotKept: values.snapshot !== undefined,
        snapshotTakenAt: snapshot.takenAt,
        snapshotTool: snapshot.tool,
        snapshotNowGiven: snapshot.nowGiven,
        configSha256: null,
        trust,
        summary,
        findings,
        notLookedAt,
      };
      const colour = context.colour && out === "-";
      const text = format === "json" ? renderJson(report) : renderText(report, { checks, practices, colour });
      if (out === "-") context.stdout.write(text);
      else {
        await writeOutput(out, text, { force });
        context.remark(say(words.written, lang, { out }));
      }
      return summary.exit;
    },
  });
}

async function sourceOf(values: AuditValues, verify: VerifyMirrors, context: Context): Promise<ReadSnapshot> {
  const { snapshot: path, mirror: mirrors, trust, "public-key": publicKey, state } = values;
  if (path !== undefined) return readSnapshot(path);
  const request = { mirrors, trust, publicKey, state, identities: [], quick: false };
  const snapshot = await gatherMirrors(request, verify, context, {
    tool: `rollward ${version}`,
    nowGiven: context.now !== undefined,
  });
  return { snapshot, sha256: encodeSnapshot(snapshot).sha256 };
}

export const command = auditCommand(async (request, work) => {
  const { verifyMirrors } = await import("../../backup/verify.ts");
  return verifyMirrors(request, work);
});
