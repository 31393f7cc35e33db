import { loadActions } from "../../actions/load.ts";
import { exits } from "../../base/exit.ts";
import { compileAccess } from "../../iam/compile.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand } from "../command.ts";
import { printJson } from "../print-json.ts";
import { checkAction, checkResource } from "./access-names.ts";
import { accessSource, accessSourceOptions } from "./access-source.ts";
import {
  bearingOn,
  leaveOpen,
  leaveUnproved,
  unreadKey,
  unreadPolicies,
  unreadRemarks,
} from "./access-unread.ts";
import { unseenRemark, unseenResources } from "./access-unseen.ts";
import { answerOf, whoText } from "./access-who-text.ts";
import { accessWords as words } from "./access-words.ts";

/** `rollward access who`: everybody who can, each with a request that shows it (docs/formats/access.md). */
export const command = defineCommand({
  name: "access who",
  summary: summaries["access who"],
  description: words.whoDescription,
  options: {
    ...accessSourceOptions,
    action: { kind: "many", value: "ACTION", required: true, words: words.action },
    resource: { kind: "many", value: "ARN", required: true, words: words.resource },
  },
  examples: [
    {
      command:
        'rollward access who --snapshot snapshot.json --action dynamodb:Scan --resource "arn:aws:dynamodb:*:*:table/rollward-roll"',
      words: words.exampleWho,
    },
    {
      command:
        'rollward access who --snapshot snapshot.json --action "dynamodb:*" --resource "arn:aws:dynamodb:*:*:table/rollward-roll*"',
      words: words.exampleWhoAny,
    },
    {
      command:
        'rollward access who --template cdk.out --action "s3:Delete*" --resource "arn:aws:s3:::rollward-vault-222222222222/*" --json',
      words: words.exampleWhoTemplate,
    },
  ],
  run: async (values, context) => {
    const { action: actions, resource: resources } = values;
    const index = loadActions();
    for (const action of actions) checkAction(action, index);
    for (const resource of resources) checkResource(resource);
    const snapshot = await accessSource(values, "access who", context);
    const found = context.computing(() => compileAccess(snapshot, index).who({ actions, resources }));
    const { lang, json, stdout } = context;
    const policies = unreadPolicies(snapshot);
    const answers = found.map(({ principal, proof }) => answerOf(principal, proof, policies, lang));
    const unread = bearingOn(policies, resources);
    const isUnknown = answers.some(({ verdict }) => verdict === "unknown");
    const proved = !isUnknown && !leaveUnproved(unread);
    const unseen = unseenResources(snapshot, resources);
    const notSeen = unseenRemark(unseen, lang);
    if (json) {
      const notWhole = { ...(unseen.length > 0 && { unseen }), ...unreadKey(unread) };
      printJson({ principals: answers, ...notWhole }, context, stdout);
    } else stdout.write(whoText({ actions, resources, notSeen, proved }, answers, lang));
    if (notSeen !== undefined) context.remark(notSeen);
    for (const remark of unreadRemarks(unread, lang)) context.remark(remark);
    return isUnknown || leaveOpen(unread) ? exits.unread : exits.ok;
  },
});
