/**
 * How long the engine takes over large invented accounts, within one process: `node bench/iam.ts [ROLES] [SEED]`, or
 * over a snapshot with `--snapshot F`. All capabilities of the contract are asked for every principal, before
 * escalation; then questions that no contract asks.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { loadActions } from "../lib/actions/load.ts";
import { reachOf } from "../lib/audit/assets.ts";
import { questionsOf } from "../lib/audit/asset-questions.ts";
import { prepare } from "../lib/audit/prepare.ts";
import { capabilities } from "../lib/contract/capabilities.ts";
import { capabilityIds } from "../lib/contract/contract.ts";
import { readConfig } from "../lib/contract/read-config.ts";
import type { AccessQuestion, Proof } from "../lib/iam/access.ts";
import { fitSnapshot } from "../lib/snapshot/shape.ts";
import { encodeSnapshot } from "../lib/snapshot/encode.ts";
import { estateOf } from "./accounts/estate.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { snapshot: { type: "string" }, wide: { type: "boolean", default: false } },
});
const [roles = "1000", seed = "1"] = positionals;

const rows: string[] = [];
function timed<T>(name: string, work: () => T, tell: (result: T) => string = () => ""): T {
  const start = performance.now();
  const cpu = process.cpuUsage();
  const result = work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = (user + system) / 1000;
  rows.push(
    `${name.padEnd(36)}${ms.toFixed(1).padStart(9)} ms ${cpuMs.toFixed(0).padStart(7)} ms of processor   ${tell(result)}`,
  );
  return result;
}

const text =
  values.snapshot === undefined
    ? encodeSnapshot(estateOf({ roles: Number(roles), seed })).text
    : readFileSync(values.snapshot, "utf8");
const json = timed(
  "JSON",
  () => JSON.parse(text) as unknown,
  () => `${(text.length / 1e6).toFixed(1)} MB`,
);
const fitted = timed("shape", () => fitSnapshot(json));
if ("at" in fitted) throw new Error(fitted.at);
const { snapshot } = fitted;
const { config } = await readConfig(new URL("../rollward.config.json", import.meta.url).pathname);
timed("actions", loadActions);
const { contract, access } = timed("compile", () => prepare(snapshot, config));

const one: AccessQuestion = {
  actions: ["dynamodb:DeleteTable"],
  resources: contract.assets.find(({ key }) => key === "roll")!.resources,
};
type Found = readonly { readonly principal: string; readonly proof: Proof }[];
const sum = (found: Found) => {
  const yes = found.filter(({ proof }) => proof.verdict === "yes").length;
  return `${yes} yes, ${found.length - yes} unknown`;
};
timed("one question, first", () => access.who(one), sum);
timed("one question, again", () => access.who(one), sum);

const cells = contract.assets.flatMap((asset) =>
  capabilityIds.flatMap((id) =>
    questionsOf(capabilities[id].actions[asset.key] ?? [], reachOf(asset, { snapshot, contract })).map(
      (question) => ({ id, asset: asset.id, question }),
    ),
  ),
);
const answers = timed(
  "all capabilities",
  () => cells.flatMap(({ question }) => access.who(question)),
  (found) => `${cells.length} questions × ${access.principals.length} principals: ${sum(found)}`,
);
const whys = Map.groupBy(
  answers.flatMap(({ proof }) => (proof.verdict === "unknown" ? [proof.why] : [])),
  (why) => why,
);

if (values.wide) {
  for (const question of [
    { actions: ["*"], resources: ["*"] },
    { actions: ["s3:Get*"], resources: ["*"] },
    { actions: ["sts:AssumeRole"], resources: ["*"] },
    { actions: ["kms:*"], resources: ["arn:aws:kms:*"] },
    { actions: ["iam:*"], resources: ["*"] },
  ])
    timed(`${question.actions.join()} on ${question.resources.join()}`, () => access.who(question), sum);
}

const { heapUsed, rss } = process.memoryUsage();
rows.push(`heap ${(heapUsed / 1e6).toFixed(0)} MB, resident ${(rss / 1e6).toFixed(0)} MB`);
for (const [why, of] of whys) rows.push(`unknown ${of.length} ×: ${why}`);
process.stdout.write(`${rows.join("\n")}\n`);
