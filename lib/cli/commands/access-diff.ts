import { exits } from "../../base/exit.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand } from "../command.ts";

export const command = defineCommand({
  name: "access diff",
  summary: summaries["access diff"],
  description: summaries["access diff"],
  options: {},
  examples: [],
  run: async (_values, { stderr }) => {
    stderr.write("not built yet\n");
    return exits.usage;
  },
});
