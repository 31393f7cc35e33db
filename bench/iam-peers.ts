/**
 * The engine beside cloudsplaining on one large invented account, whole processes in turn, and its growth from one size
 * to ten times that: `node bench/iam-peers.ts [--roles 1000] [--rounds 3] [--no-growth] [--pmapper]`. What cannot be installed here is
 * named and left out. `--pmapper` adds PMapper on 100 roles in the AWS emulator, which takes minutes.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { AuthorizationDetails } from "../lib/iam/input.ts";
import { detailsOf } from "./accounts/estate.ts";
import { replyOf } from "./accounts/reply.ts";
import { emulated } from "./escalation-peers/emulated.ts";
import { graphLine, type PMapperPlace } from "./escalation-peers/pmapper.ts";
import { pair, time, type Pairing, type Run } from "./measure.ts";
import { findPython } from "./peers/python.ts";

const { values } = parseArgs({
  allowNegative: true,
  options: {
    roles: { type: "string", default: "1000" },
    rounds: { type: "string", default: "3" },
    growth: { type: "boolean", default: true },
    pmapper: { type: "boolean", default: false },
  },
});
const roles = Number(values.roles);
const rounds = Number(values.rounds);
const root = join(import.meta.dirname, "..");
const work = join(root, "bench/work/iam-peers");
const cache = join(root, ".cache/bench");
const rollward = `${process.execPath} ${join(root, "bin/rollward.ts")} access`;
const account = "111111111111";
// Exit 3: such a file says nothing of the office’s other accounts, and the matrix says so.
const open = 3;

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const file = (size: number) => {
  const name = `roles-${size}.json`;
  writeFileSync(
    join(work, name),
    `${JSON.stringify(replyOf(detailsOf({ roles: size, seed: "1" })), undefined, 2)}\n`,
  );
  return name;
};
const here = file(roles);
const matrix = (name: string) => () =>
  time(
    `${rollward} matrix --snapshot ${name} --config ${join(root, "rollward.config.json")} --json`,
    work,
    open,
  );
const table = "'arn:aws:dynamodb:*:*:table/rollward-roll'";
const who = () =>
  time(`${rollward} who --snapshot ${here} --action dynamodb:DeleteTable --resource ${table}`, work);

const rows: string[] = [];
const absent: string[] = [];
const seconds = ({ seconds: value }: Run) => `${value.toFixed(value < 1 ? 2 : 1)} s`;
const peak = ({ peakMb }: Run) => (peakMb === undefined ? "" : `${peakMb.toFixed(0)} MB`);
function add(name: string, beside: string, limit: string, { ours, peer, ratio }: Pairing): void {
  const cells = [name, seconds(ours), peak(ours), beside, seconds(peer), peak(peer), ratio.toFixed(3), limit];
  rows.push(`| ${cells.join(" | ")} |`);
}

const cloudsplaining = findPython("cloudsplaining", cache);
if (cloudsplaining === undefined) absent.push("cloudsplaining");
else {
  const name = `\`cloudsplaining scan\` ${cloudsplaining.version}`;
  const scan = () =>
    time(
      `${cloudsplaining.program("cloudsplaining")} scan --input-file ${here} --output . --skip-open-report`,
      work,
    );
  const size = `${roles.toLocaleString("en")} roles`;
  add(`\`access matrix\`, ${size}`, name, "0.1", await pair(matrix(here), scan, rounds));
  add(`\`access who\`, one question, ${size}`, name, "", await pair(who, scan, Math.min(rounds, 2)));
}
if (values.growth) {
  const large = file(roles * 10);
  const [many, few] = [roles * 10, roles].map(
    (count) => `\`access matrix\`, ${count.toLocaleString("en")} roles`,
  );
  add(many!, few!, "12", await pair(matrix(large), matrix(here), Math.min(rounds, 2)));
}

if (values.pmapper) await besidePMapper();

process.stdout.write(
  `${(readFileSync(join(work, here)).length / 1e6).toFixed(1)} MB of account, Node ${process.version}, medians of ${rounds} runs in turn\n\n` +
    "| ours | time | peak memory | beside it | time | peak memory | ratio | limit |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n" +
    `${rows.join("\n")}\n`,
);
if (absent.length > 0)
  process.stdout.write(`\nNot measured, ${absent.length} absent here: ${absent.join(", ")}.\n`);
rmSync(work, { recursive: true, force: true });

/** Once and not warm: PMapper reads an account over its network, here an emulator on the same machine. */
async function besidePMapper(): Promise<void> {
  const pmapper = findPython("principalmapper", cache);
  // The emulator’s reply leaves AWS’s own policies out, and PMapper ends there: they are the account’s here, for both.
  const own = JSON.stringify(detailsOf({ roles: 100, seed: "1" }));
  const details = JSON.parse(
    own.replaceAll("arn:aws:iam::aws:policy/", `arn:aws:iam::${account}:policy/`),
  ) as AuthorizationDetails;
  if (pmapper === undefined) {
    absent.push("PMapper");
    return;
  }
  const emulator = await emulated(account, details);
  if ("unavailable" in emulator) {
    absent.push(`the AWS emulator (${emulator.unavailable})`);
    return;
  }
  try {
    writeFileSync(join(work, "roles-100.json"), JSON.stringify(replyOf(details)));
    const { endpoint } = emulator;
    const place: PMapperPlace = { pmapper, endpoint, account, storage: join(work, "pmapper") };
    const graph = await time(graphLine(place), work);
    const ours = await matrix("roles-100.json")();
    const beside = `\`pmapper graph create\` ${pmapper.version}, once`;
    const ratio = ours.seconds / graph.seconds;
    add("`access matrix`, 100 roles", beside, "", { ours, peer: graph, ratio });
  } finally {
    await emulator.stop();
  }
}
