/** Manifests that say something else, or are signed by somebody else. */
import { readFileSync, writeFileSync } from "node:fs";
import { keyId, signEnvelope } from "../../../lib/backup/dsse.ts";
import { encodeManifest, manifestType } from "../../../lib/backup/manifest.ts";
import { trustType } from "../../../lib/backup/trust.ts";
import { office, stranger } from "../office.ts";
import type { BrokenSet } from "./broken-set.ts";
import { copy, editEnvelope, manifestOf, readManifest, resign } from "./stage.ts";

const newestBroken = { exit: 4, restore: "restore-newest-broken" } as const;
const malformed = { ...newestBroken, problems: ["manifest-malformed"] };
const signature = { ...newestBroken, problems: ["manifest-signature"] };
const otherHash = "0123456789abcdef".repeat(4);

function signedAs(type: string, mirror: string): void {
  const payload = encodeManifest(readManifest(mirror, 3));
  writeFileSync(manifestOf(mirror, 3), signEnvelope(type, payload, [office.signingKey]));
}

export const brokenManifests: readonly BrokenSet[] = [
  {
    act: "the manifest signed by a stranger’s key",
    does: ({ a }) => resign(a, 3, undefined, stranger.signingKey),
    ...signature,
  },
  {
    act: "the manifest signed by a stranger’s key under the name of ours",
    does: ({ a }) => {
      resign(a, 3, undefined, stranger.signingKey);
      editEnvelope(a, 3, (text) => text.replace(keyId(stranger.signingKey), keyId(office.signingKey)));
    },
    ...signature,
  },
  {
    act: "the manifest signed by the root key, which may not seal",
    does: ({ a }) => resign(a, 3, undefined, office.rootKey),
    ...signature,
  },
  {
    act: "an older manifest signed by a stranger’s key",
    does: ({ a }) => resign(a, 2, undefined, stranger.signingKey),
    problems: ["manifest-signature"],
    exit: 4,
    restore: 3,
  },
  {
    act: "the signatures taken away",
    does: ({ a }) =>
      editEnvelope(a, 3, (text) => text.replace(/"signatures": \[[^\]]*\]/, '"signatures": []')),
    ...malformed,
  },
  {
    act: "an empty signature",
    does: ({ a }) => editEnvelope(a, 3, (text) => text.replace(/"sig": "[^"]*"/, '"sig": ""')),
    ...signature,
  },
  {
    act: "the payload named twice, the good one last",
    does: ({ a }) => editEnvelope(a, 3, (text) => text.replace("{", '{"payload":"AAAA",')),
    ...malformed,
  },
  {
    act: "the payload named twice, the good one first",
    does: ({ a }) => editEnvelope(a, 3, (text) => text.replace(/\}\s*$/, ',"payload":"AAAA"}')),
    ...malformed,
  },
  {
    act: "a key more in the envelope",
    does: ({ a }) => editEnvelope(a, 3, (text) => text.replace("{", '{"note":"",')),
    ...malformed,
  },
  {
    act: "a __proto__ key in the envelope",
    does: ({ a }) => editEnvelope(a, 3, (text) => text.replace("{", '{"__proto__":{"payload":"AAAA"},')),
    ...malformed,
  },
  {
    act: "a key of the envelope written with an escape",
    does: ({ a }) => editEnvelope(a, 3, (text) => text.replace('"payload"', '"\\u0070ayload"')),
    ...malformed,
  },
  {
    act: "the payload without its padding",
    does: ({ a }) => editEnvelope(padded(a), 3, (text) => text.replace(/(=+)"/, '"')),
    ...malformed,
  },
  {
    act: "a line feed inside the payload",
    does: ({ a }) => editEnvelope(a, 3, (text) => text.replace(/("payload": ".{76})/, "$1\\n")),
    ...malformed,
  },
  {
    act: "a list in place of the envelope",
    does: ({ a }) => editEnvelope(a, 3, (text) => `[${text}]`),
    ...malformed,
  },
  { act: "a signed envelope of another type", does: ({ a }) => signedAs(trustType, a), ...malformed },
  {
    act: "the trust file in place of the manifest",
    does: ({ a }) => copy(office.trustPath, manifestOf(a, 3)),
    ...malformed,
  },
  {
    act: "another type than was signed",
    does: ({ a }) => {
      signedAs(trustType, a);
      editEnvelope(a, 3, (text) => text.replace(trustType, manifestType));
    },
    ...signature,
  },
  {
    act: "a manifest of a format that is yet to come",
    does: ({ a }) => resign(a, 3, (manifest) => ({ ...manifest, format: "rollward/manifest@2" })),
    problems: ["manifest-newer"],
    exit: 3,
    restore: "restore-newest-broken",
  },
  {
    act: "a manifest of no known format",
    does: ({ a }) => resign(a, 3, (manifest) => ({ ...manifest, format: "x" })),
    ...malformed,
  },
  {
    act: "a key more in the manifest",
    does: ({ a }) => resign(a, 3, (manifest) => ({ ...manifest, extra: 1 })),
    ...malformed,
  },
  {
    act: "a key less in the manifest",
    does: ({ a }) => resign(a, 3, (manifest) => ({ ...manifest, guide: undefined })),
    ...malformed,
  },
  {
    act: "a manifest that counts one voter more",
    does: ({ a }) => resign(a, 3, (manifest) => ({ ...manifest, voters: manifest.voters + 1 })),
    ...malformed,
  },
  {
    act: "a manifest that names a part outside its folder",
    does: ({ a }) =>
      resign(a, 3, (manifest) => ({
        ...manifest,
        parts: manifest.parts.with(0, { ...manifest.parts[0]!, file: "../00000002/manifest.json" }),
      })),
    ...malformed,
  },
  {
    act: "a later set that names none before it",
    does: ({ a }) => resign(a, 3, (manifest) => ({ ...manifest, previous: null })),
    ...malformed,
  },
  {
    act: "a set that names another one before it",
    does: ({ a }) => resign(a, 3, (manifest) => ({ ...manifest, previous: otherHash })),
    problems: ["chain-broken"],
    ...newestBroken,
  },
  {
    act: "a middle set signed anew by our own key",
    does: ({ a }) => resign(a, 2, (manifest) => ({ ...manifest, tool: "another" })),
    problems: ["chain-broken"],
    ...newestBroken,
  },
  {
    act: "a set of another office under our key",
    does: ({ a }) => resign(a, 3, (manifest) => ({ ...manifest, office: "elsewhere" })),
    problems: ["office-foreign"],
    ...newestBroken,
  },
  {
    act: "a set of another chain under our key",
    does: ({ a }) => resign(a, 3, (manifest) => ({ ...manifest, chain: "00112233445566778899aabbccddeeff" })),
    problems: ["chain-foreign"],
    ...newestBroken,
  },
  {
    act: "a set that claims other recipients",
    does: ({ a }) => resign(a, 3, (manifest) => ({ ...manifest, recipients: stranger.recipients })),
    problems: ["recipients-foreign"],
    ...newestBroken,
  },
  {
    act: "a set that claims one recipient fewer",
    does: ({ a }) => resign(a, 3, (manifest) => ({ ...manifest, recipients: office.recipients.slice(1) })),
    problems: ["recipients-foreign"],
    ...newestBroken,
  },
  {
    act: "a set taken before the one before it",
    does: ({ a }) => resign(a, 3, (manifest) => ({ ...manifest, takenAt: "2026-03-01T12:00:00Z" })),
    problems: ["time-backwards"],
    exit: 4,
    restore: 3,
  },
  {
    act: "a set taken tomorrow",
    does: ({ a }) => resign(a, 3, (manifest) => ({ ...manifest, takenAt: "2026-03-03T23:00:00Z" })),
    problems: ["taken-in-future"],
    exit: 1,
    restore: 3,
  },
];

/** Sees to it that the newest payload has padding to lose. */
function padded(mirror: string): string {
  for (let tool = "t"; !readFileSync(manifestOf(mirror, 3), "utf8").includes('="'); tool += "t") {
    resign(mirror, 3, (manifest) => ({ ...manifest, tool }));
  }
  return mirror;
}
