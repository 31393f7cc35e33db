import { armor, Decrypter, identityToRecipient } from "age-encryption";
import { failure } from "../../base/faults.ts";
import { readInputText } from "../../base/files.ts";
import { keyFaults } from "../key-faults.ts";

/** A recovery identity: it opens what was sealed to `recipient`. `secret` never leaves memory, never is printed. */
export interface Identity {
  readonly secret: string;
  readonly recipient: string;
}

const role = { en: "The identity file", fr: "Le fichier d’identité" };

/** Asks the person for the passphrase of the file named; `undefined` where nobody can be asked. */
export type AskPassphrase = ((path: string) => Promise<string>) | undefined;

/**
 * The identities in a file: plain (one `AGE-SECRET-KEY-…` a line, `#` begins a comment) or sealed by a passphrase
 * (an armored age file).
 *
 * @throws RollwardError file-…, identity-malformed, identity-passphrase
 */
async function readIdentities(path: string, ask: AskPassphrase): Promise<readonly Identity[]> {
  let text = await readInputText(path, role, 1_000_000);
  if (text.trimStart().startsWith("-----BEGIN AGE ENCRYPTED FILE-----"))
    text = await openSealed(text, path, ask);
  const identities: Identity[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    try {
      identities.push({ secret: line, recipient: await identityToRecipient(line) });
    } catch {
      // The cause could quote the secret: it goes no further.
      throw failure(keyFaults["identity-malformed"], { path });
    }
  }
  if (identities.length === 0) throw failure(keyFaults["identity-malformed"], { path });
  return identities;
}

/** The identities of several files, one after another: two passphrases must not be asked for at once. */
export async function readAllIdentities(
  paths: readonly string[],
  ask: AskPassphrase,
): Promise<readonly Identity[]> {
  const identities: Identity[] = [];
  for (const path of paths) identities.push(...(await readIdentities(path, ask)));
  return identities;
}

/** The text inside a file that `keys new` sealed by a passphrase. */
export async function openSealed(text: string, path: string, ask: AskPassphrase): Promise<string> {
  if (ask === undefined) throw failure(keyFaults["passphrase-unasked"], { path });
  const decrypter = new Decrypter();
  decrypter.addPassphrase(await ask(path));
  try {
    return await decrypter.decrypt(armor.decode(text), "text");
  } catch {
    throw failure(keyFaults["passphrase-wrong"], { path });
  }
}
