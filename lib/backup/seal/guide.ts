/** `RESTORE.md`, which lies beside every set: how to get the roll back with age, zstd and a shell, without Rollward. */
import type { ManifestPart } from "../manifest.ts";

export interface GuideFacts {
  readonly office: string;
  readonly chain: string;
  readonly sequence: number;
  readonly takenAt: string;
  readonly voters: number;
  readonly recipients: number;
  readonly postQuantum: boolean;
  readonly parts: readonly Pick<ManifestPart, "file" | "county" | "voters" | "sha256">[];
}

/** The text of the guide, English and French. Commands are POSIX shell; every name in them is ours. */
export function restoreGuide(facts: GuideFacts): string {
  const sums = facts.parts.map(({ sha256, file }) => `${sha256}  ${file}`).join("\n");
  const rows = facts.parts
    .map(({ file, county, voters }) => `| ${file} | ${cell(county)} | ${voters} |`)
    .join("\n");
  const ageVersion = facts.postQuantum ? "1.3" : "1.0";
  const script =
    facts.parts.length === 0
      ? ": > roll.ndjson"
      : `(
set -eu
umask 077
trap 'rm -f part.zst roll.ndjson.partial' EXIT
cat > parts.sha256 <<'END'
${sums}
END
sha256sum -c parts.sha256
: > roll.ndjson.partial
cut -c67- parts.sha256 | while read -r part; do
  age -d -i identity-1.txt "$part" > part.zst
  zstd -dc part.zst >> roll.ndjson.partial
done
test "$(wc -l < roll.ndjson.partial)" -eq ${facts.voters}
mv roll.ndjson.partial roll.ndjson
)`;
  return `# Restore this set by hand · Restaurer ce jeu à la main

Office / Bureau: ${cell(facts.office)} · chain / chaîne: ${facts.chain} · set / jeu: ${facts.sequence}
Taken / Pris: ${facts.takenAt} · voters / électeurs: ${facts.voters} · recipients / destinataires: ${facts.recipients}

**First of all, use Rollward if you can**: \`rollward restore\` also proves who made this set and, with its \`--state\`, that no newer one was seen.
This page alone proves neither, and its own words are only as good as the manifest that names its hash.

**Avant tout, utilisez Rollward si vous le pouvez** : \`rollward restore\` prouve aussi qui a fait ce jeu et, avec \`--state\`, qu’aucun plus récent n’a été vu.
Cette page seule ne prouve ni l’un ni l’autre, et ses mots ne valent que par le manifeste qui nomme son empreinte.

## English

You need: this folder, one recovery identity (\`identity-1.txt\`), and the programs \`age\` ${ageVersion} or later
(age-encryption.org), \`zstd\` and a shell. Work on a machine that is not connected, with room for the whole roll.
If the identity is sealed by a passphrase, \`age\` asks for it at every part: open it once with
\`age -d identity-1.txt > open-identity.txt\`, write that name in the commands, and destroy it afterwards.

1. **Copy this folder** to that machine. Never put an identity or a readable roll on the mirror itself.
2. Open a terminal in the copy and put \`identity-1.txt\` there.
3. Run the commands below. They stop at the first error; the roll is complete only when \`roll.ndjson\` exists.
4. \`roll.ndjson\` has one voter a line, in JSON, ordered by county and voter id. Once it is where it belongs, destroy the
   copy, the identity in it first.

For one county only, keep just its lines of \`parts.sha256\` and leave out the line that begins with \`test\`.

## Français

Il faut : ce dossier, une identité de secours (\`identity-1.txt\`) et les programmes \`age\` ${ageVersion} ou plus récent
(age-encryption.org), \`zstd\` et un interpréteur de commandes. Travaillez sur une machine non connectée, avec assez de
place pour toute la liste. Si l’identité est scellée par une phrase de passe, \`age\` la demande à chaque partie : ouvrez-la
une fois avec \`age -d identity-1.txt > open-identity.txt\`, écrivez ce nom dans les commandes, puis détruisez ce fichier.

1. **Copiez ce dossier** sur cette machine. Ne mettez jamais une identité ni une liste lisible sur le miroir lui-même.
2. Ouvrez un terminal dans la copie et placez-y \`identity-1.txt\`.
3. Exécutez les commandes ci-dessous. Elles s’arrêtent à la première erreur ; la liste n’est complète que si \`roll.ndjson\` existe.
4. \`roll.ndjson\` contient un électeur par ligne, en JSON, dans l’ordre des comtés puis des numéros d’électeur. Une fois
   la liste à sa place, détruisez la copie, et d’abord l’identité qui s’y trouve.

Pour un seul comté, ne gardez que ses lignes de \`parts.sha256\` et omettez la ligne qui commence par \`test\`.

## Commands · Commandes

\`\`\`sh
${script}
\`\`\`

## Parts · Parties

| file / fichier | county / comté | voters / électeurs |
| --- | --- | --- |
${rows}
`;
}

/** Names come from the roll: nothing in them may act as Markdown or HTML. */
function cell(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>()#+!|~&]/g, (char) => `&#${char.charCodeAt(0)};`)
    .replace(/[\u0085\u2028\u2029]/g, " ");
}
