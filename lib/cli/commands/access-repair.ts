import type { CheckInput } from "../../audit/check.ts";
import { prepare } from "../../audit/prepare.ts";
import { loadActions } from "../../actions/load.ts";
import { exits, type Exit } from "../../base/exit.ts";
import { failure } from "../../base/faults.ts";
import { say } from "../../base/words.ts";
import { compileAccess, type Engine } from "../../iam/compile.ts";
import { repairAccess } from "../../iam/repair.ts";
import { repairUnused } from "../../iam/repair-unused.ts";
import type { Asked, Repair, Unsolved } from "../../iam/repair/request.ts";
import { summaries } from "../catalogue-words.ts";
import { cliFaults } from "../cli-faults.ts";
import { defineCommand, type Context, type OptionSpecs, type Values } from "../command.ts";
import { officeConfig } from "../office-config.ts";
import { printJson } from "../print-json.ts";
import { explainFaults } from "./access-explain-faults.ts";
import { repairFaults as faults } from "./access-repair-faults.ts";
import { checkAction, checkResource, isArn } from "./access-names.ts";
import { contractNeeds, violationsOf } from "./access-repair-contract.ts";
import { filesOf, writeFiles } from "./access-repair-files.ts";
import { readKeep } from "./access-repair-keep.ts";
import { resultOf } from "./access-repair-result.ts";
import { unusedIn, type Window } from "./access-repair-unused.ts";
import { repairText } from "./access-repair-text.ts";
import { repairWords as words } from "./access-repair-words.ts";
import { accessSource, accessSourceOptions } from "./access-source.ts";
import { elsewhereWhy } from "./access-strange.ts";
import {
  bearingOn,
  leaveOpen,
  leaveUnproved,
  unreadKey,
  unreadPolicies,
  unreadRemarks,
} from "./access-unread.ts";
import { accessWords } from "./access-words.ts";
import { objectivesOf } from "./audit-office.ts";

const options = {
  ...accessSourceOptions,
  unused: { kind: "flag", words: words.unused },
  principal: { kind: "many", value: "ARN", words: words.principal },
  action: { kind: "many", value: "ACTION", words: accessWords.action },
  resource: { kind: "many", value: "ARN", words: accessWords.resource },
  keep: { kind: "one", value: "FILE", words: words.keep },
  out: { kind: "one", value: "DIR", words: words.out },
  force: { kind: "flag", words: words.force },
} as const satisfies OptionSpecs;

/** `rollward access repair`: the smallest change of policies, proved (docs/formats/repair.md). */
export const command = defineCommand({
  name: "access repair",
  summary: summaries["access repair"],
  description: words.description,
  options,
  examples: [
    { command: "rollward access repair --snapshot snapshot.json", words: words.exampleContract },
    {
      command:
        'rollward access repair --snapshot snapshot.json --principal arn:aws:iam::222222222222:role/helper --action "s3:Delete*" --resource "arn:aws:s3:::rollward-vault-222222222222/*"',
      words: words.exampleOne,
    },
    { command: "rollward access repair --snapshot snapshot.json --unused", words: words.exampleUnused },
    { command: "rollward access repair --template cdk.out --out proposals", words: words.exampleOut },
  ],
  run: async (values, context) => {
    const { lang, json, stdout, signal } = context;
    checkQuestion(values);
    const index = loadActions();
    const own = values.keep === undefined ? [] : await readKeep(values.keep, index);
    const config = (await officeConfig(context))?.config;
    const snapshot = await accessSource(values, "access repair", context);
    const now = context.clock();
    const prepared = prepare(snapshot, config);
    const objectives = objectivesOf(undefined, config, now);
    const input: CheckInput = { ...prepared, snapshot, objectives, now };
    const engine = isEngine(prepared.access) ? prepared.access.supposing({}) : compileAccess(snapshot, index);
    const { window, repair, resources } = context.computing(() =>
      repaired(values, { input, engine, own, context }),
    );
    context.progress.end();
    const result = resultOf(repair, { snapshot, named: new Set(own), lang, ...(window && { window }) });

    const unread = bearingOn(unreadPolicies(snapshot), resources);
    const whole = { ...result, ...unreadKey(unread) };
    const unobserved = window?.unobserved ?? [];
    const open = leaveOpen(unread) || unobserved.length > 0 || result.unsolved.length > 0;

    if (values.out !== undefined && result.edits.length > 0) {
      const files = filesOf(whole);
      await writeFiles(values.out, files, { force: values.force, signal });
      context.remark(say(words.written, lang, { count: files.length, out: values.out }));
    }
    if (json) printJson(whole, context, stdout);
    else stdout.write(repairText(result, { lang, proved: !open && !leaveUnproved(unread) }));
    for (const remark of unreadRemarks(unread, lang)) context.remark(remark);
    return exitOf(open, result.edits.length);
  },
});

function exitOf(open: boolean, edits: number): Exit {
  if (open) return exits.unread;
  return edits > 0 ? exits.findings : exits.ok;
}

function isEngine(access: CheckInput["access"]): access is Engine {
  return "supposing" in access;
}

interface Work {
  readonly input: CheckInput;
  readonly engine: Engine;
  readonly own: readonly Asked[];
  readonly context: Pick<Context, "progress" | "lang">;
}

interface Repaired {
  readonly repair: Repair;
  /** When use was looked for; absent without `--unused`. */
  readonly window?: Window;
  /** What was asked about, as patterns. */
  readonly resources: readonly string[];
}

/** What nobody used, what was asked, or else every violation of the contract; all that the contract allows is kept. */
function repaired(
  { unused, principal: principals, action: actions, resource: resources }: Values<typeof options>,
  { input, engine, own, context: { progress, lang } }: Work,
): Repaired {
  const { snapshot } = input;
  if (unused) {
    const found = unusedIn(input, principals);
    const keep = [...own, ...contractNeeds(input)];
    const repair = repairUnused(snapshot, engine, { unused: found.unused, keep });
    const told = new Set([...repair.removed, ...repair.unsolved].map(({ principal }) => principal));
    const window = {
      ...found.window,
      principals: found.window.principals.filter(({ principal }) => told.has(principal)),
    };
    return { repair, window, resources: repair.removed.length > 0 ? ["*"] : [] };
  }
  // Of a contract without assets everything holds, and it says nothing.
  if (principals.length === 0 && input.contract.assets.length === 0)
    throw failure(faults["assets-none"], { source: snapshot.source });
  const named = principals.map((principal) => ({ principal, questions: [{ actions, resources }] }));
  const { remove, unknown } = named.length > 0 ? { remove: named, unknown: [] } : violationsOf(input);
  progress.start(say(words.repairing, lang), "requests", remove.length);
  const request = { remove, keep: [...own, ...contractNeeds(input)] };
  const repair = repairAccess(snapshot, engine, request, () => progress.add(1));
  const told = new Set([...repair.removed, ...repair.unsolved].map(({ principal }) => principal));
  const elsewhere = named
    .filter(({ principal }) => !told.has(principal))
    .flatMap(({ principal, questions }): readonly Unsolved[] => {
      const why = elsewhereWhy(engine, principal, resources);
      if (why === undefined) return [];
      return questions.map((question) => ({ principal, question, reason: "unknown", why }));
    });
  // Of the contract, all assets were asked about, whatever was found.
  const on = named.length > 0 ? resources : input.contract.assets.flatMap((asset) => asset.resources);
  return { repair: { ...repair, unsolved: [...unknown, ...elsewhere, ...repair.unsolved] }, resources: on };
}

/** @throws RollwardError option-needs, option-conflict, principal-malformed, action-unknown, resource-malformed */
function checkQuestion({ unused, principal, action, resource, out, force }: Values<typeof options>): void {
  const given = [
    ["--principal", principal.length > 0],
    ["--action", action.length > 0],
    ["--resource", resource.length > 0],
  ] as const;
  const missing = given.find(([, there]) => !there)?.[0];
  const there = given.find(([, there]) => there)?.[0];
  const other = action.length > 0 ? "--action" : "--resource";
  if (unused && action.length + resource.length > 0)
    throw failure(cliFaults["option-conflict"], { option: "--unused", other });
  if (!unused && there !== undefined && missing !== undefined)
    throw failure(cliFaults["option-needs"], { option: there, other: missing });
  if (force && out === undefined)
    throw failure(cliFaults["option-needs"], { option: "--force", other: "--out" });
  for (const value of principal)
    if ((unused || value !== "*") && !isArn(value))
      throw failure(explainFaults["principal-malformed"], { value });
  const index = loadActions();
  for (const each of action) checkAction(each, index);
  for (const each of resource) checkResource(each);
}
