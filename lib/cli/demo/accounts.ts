import { copyFile, cp } from "node:fs/promises";
import { join } from "node:path";
import { exits } from "../../base/exit.ts";
import type { Words } from "../../base/words.ts";
import { readConfig } from "../../contract/read-config.ts";
import { shortName } from "../../report/short-subject.ts";
import { demoAccountWords as words } from "./demo-account-words.ts";
import { letContractorIn, putKeyOnVault, widenClerk } from "./sabotage.ts";
import type { Outcome, Stage } from "./stage.ts";

/** The invented office's configuration, at the top of the checkout. */
const officeFile = join(import.meta.dirname, "../../../rollward.config.json");

export interface Office {
  readonly config: string;
  readonly templates: string;
}

/** Makes the stacks of the invented office and holds them against the contract, before anything is deployed. */
export async function deployAndAudit(stage: Stage, out: string): Promise<Office> {
  const office = { config: join(out, "rollward.config.json"), templates: join(out, "cdk.out") };
  await copyFile(officeFile, office.config);
  stage.chapter(words.stacks);
  const [{ synthesise }, { config, folder }] = await Promise.all([
    import("../../stacks/synthesise.ts"),
    readConfig(office.config),
  ]);
  await synthesise({ config, folder, outdir: office.templates });
  const argv = ["audit", "--template", office.templates, "--config", office.config];
  stage.show(out, ...argv);
  const audited = await stage.run(...argv);
  const summary = summaryOf(audited);
  stage.expect(words.stacksDone, audited, { exit: exits.ok }, { pass: summary.pass });
  stage.line(words.notApplicable, {
    count: summary["not-applicable"],
    checks: [...new Set(findingsOf(audited, "not-applicable").map(({ check }) => check))].join(", "),
  });
  return office;
}

/** Three changes to the accounts, each in a copy of the templates, then one audit that must name all of them. */
export async function sabotageAndAudit(stage: Stage, out: string, office: Office): Promise<string> {
  stage.chapter(words.sabotage);
  const templates = join(out, "attacks/cdk.out");
  await cp(office.templates, templates, { recursive: true });
  await widenClerk(templates);
  await letContractorIn(templates);
  await putKeyOnVault(templates);
  const argv = ["audit", "--template", templates, "--config", office.config];
  stage.show(out, ...argv);
  const audited = await stage.run(...argv);
  stage.expect(words.named, audited, {
    exit: exits.findings,
    // The contractor, once it acts as the role, decrypts and reads as well: escalation counts.
    code: "code-runners, key-users, outside-trust, roll-readers, roll-writers, rules-apart, vault-key",
  });
  const failed = findingsOf(audited, "fail");
  for (const { sentence, checks } of changes) {
    const named = failed.filter(({ check }) => checks.includes(check));
    const held = checks.every((check) => named.some((finding) => finding.check === check));
    stage.check(
      sentence,
      held,
      {},
      stage.say(held ? words.namedBy : words.unnamed, { checks: checks.join(", ") }),
    );
    const witness = named.flatMap((finding) => finding.witness ?? [])[0];
    if (witness !== undefined) {
      const { principal, action, resource } = witness;
      stage.line(words.witness, { principal: shortName(principal), action, resource: shortName(resource) });
    } else for (const { subject } of named) stage.line(words.subject, { subject: shortName(subject) });
  }
  stage.line(words.inReport);
  return templates;
}

/** Each change, and the checks that must name it: what one change opens, several questions may ask about. */
const changes: readonly { readonly sentence: Words; readonly checks: readonly string[] }[] = [
  { sentence: words.clerk, checks: ["roll-readers", "roll-writers"] },
  { sentence: words.contractor, checks: ["code-runners", "outside-trust"] },
  { sentence: words.vaultKey, checks: ["vault-key"] },
];

/** The page for everybody, of the accounts as they should be and of the mirrors as they are. */
export async function writeReport(stage: Stage, out: string, argv: readonly string[]): Promise<void> {
  const report = join(out, "report.html");
  const page = ["audit", ...argv, "--format", "html", "--out", report];
  stage.chapter(words.report);
  stage.show(out, ...page);
  await stage.write(...page);
  stage.line(words.reportDone, { report });
}

interface ShownFinding {
  readonly check: string;
  readonly status: string;
  readonly subject: string;
  readonly witness?: { readonly principal: string; readonly action: string; readonly resource: string };
}

function findingsOf({ result }: Outcome, status: string): readonly ShownFinding[] {
  const { findings = [] } = (result ?? {}) as { findings?: readonly ShownFinding[] };
  return findings.filter((finding) => finding.status === status);
}

function summaryOf({ result }: Outcome): Readonly<Record<"pass" | "not-applicable", number>> {
  const { summary } = (result ?? {}) as { summary?: Readonly<Record<"pass" | "not-applicable", number>> };
  return summary ?? { pass: 0, "not-applicable": 0 };
}
