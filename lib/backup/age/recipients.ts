import { Encrypter } from "age-encryption";
import { failure } from "../../base/faults.ts";
import { readInputText } from "../../base/files.ts";
import { keyFaults } from "../key-faults.ts";

/** Which cryptography a recipient uses: a file must not mix them, or it is only as strong as the weaker. */
export type RecipientKind = "post-quantum" | "classic";

/** More would not fit in a manifest, and no office has as many places of safety. */
const maxRecipients = 100;

const role = { en: "The recipients file", fr: "Le fichier de destinataires" };

/**
 * The recipients in a file: one a line, `#` begins a comment.
 *
 * @throws RollwardError file-… , recipients-empty, recipient-malformed, recipient-twice, recipients-mixed
 */
export async function readRecipients(path: string): Promise<readonly string[]> {
  const text = await readInputText(path, role, 1_000_000);
  const recipients: string[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    if (recipientKind(line) === undefined)
      throw failure(keyFaults["recipient-malformed"], { path, line: index + 1 });
    if (recipients.includes(line)) throw failure(keyFaults["recipient-twice"], { path, line: index + 1 });
    recipients.push(line);
  }
  if (recipients.length > maxRecipients) {
    throw failure(keyFaults["recipients-many"], { path, count: recipients.length, most: maxRecipients });
  }
  if (recipients.length === 0) throw failure(keyFaults["recipients-empty"], { path });
  if (new Set(recipients.map(recipientKind)).size > 1) throw failure(keyFaults["recipients-mixed"], { path });
  return recipients;
}

/** The kind of a well-formed recipient, `undefined` for anything else (plugins and SSH keys among them). */
export function recipientKind(recipient: string): RecipientKind | undefined {
  const kind = recipient.startsWith("age1pq1")
    ? "post-quantum"
    : recipient.startsWith("age1")
      ? "classic"
      : undefined;
  if (kind === undefined) return undefined;
  try {
    new Encrypter().addRecipient(recipient);
    return kind;
  } catch {
    return undefined;
  }
}
