import { matrixExit, tellMatrix } from "../../audit/matrix-told.ts";
import { matrixOf } from "../../audit/matrix.ts";
import { prepare } from "../../audit/prepare.ts";
import { renderMatrix } from "../../report/matrix-text.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand } from "../command.ts";
import { officeConfig } from "../office-config.ts";
import { printJson } from "../print-json.ts";
import { accessSource, accessSourceOptions } from "./access-source.ts";
import { bearingOn, unreadKey, unreadPolicies, unreadRemarks } from "./access-unread.ts";
import { objectivesOf } from "./audit-office.ts";
import { matrixCommandWords as words } from "./access-matrix-words.ts";

/** `rollward access matrix`: what the contract allows against what is possible (docs/formats/matrix.md). */
export const command = defineCommand({
  name: "access matrix",
  summary: summaries["access matrix"],
  description: words.description,
  options: accessSourceOptions,
  examples: [
    { command: "rollward access matrix --snapshot snapshot.json", words: words.exampleSnapshot },
    { command: "rollward access matrix --template cdk.out --json", words: words.exampleTemplate },
  ],
  run: async (values, context) => {
    const { lang, json, stdout, colour } = context;
    const config = (await officeConfig(context))?.config;
    const snapshot = await accessSource(values, "access matrix", context);
    const now = context.clock();
    const { contract, access, reach } = prepare(snapshot, config);
    const objectives = objectivesOf(undefined, config, now);
    const input = { snapshot, objectives, contract, access, reach, now };
    const matrix = tellMatrix(
      context.computing(() => matrixOf(input)),
      lang,
    );
    const unread = bearingOn(unreadPolicies(snapshot), ["*"]);
    if (json) {
      const { cells, holders, open } = matrix;
      printJson({ cells, holders, open, ...unreadKey(unread) }, context, stdout);
    } else stdout.write(renderMatrix(matrix, { lang, colour }));
    for (const remark of unreadRemarks(unread, lang)) context.remark(remark);
    return matrixExit(matrix);
  },
});
