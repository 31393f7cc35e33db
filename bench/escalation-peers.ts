/**
 * What other tools say on the paths of privilege escalation, beside our engine: `node bench/escalation-peers.ts [--all]`
 * prints tables of how many they name, `--all` each path too. Every tool really runs: cloudsplaining on a file, Prowler
 * and PMapper on the AWS emulator with all cases in one account. What cannot be installed here is named and left out.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { account } from "../tests/iam/reach/path-parts.ts";
import { exactCases, missedCases, togetherOf, wideCases, type Case } from "./escalation-peers/cases.ts";
import { namedByCloudsplaining } from "./escalation-peers/cloudsplaining.ts";
import { emulated } from "./escalation-peers/emulated.ts";
import { namedByUs } from "./escalation-peers/ours.ts";
import { namedByPMapper } from "./escalation-peers/pmapper.ts";
import { namedByProwler } from "./escalation-peers/prowler.ts";
import { everyPath, missTable, summary, type Answers, type Cases } from "./escalation-peers/table.ts";
import { findPython, type PythonPeer } from "./peers/python.ts";

const { values } = parseArgs({ options: { all: { type: "boolean", default: false } } });
const root = join(import.meta.dirname, "..");
const work = join(root, "bench/work/escalation-peers");
const cache = join(root, ".cache/bench");
const cases: Cases = { exact: exactCases(), wide: wideCases(), missed: missedCases() };
const kinds = ["exact", "wide", "missed"] as const;
type Named = Partial<Record<(typeof kinds)[number], ReadonlySet<Case>>>;
const absent: string[] = [];
const say = (text: string) => process.stderr.write(`${text}\n`);

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const installed = (name: PythonPeer) => {
  const found = findPython(name, cache);
  if (found === undefined) absent.push(name);
  return found;
};
const [cloudsplaining, prowler, pmapper] = [
  installed("cloudsplaining"),
  installed("prowler"),
  installed("principalmapper"),
];

const ours: Named = Object.fromEntries(kinds.map((kind) => [kind, namedByUs(cases[kind])]));
const theirs: Record<"cloudsplaining" | "prowler" | "pmapper", Named> = {
  cloudsplaining: {},
  prowler: {},
  pmapper: {},
};
for (const kind of kinds) {
  const folder = (tool: string) => join(work, `${tool}-${kind}`);
  if (cloudsplaining !== undefined) {
    say(`cloudsplaining, ${kind}`);
    const flags = "--flag-all-risky-actions";
    const asked = { cases: cases[kind], folder: folder("cloudsplaining"), flags };
    theirs.cloudsplaining[kind] = await namedByCloudsplaining(cloudsplaining, asked);
  }
  if (prowler === undefined && pmapper === undefined) continue;
  const emulator = await emulated(account, togetherOf(cases[kind]));
  if ("unavailable" in emulator) {
    absent.push(`the AWS emulator (${emulator.unavailable})`);
    break;
  }
  const { endpoint } = emulator;
  try {
    if (prowler !== undefined) {
      say(`Prowler, ${kind}`);
      const asked = { cases: cases[kind], folder: folder("prowler"), endpoint, account };
      theirs.prowler[kind] = await namedByProwler(prowler, asked);
    }
    if (pmapper !== undefined) {
      say(`PMapper, ${kind}`);
      const place = { pmapper, endpoint, account, storage: folder("pmapper") };
      theirs.pmapper[kind] = await namedByPMapper(cases[kind], place, work);
    }
  } finally {
    await emulator.stop();
  }
}

const answers: readonly Answers[] = [
  { tool: "Rollward", ...ours },
  { tool: `cloudsplaining ${cloudsplaining?.version ?? ""}`.trim(), ...theirs.cloudsplaining },
  { tool: `Prowler ${prowler?.version ?? ""}`.trim(), ...theirs.prowler },
  { tool: `PMapper ${pmapper?.version ?? ""}`.trim(), ...theirs.pmapper },
];
const tables = [
  summary(cases, answers),
  missTable(cases, answers),
  ...(values.all ? [everyPath(cases, answers)] : []),
];
process.stdout.write(`${tables.join("\n\n")}\n`);
if (absent.length > 0)
  process.stdout.write(`\nNot run, ${absent.length} absent here: ${absent.join(", ")}.\n`);
rmSync(work, { recursive: true, force: true });
