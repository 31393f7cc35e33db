import { loadActions } from "../../actions/load.ts";
import { exits } from "../../base/exit.ts";
import { compileAccess } from "../../iam/compile.ts";
import { explain } from "../../iam/explain.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand } from "../command.ts";
import { printJson } from "../print-json.ts";
import { writeChunk } from "../write-chunk.ts";
import { askedRequests } from "./access-explain-request.ts";
import { explainText } from "./access-explain-text.ts";
import { explainWords as words } from "./access-explain-words.ts";
import { accessSource, accessSourceOptions } from "./access-source.ts";
import {
  bearingOn,
  namedIn,
  unlessUnread,
  unreadKey,
  unreadPolicies,
  unreadRemarks,
} from "./access-unread.ts";

/** `rollward access explain`: why a request is decided as it is (docs/formats/explain.md). */
export const command = defineCommand({
  name: "access explain",
  summary: summaries["access explain"],
  description: words.description,
  options: {
    ...accessSourceOptions,
    principal: { kind: "one", value: "ARN", words: words.principal },
    action: { kind: "one", value: "ACTION", words: words.action },
    resource: { kind: "one", value: "ARN", words: words.resource },
    context: { kind: "many", value: "KEY=VALUE", words: words.context },
    requests: { kind: "one", value: "FILE|-", words: words.requests },
    all: { kind: "flag", words: words.all },
  },
  examples: [
    {
      command:
        "rollward access explain --snapshot snapshot.json --principal arn:aws:iam::111122223333:role/clerk --action s3:GetObject --resource arn:aws:s3:::rollward-vault-222222222222/x",
      words: words.exampleOne,
    },
    {
      command:
        "rollward access explain --snapshot snapshot.json --principal arn:aws:iam::111122223333:role/clerk --action s3:GetObject --resource arn:aws:s3:::rollward-vault-222222222222/x --context aws:MultiFactorAuthPresent=true",
      words: words.exampleContext,
    },
    {
      command: "rollward access explain --snapshot snapshot.json --requests requests.ndjson --json",
      words: words.exampleMany,
    },
  ],
  run: async (values, context) => {
    const { lang, json, signal, stdout } = context;
    const index = loadActions();
    const requests = askedRequests(values, index, context);
    // A request that makes no sense is told before a large snapshot is read.
    let next = await requests.next();
    const snapshot = await accessSource(values, "access explain", context);
    const engine = compileAccess(snapshot, index);
    const unread = unreadPolicies(snapshot);
    for (const remark of unreadRemarks(unread.gaps, lang)) context.remark(remark);
    let unknown = 0;
    for (let first = true; next.done !== true; first = false, next = await requests.next()) {
      const { id, asked } = next.value;
      const found = explain(engine, asked);
      const decision = unlessUnread(found.decision, asked, unread, lang);
      if (decision.decision === "unknown") unknown++;
      if (json) {
        const { decision: _, ...rest } = found;
        const given = { ...(id !== undefined && { id }), request: asked };
        const open = unreadKey(bearingOn(unread, namedIn(asked)));
        printJson({ ...given, ...decision, ...rest, ...open }, context, stdout);
      } else {
        const text = explainText(asked, { ...found, decision }, { all: values.all, lang });
        await writeChunk(stdout, Buffer.from(first ? text : `\n${text}`), signal);
      }
    }
    return unknown > 0 ? exits.unread : exits.ok;
  },
});
