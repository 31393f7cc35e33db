import { addAbortSignal } from "node:stream";
import { loadActions } from "../../actions/load.ts";
import { exits } from "../../base/exit.ts";
import { failure } from "../../base/faults.ts";
import { openInput } from "../../base/files.ts";
import { compileAccess } from "../../iam/compile.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand, type Context } from "../command.ts";
import { writeChunk } from "../write-chunk.ts";
import { accessFaults as faults } from "./access-faults.ts";
import { requestLines } from "./access-lines.ts";
import { parseRequest } from "./access-request.ts";
import { accessSource, accessSourceOptions } from "./access-source.ts";
import { unlessUnread, unreadPolicies, unreadRemarks } from "./access-unread.ts";
import { accessWords as words } from "./access-words.ts";

/** `rollward access decide`: a line of JSON in, a line of JSON out (docs/formats/access.md). */
export const command = defineCommand({
  name: "access decide",
  summary: summaries["access decide"],
  description: words.decideDescription,
  options: {
    ...accessSourceOptions,
    requests: { kind: "one", value: "FILE|-", words: words.requests },
  },
  examples: [
    {
      command: "rollward access decide --snapshot snapshot.json --requests requests.ndjson",
      words: words.exampleDecide,
    },
    {
      command: "make-requests | rollward access decide --template cdk.out --account 111122223333",
      words: words.exampleDecidePipe,
    },
  ],
  run: async (values, context) => {
    const snapshot = await accessSource(values, "access decide", context);
    const index = loadActions();
    const access = compileAccess(snapshot, index);
    const unread = unreadPolicies(snapshot);
    const { lang, signal, stdout } = context;
    for (const remark of unreadRemarks(unread.gaps, lang)) context.remark(remark);
    let [asked, unknown] = [0, 0];
    const path = values.requests ?? "-";
    await using source = await requestSource(path, context);
    for await (const lines of requestLines(source.stream, signal)) {
      const answers: string[] = [];
      try {
        for (const line of lines) {
          const { id, asked: request } = parseRequest(line, index);
          const decided = unlessUnread(access.decide(request), request, unread, lang);
          asked++;
          if (decided.decision === "unknown") unknown++;
          answers.push(`${JSON.stringify({ id, ...decided })}\n`);
        }
      } finally {
        // What was decided before a bad line is written all the same.
        if (answers.length > 0) await writeChunk(stdout, Buffer.from(answers.join("")), signal);
      }
    }
    // What should have made requests may have failed: that nothing was asked is not that nothing is wrong.
    if (asked === 0) throw failure(faults["requests-empty"], { path: path === "-" ? "stdin" : path });
    return unknown > 0 ? exits.unread : exits.ok;
  },
});

async function requestSource(path: string, { stdin, signal }: Context) {
  if (path === "-") {
    return { stream: addAbortSignal(signal, stdin), [Symbol.asyncDispose]: async () => {} };
  }
  const file = await openInput(path, words.requestsFile);
  const stream = addAbortSignal(signal, file.createReadStream());
  return {
    stream,
    [Symbol.asyncDispose]: async () => {
      stream.destroy();
      await file.close();
    },
  };
}
