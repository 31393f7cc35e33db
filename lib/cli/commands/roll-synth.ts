import { createHash } from "node:crypto";
import { exits, type Exit } from "../../base/exit.ts";
import { writeBeside } from "../../base/output.ts";
import { say } from "../../base/words.ts";
import { mostCounties } from "../../register/synth/counties.ts";
import { mostVoters, synthesise, type SynthOptions } from "../../register/synth/synthesise.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand, type Context } from "../command.ts";
import { wholeNumber } from "../whole-number.ts";
import { writeChunk } from "../write-chunk.ts";
import { rollSynthWords as words } from "./roll-synth-words.ts";
import { printJson } from "../print-json.ts";

const defaultCounties = "12";
const defaultSeed = "rollward";

/** `rollward roll synth`: an invented roll, the same for the same seed. */
export const command = defineCommand({
  name: "roll synth",
  summary: summaries["roll synth"],
  description: words.description,
  options: {
    voters: { kind: "one", value: "N", required: true, words: words.voters },
    counties: { kind: "one", value: "N", words: words.counties },
    seed: { kind: "one", value: "TEXT", words: words.seed },
    out: { kind: "one", value: "FILE|-", required: true, words: words.out },
    force: { kind: "flag", words: words.force },
  },
  examples: [
    { command: "rollward roll synth --voters 100000 --out roll.ndjson", words: words.exampleFile },
    { command: "rollward roll synth --voters 5 --seed rehearsal --out -", words: words.examplePipe },
  ],
  run: async (values, context) => {
    const options: SynthOptions = {
      voters: wholeNumber("--voters", values.voters, 0, mostVoters),
      counties: wholeNumber("--counties", values.counties ?? defaultCounties, 1, mostCounties),
      seed: values.seed ?? defaultSeed,
    };
    const { out, force } = values;
    if (out === "-") {
      const written = await invent(options, context, (block) =>
        writeChunk(context.stdout, block, context.signal),
      );
      return tell(context, out, options, written);
    }
    let written: Written | undefined;
    await writeBeside(out, { force }, async (_, file) => {
      written = await invent(options, context, (block) => file.appendFile(block));
    });
    return written === undefined ? exits.ok : tell(context, out, options, written);
  },
});

interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

type Take = (block: Buffer) => Promise<void>;

async function invent(options: SynthOptions, context: Context, take: Take): Promise<Written> {
  const digest = createHash("sha256");
  let bytes = 0;
  context.progress.start(say(words.inventing, context.lang), "voters", options.voters);
  for (const block of synthesise(options)) {
    context.signal.throwIfAborted();
    await take(block);
    digest.update(block);
    bytes += block.length;
    context.progress.add(linesIn(block));
  }
  context.progress.end();
  return { bytes, sha256: digest.digest("hex") };
}

const lineFeed = 0x0a;

function linesIn(block: Buffer): number {
  let lines = 0;
  for (let at = block.indexOf(lineFeed); at !== -1; at = block.indexOf(lineFeed, at + 1)) lines++;
  return lines;
}

/** The result, on stdout; on stderr when stdout carries the roll itself. */
function tell(context: Context, out: string, options: SynthOptions, written: Written): Exit {
  const { json, lang } = context;
  const result = { out, ...options, ...written };
  const stream = out === "-" ? context.stderr : context.stdout;
  if (json) printJson({ format: "rollward/synth@1", ...result }, context, stream);
  else stream.write(`${say(words.done, lang, result)}\n`);
  return exits.ok;
}
