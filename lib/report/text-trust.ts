import { say, type Lang, type Words } from "../base/words.ts";
import type { Report } from "./report.ts";

/** Whose signatures the verifications took for good, one sentence for each that differs. */
export function trustSentences(trust: Report["trust"], lang: Lang): readonly string[] {
  const sentences = trust.map(({ kind, hash, version, issuedAt, expiresAt, rootKeys, sealKeys }) =>
    say(words[kind], lang, {
      hash,
      version: version ?? 0,
      issuedAt: issuedAt ?? "",
      expiresAt: expiresAt ?? "",
      root: shortened(rootKeys),
      roots: rootKeys.length,
      seal: shortened(sealKeys),
    }),
  );
  return [...new Set(sentences)];
}

const shownKeys = 3;

/** Enough of each key’s id to tell it by eye; the JSON report has them whole. */
function shortened(ids: readonly string[]): string {
  const shown = ids.slice(0, shownKeys).map((id) => `${id.slice(0, 12)}…`);
  return `${shown.join(", ")}${ids.length > shownKeys ? ", …" : ""}`;
}

const words = {
  "trust-file": {
    en: "Trusted: trust file version {version}, SHA-256 {hash}, issued {issuedAt}, valid until {expiresAt}, {roots, plural, one {root key} other {root keys}} {root}",
    fr: "Confiance : fichier de confiance version {version}, SHA-256 {hash}, émis le {issuedAt}, valable jusqu’au {expiresAt}, {roots, plural, one {clé racine} other {clés racine}} {root}",
  },
  "public-key": {
    en: "Trusted: only the public key {seal}; no trust file names office, chain and recipients",
    fr: "Confiance : seulement la clé publique {seal} ; aucun fichier de confiance ne nomme le bureau, la chaîne et les destinataires",
  },
} satisfies Record<string, Words>;
