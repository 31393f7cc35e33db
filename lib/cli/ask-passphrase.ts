import { baseFaults } from "../base/base-faults.ts";
import { failure } from "../base/faults.ts";
import { say, type Words } from "../base/words.ts";
import { passphraseWords } from "./ask-passphrase-words.ts";
import { cliFaults } from "./cli-faults.ts";
import type { Context } from "./command.ts";

/** A new passphrase guards the roll for years, offline, where it can be guessed without limit. */
const leastNew = 12;

/**
 * Asks for a passphrase on the terminal, without showing it. With `confirm` it is a new one: asked twice, and of at
 * least 12 characters.
 *
 * @param words what the passphrase is for, as the prompt says it
 * @throws RollwardError passphrase-terminal, passphrase-differs; interrupted when the person gives up
 */
export async function askPassphrase(
  context: Pick<Context, "stdin" | "stderr" | "lang" | "signal">,
  words: Words,
  options: { readonly confirm: boolean },
): Promise<string> {
  if (context.stdin.isTTY !== true || context.stderr.isTTY !== true)
    throw failure(cliFaults["passphrase-terminal"]);
  const { isCancel, password } = await import("@clack/prompts");
  const tooShort = (value: string | undefined) => {
    const length = [...(value ?? "")].length;
    if (length === 0) return say(passphraseWords.empty, context.lang);
    return options.confirm && length < leastNew
      ? say(passphraseWords.short, context.lang, { least: leastNew })
      : undefined;
  };
  const ask = async (message: Words, validate: typeof tooShort | undefined) => {
    const given = await password({
      message: say(message, context.lang),
      input: context.stdin,
      output: context.stderr,
      signal: context.signal,
      ...(validate === undefined ? {} : { validate }),
    });
    if (isCancel(given)) throw failure(baseFaults.interrupted);
    return given;
  };
  const first = await ask(words, tooShort);
  if (options.confirm && (await ask(passphraseWords.again, undefined)) !== first) {
    throw failure(cliFaults["passphrase-differs"]);
  }
  return first;
}
