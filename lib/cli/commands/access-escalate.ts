import { exits } from "../../base/exit.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand } from "../command.ts";

export const command = defineCommand({
  name: "access escalate",
  summary: summaries["access escalate"],
  description: summaries["access escalate"],
  options: {},
  examples: [],
  run: async (_values, { stderr }) => {
    stderr.write("not built yet\n");
    return exits.usage;
  },
});
