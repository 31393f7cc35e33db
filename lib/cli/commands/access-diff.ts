import { loadActions } from "../../actions/load.ts";
import { gravest, exits } from "../../base/exit.ts";
import { failure } from "../../base/faults.ts";
import { compileAccess } from "../../iam/compile.ts";
import { difference, type RightsDoubt } from "../../iam/difference.ts";
import type { Snapshot, Unread } from "../../snapshot/model.ts";
import { summaries } from "../catalogue-words.ts";
import { cliFaults } from "../cli-faults.ts";
import { defineCommand, type Context } from "../command.ts";
import { printJson } from "../print-json.ts";
import { diffFaults as faults } from "./access-diff-faults.ts";
import { comparable, notComparedRemark } from "./access-diff-template.ts";
import { diffText } from "./access-diff-text.ts";
import { diffWords as words } from "./access-diff-words.ts";
import { explainFaults } from "./access-explain-faults.ts";
import { checkAction, isArn } from "./access-names.ts";
import { accessSource } from "./access-source.ts";
import { isStrange } from "./access-strange.ts";
import {
  bearingOn,
  leaveOpen,
  leaveUnproved,
  unreadKey,
  unreadPolicies,
  unreadRemarks,
} from "./access-unread.ts";
import { sourceWords } from "./source-words.ts";

/** `rollward access diff`: rights gained and lost between two snapshots (docs/formats/diff.md). */
export const command = defineCommand({
  name: "access diff",
  summary: summaries["access diff"],
  description: words.description,
  options: {
    snapshot: { kind: "many", value: "FILE", words: words.snapshot },
    template: { kind: "one", value: "DIR", words: words.template },
    account: { kind: "one", value: "ID", words: sourceWords.account },
    principal: { kind: "many", value: "ARN", words: words.principal },
    action: { kind: "many", value: "ACTION", words: words.action },
  },
  examples: [
    {
      command: "rollward access diff --snapshot last-review.json --snapshot today.json",
      words: words.exampleReview,
    },
    {
      command:
        'rollward access diff --snapshot last-review.json --snapshot today.json --action "s3:Delete*" --action "dynamodb:Delete*"',
      words: words.exampleAction,
    },
    {
      command: "rollward access diff --snapshot today.json --template cdk.out --json",
      words: words.exampleTemplate,
    },
  ],
  run: async ({ snapshot, template, account, principal, action }, context) => {
    const { lang, json, stdout } = context;
    const index = loadActions();
    for (const each of action) checkAction(each, index);
    const odd = principal.find((each) => each !== "*" && !isArn(each));
    if (odd !== undefined) throw failure(explainFaults["principal-malformed"], { value: odd });
    const { older, newer, notCompared } = comparable(
      ...(await sidesOf({ snapshot, template, account }, context)),
    );
    const scope = {
      ...(principal.length > 0 && { principals: principal }),
      ...(action.length > 0 && { actions: action }),
    };
    const found = context.computing(() => {
      const [before, after] = [compileAccess(older, index), compileAccess(newer, index)];
      const compared = difference(before, after, scope);
      const told = new Set([...compared.gained, ...compared.lost].map((each) => each.principal));
      const strange = principal.filter(
        (each) => !told.has(each) && [before, after].every((engine) => isStrange(engine, each)),
      );
      return { ...compared, unknown: [...compared.unknown, ...strange.map(doubtOf)] };
    });
    const unread = unreadOf(older, newer);
    const unsure = found.unknown.length > 0 || leaveOpen(unread);
    const proved = !unsure && !leaveUnproved(unread);
    if (json)
      printJson({ ...found, ...(notCompared && { notCompared }), ...unreadKey(unread) }, context, stdout);
    else stdout.write(diffText(found, { lang, proved }));
    const aside = notComparedRemark(notCompared, lang);
    if (aside !== undefined) context.remark(aside);
    for (const remark of unreadRemarks(unread, lang)) context.remark(remark);
    const changed = found.gained.length + found.lost.length + found.named.length > 0;
    return gravest([changed ? exits.findings : exits.ok, unsure ? exits.unread : exits.ok]);
  },
});

/** A name that neither snapshot knows may be mistyped, and is not “no change”. */
function doubtOf(principal: string): RightsDoubt {
  const why = `neither snapshot has the account of ${principal}, and no policy there names it`;
  return { principal, change: "gained", actions: ["*"], why };
}

/** What either snapshot lacks, each gap once. */
function unreadOf(older: Snapshot, newer: Snapshot): readonly Unread[] {
  const gaps = [older, newer].flatMap((snapshot) => bearingOn(unreadPolicies(snapshot), ["*"]));
  return [...new Map(gaps.map((gap) => [JSON.stringify(gap), gap])).values()];
}

interface Sides {
  readonly snapshot: readonly string[];
  readonly template: string | undefined;
  readonly account: string | undefined;
}

/** @throws RollwardError diff-snapshots, option-needs, and whatever reading throws */
async function sidesOf(
  { snapshot, template, account }: Sides,
  context: Context,
): Promise<readonly [Snapshot, Snapshot]> {
  if (account !== undefined && template === undefined)
    throw failure(cliFaults["option-needs"], { option: "--account", other: "--template" });
  if (snapshot.length !== (template === undefined ? 2 : 1)) {
    const count = snapshot.length;
    throw failure(faults["diff-snapshots"], { count, template: template === undefined ? "no" : "yes" });
  }
  const file = (path: string | undefined) =>
    accessSource({ snapshot: path, template: undefined, account: undefined }, "access diff", context);
  const older = await file(snapshot[0]);
  const newer =
    template === undefined
      ? await file(snapshot[1])
      : await accessSource({ snapshot: undefined, template, account }, "access diff", context);
  return [older, newer];
}
