import { expect, test } from "vitest";
import { goodSigners, parseEnvelope, signEnvelope } from "../../lib/backup/dsse.ts";
import { publicHalf } from "../../lib/backup/signing-keys.ts";
import { localSigner, signEnvelopeBy } from "../../lib/backup/signer.ts";
import { office, stranger } from "./office.ts";

const type = "application/vnd.rollward.test+json";
const payload = Buffer.from("{}");

test("an envelope signed by signers is one that keys would have made", async () => {
  const keys = [office.signingKey, stranger.signingKey];
  const text = await signEnvelopeBy(type, payload, keys.map(localSigner));
  const trusted = new Map(keys.map((key) => [localSigner(key).keyId, publicHalf(key)]));
  const envelope = parseEnvelope(text)!;
  expect([...goodSigners(envelope, trusted)]).toEqual([...trusted.keys()]);
  // ECDSA draws a number for each signature: all else is the same text.
  const unsigned = (each: string) => each.replace(/"sig": "[^"]+"/g, '"sig": ""');
  expect(unsigned(text)).toBe(unsigned(signEnvelope(type, payload, keys)));
});
