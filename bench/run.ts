/**
 * Side by side with the bare tools, in one run: `npm run bench [-- VOTERS]`. What a machine lacks is named and left
 * out, never guessed. The table goes to stdout; bench/README.md keeps one.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { measureLiveSnapshot } from "./live-snapshot.ts";
import { readConfig } from "../lib/contract/read-config.ts";
import { synthesise } from "../lib/stacks/synthesise.ts";
import { pair, time, type Pairing } from "./measure.ts";
import { findAge, has } from "./peers.ts";

const root = join(import.meta.dirname, "..");
const work = join(root, "bench/work");
const voters = process.argv[2] ?? "1000000";
const rounds = 5;
const rollward = `${process.execPath} ${join(root, "bin/rollward.ts")}`;

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const setUp = (...args: readonly string[]) =>
  execFileSync(process.execPath, [join(root, "bin/rollward.ts"), ...args], {
    cwd: work,
    stdio: ["ignore", "ignore", "ignore"],
  });
setUp("keys", "new", "--out", "keys");
setUp("roll", "synth", "--voters", voters, "--out", "roll.ndjson");
const keys = "--recipients keys/recipients.txt --signing-key keys/signing.key";
const opening = "--public-key keys/signing.pub --identity keys/identity-1.txt";

const rows: string[] = [];
const add = (name: string, peer: string, limit: string, { ours, peer: theirs, ratio }: Pairing) => {
  const seconds = (value: number) => `${value.toFixed(value < 0.3 ? 3 : 2)} s`;
  const peak = ours.peakMb === undefined ? "" : `${ours.peakMb.toFixed(0)} MB`;
  rows.push(
    `| ${name} | ${seconds(ours.seconds)} | ${peak} | ${peer} | ${seconds(theirs.seconds)} | ${ratio.toFixed(2)} × | ${limit} |`,
  );
};
const fresh = (path: string) => rmSync(join(work, path), { recursive: true, force: true });
const ours =
  (line: string, ...made: readonly string[]) =>
  () => {
    made.forEach(fresh);
    return time(`${rollward} ${line}`, work);
  };

const help = await pair(ours("--help"), () => time(`${process.execPath} -e 0`, work), 15);
add("`rollward --help`", "`node -e 0`", "4 ×", help);

const office = join(root, "rollward.config.json");
const { config, folder } = await readConfig(office);
await synthesise({ config, folder, outdir: join(work, "cdk.out") });
const judge = ours(`audit --template cdk.out --config ${office}`);
add(
  "`audit`, the synthesized accounts",
  "`node -e 0`",
  "1 s",
  await pair(judge, () => time(`${process.execPath} -e 0`, work), rounds),
);

const age = findAge(join(root, ".cache/bench"));
const absent = [
  ...(age === undefined ? ["age 1.3"] : []),
  ...(has("zstd") ? [] : ["zstd"]),
  ...(has("sha256sum") ? [] : ["sha256sum"]),
];
if (age !== undefined && has("zstd")) {
  const recipients = readFileSync(join(work, "keys/recipients.txt"), "utf8")
    .match(/^age1\S+$/gm)!
    .map((each) => `-r ${each}`)
    .join(" ");
  const pipe = (from: string) => () => time(`sh -c '${from} | ${age} ${recipients} > pipe.age'`, work);
  const seal = (roll: string) => ours(`seal --roll ${roll} --mirror m ${keys}`, "m");
  add(
    "`seal`, roll in order",
    "`zstd -3 -T0 \\| age`",
    "5 ×",
    await pair(seal("roll.ndjson"), pipe("zstd -q -3 -T0 -c roll.ndjson"), rounds),
  );
  execFileSync("sh", ["-c", "shuf roll.ndjson > shuffled.ndjson"], { cwd: work });
  const sorting = pipe("LC_ALL=C sort shuffled.ndjson | zstd -q -3 -T0 -c");
  add(
    "`seal`, roll shuffled",
    "`sort \\| zstd -3 -T0 \\| age`",
    "",
    await pair(seal("shuffled.ndjson"), sorting, 3),
  );
  const back = `sh -c '${age} -d -i keys/identity-1.txt pipe.age | zstd -q -d > pipe.out'`;
  const bare = () => {
    fresh("pipe.out");
    return time(back, work);
  };
  const restore = ours(`restore --mirror m ${opening} --to back.ndjson`, "back.ndjson");
  add("`restore` to a file", "`age -d \\| zstd -d`", "3 ×", await pair(restore, bare, rounds));
  const database = ours(`restore --mirror m ${opening} --to sqlite:back.db`, "back.db");
  add("`restore` to SQLite", "`age -d \\| zstd -d`", "", await pair(database, bare, 3));
} else {
  setUp("seal", "--roll", "roll.ndjson", "--mirror", "m", ...keys.split(" "));
}
if (has("sha256sum")) {
  const sums = () => time("sh -c 'cat m/sets/*/* | sha256sum'", work);
  add(
    "`verify`, every byte",
    "`sha256sum`",
    "",
    await pair(ours("verify --mirror m --public-key keys/signing.pub"), sums, rounds),
  );
}
const live = await measureLiveSnapshot(work, rounds);
if ("unavailable" in live) absent.push(`the AWS emulator (${live.unavailable})`);
else add("`snapshot`, live, 1,000 roles", "the bare SDK calls", "2 ×", live);
const megabytes = readFileSync(join(work, "roll.ndjson")).length / 1e6;
process.stdout.write(
  `${Number(voters).toLocaleString("en")} voters, ${megabytes.toFixed(0)} MB of roll, Node ${process.version}, medians of runs in turn\n\n`,
);
process.stdout.write(
  "| ours | time | peak memory | beside it | time | ratio | limit |\n| --- | --- | --- | --- | --- | --- | --- |\n",
);
process.stdout.write(`${rows.join("\n")}\n`);
if (absent.length > 0)
  process.stdout.write(`\nNot measured, ${absent.length} absent here: ${absent.join(", ")}.\n`);
rmSync(work, { recursive: true, force: true });
