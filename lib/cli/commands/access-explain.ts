import { exits } from "../../base/exit.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand } from "../command.ts";

export const command = defineCommand({
  name: "access explain",
  summary: summaries["access explain"],
  description: summaries["access explain"],
  options: {},
  examples: [],
  run: async (_values, { stderr }) => {
    stderr.write("not built yet\n");
    return exits.usage;
  },
});
