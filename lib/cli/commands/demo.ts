import { lstat, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { baseFaults } from "../../base/base-faults.ts";
import { exits } from "../../base/exit.ts";
import { failure } from "../../base/faults.ts";
import { systemCode } from "../../base/files.ts";
import { say } from "../../base/words.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand } from "../command.ts";
import { demoWords as words } from "../demo/demo-words.ts";
import { Stage } from "../demo/stage.ts";
import { playStory } from "../demo/story.ts";
import { wholeNumber } from "../whole-number.ts";

const defaultFolder = "rollward-demo";
const defaultVoters = "100000";
/** Only a folder that holds this may be replaced. */
const marker = ".rollward-demo";

/** `rollward demo`: the whole story, on this machine. */
export const command = defineCommand({
  name: "demo",
  summary: summaries.demo,
  description: words.description,
  options: {
    out: { kind: "one", value: "DIR", words: words.out },
    voters: { kind: "one", value: "N", words: words.voters },
    force: { kind: "flag", words: words.force },
  },
  needsChecks: true,
  examples: [
    { command: "rollward demo", words: words.example },
    { command: "rollward demo --voters 2000 --out /tmp/demo --lang fr", words: words.exampleSmall },
  ],
  run: async (values, context) => {
    const { lang, json } = context;
    // With --json the story is words, and words go to stderr: stdout is for what a program reads.
    const telling = json ? { ...context, stdout: context.stderr } : context;
    const { stdout } = telling;
    const out = values.out ?? defaultFolder;
    const voters = wholeNumber("--voters", values.voters ?? defaultVoters, 1000, 2_000_000);
    await prepareFolder(out, values.force);
    const started = performance.now();
    const stage = new Stage(telling);
    stdout.write(`${say(words.intro, lang, { out })}\n`);
    try {
      await playStory(stage, out, voters, telling);
    } catch (cause) {
      // Cut short by Ctrl-C or a full disk: half a demo is of no use to anyone.
      await rm(out, { recursive: true, force: true });
      throw cause;
    }
    const seconds = (performance.now() - started) / 1000;
    const { held, broken } = stage;
    stdout.write(`\n${say(words.end, lang, { held, seconds, out })}\n`);
    if (broken.length > 0) stdout.write(`${say(words.failed, lang, { broken: broken.length })}\n`);
    else stdout.write(`${say(words.next, lang)}\n`);
    if (json)
      context.stdout.write(`${JSON.stringify({ format: "rollward/demo@1", out, voters, held, broken })}\n`);
    return broken.length === 0 ? exits.ok : exits.integrity;
  },
});

async function prepareFolder(out: string, force: boolean): Promise<void> {
  const existing = await lstat(out).catch(() => undefined);
  if (existing !== undefined) {
    const ours =
      existing.isDirectory() && (await lstat(join(out, marker)).catch(() => undefined)) !== undefined;
    if (!force || !ours) throw failure(baseFaults["target-exists"], { path: out });
    await rm(out, { recursive: true });
  }
  try {
    await mkdir(out, { mode: 0o700 });
    await writeFile(join(out, marker), "");
  } catch (cause) {
    const reason = systemCode(cause);
    const fault = baseFaults[reason === "ENOENT" ? "target-folder" : "target-unwritable"];
    throw failure(fault, { path: out, reason }, cause);
  }
}
