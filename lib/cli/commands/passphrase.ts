import type { AskPassphrase } from "../../backup/age/identities.ts";
import { askPassphrase } from "../ask-passphrase.ts";
import type { Context } from "../command.ts";

/** Asks for the passphrase of a sealed file, where there is a terminal to ask on. */
export function passphraseOf(context: Context): AskPassphrase {
  if (context.stdin.isTTY !== true || context.stderr.isTTY !== true) return undefined;
  // Braces would be a place for a name in the words: a path may hold some.
  return (path) => {
    const name = path.replace(/[{}]/g, "_");
    const words = { en: `Passphrase of ${name}`, fr: `Phrase de passe de ${name}` };
    return askPassphrase(context, words, { confirm: false });
  };
}
