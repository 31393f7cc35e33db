import { sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { goodSigners, keyId, parseEnvelope, signEnvelope } from "../../lib/backup/dsse.ts";
import { newSigningKey, publicHalf } from "../../lib/backup/signing-keys.ts";
import { office, stranger } from "./office.ts";

const type = "application/vnd.example+json";
const payload = Buffer.from('{"greeting":"bonjour"}');
const text = signEnvelope(type, payload, [office.signingKey]);
const ours = new Map([[keyId(office.signingKey), publicHalf(office.signingKey)]]);

/** What an envelope means to a verifier: type, payload and who signed; `undefined` when it is refused. */
function meaning(envelope: string): string | undefined {
  const parsed = parseEnvelope(envelope);
  if (parsed === undefined || goodSigners(parsed, ours).size < 1) return undefined;
  return `${parsed.payloadType} ${Buffer.from(parsed.payload).toString("hex")}`;
}

test("an envelope holds what was put in", () => {
  expect(meaning(text)).toBe(`${type} ${payload.toString("hex")}`);
});

test("the vector of the DSSE specification: what is signed", () => {
  // github.com/secure-systems-lab/dsse, protocol.md, "Test Vectors".
  const message = "DSSEv1 29 http://example.com/HelloWorld 11 hello world";
  const parsed = parseEnvelope(
    signEnvelope("example.com/hello", Buffer.from("hello world"), [office.signingKey]),
  )!;
  const sig = sign("sha256", Buffer.from(message), office.signingKey);
  const envelope = {
    payloadType: "http://example.com/HelloWorld",
    payload: parsed.payload,
    signatures: [{ keyid: keyId(office.signingKey), sig }],
  };
  expect(goodSigners(envelope, ours).size).toBe(1);
});

describe("every single character counts", () => {
  const places = Array.from(text, (_, at) => at);

  test.each([
    ["replaced by another", "A"],
    ["replaced by a digit", "7"],
    ["replaced by punctuation", '"'],
    ["replaced by a letter no base64 has", "é"],
  ])("%s", (_, char) => {
    const kept = places.filter((at) => {
      if (text[at] === char || /\s/.test(text[at]!)) return false;
      return meaning(text.slice(0, at) + char + text.slice(at + 1)) !== undefined;
    });
    expect(kept).toEqual([]);
  });

  test("in the other case", () => {
    const other = (char: string) => (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase());
    const kept = places.filter(
      (at) =>
        other(text[at]!) !== text[at] &&
        meaning(text.slice(0, at) + other(text[at]!) + text.slice(at + 1)) !== undefined,
    );
    expect(kept).toEqual([]);
  });

  test("left out", () => {
    const kept = places.filter(
      (at) => !/\s/.test(text[at]!) && meaning(text.slice(0, at) + text.slice(at + 1)) !== undefined,
    );
    expect(kept).toEqual([]);
  });

  test("written twice", () => {
    const kept = places.filter(
      (at) => !/\s/.test(text[at]!) && meaning(text.slice(0, at) + text[at]! + text.slice(at)) !== undefined,
    );
    expect(kept).toEqual([]);
  });

  test("cut anywhere", () => {
    const kept = places.filter(
      (at) => text.slice(at).trim() !== "" && meaning(text.slice(0, at)) !== undefined,
    );
    expect(kept).toEqual([]);
  });
});

describe("white space", () => {
  test.each([
    ["none", text.replaceAll(/\s/g, "")],
    ["line ends of Windows", text.replaceAll("\n", "\r\n")],
    ["tabs and more lines", `\n\t${text.replaceAll(" ", "\t ")}\n\n`],
  ])("between the signs does not count: %s", (_, spaced) => expect(meaning(spaced)).toBe(meaning(text)));

  test.each([" ", "\t", "\n", "\\n", "\u00a0", "\u2028"])("inside a value does: %j", (space) => {
    const inside = /("payload": "e|"sig": "M|"keyid": ".|"payloadType": "a)/g;
    const meanings = [...text.matchAll(inside)].map(({ 0: before }) =>
      meaning(text.replace(before, before + space)),
    );
    expect(meanings).toEqual([undefined, undefined, undefined, undefined]);
  });
});

const json = JSON.parse(text) as {
  payloadType: string;
  payload: string;
  signatures: { keyid: string; sig: string }[];
};
const [signature] = json.signatures;
const cases: readonly [string, string][] = [
  ["a key twice", text.replace("{", '{"payloadType":"x",')],
  ["a key twice with the same value", text.replace("{", `{"payloadType":"${type}",`)],
  ["keys of a signature twice", text.replace('"keyid"', '"sig":"AAAA","keyid"')],
  ["an unknown key", JSON.stringify({ ...json, unknown: 1 })],
  ["an unknown key in a signature", JSON.stringify({ ...json, signatures: [{ ...signature, cert: "" }] })],
  ["no signatures", JSON.stringify({ ...json, signatures: [] })],
  [
    "a hundred and one signatures",
    JSON.stringify({ ...json, signatures: Array.from({ length: 101 }, () => signature) }),
  ],
  ["no payload", JSON.stringify({ ...json, payload: undefined })],
  ["a payload that is no text", JSON.stringify({ ...json, payload: 1 })],
  ["base64url", JSON.stringify({ ...json, payload: Buffer.from([251, 255, 254]).toString("base64url") })],
  ["base64 with spare bits set", JSON.stringify({ ...json, payload: "AB==" })],
  ["base64 without padding", JSON.stringify({ ...json, payload: "AA" })],
  ["base64 with too much padding", JSON.stringify({ ...json, payload: "AAA==" })],
  [
    "a key id in capitals",
    JSON.stringify({ ...json, signatures: [{ ...signature, keyid: signature!.keyid.toUpperCase() }] }),
  ],
  ["an escape", text.replace(type, type.replace("a", "\\u0061"))],
  ["a list", `[${text}]`],
  ["null", "null"],
  ["a text", '"x"'],
  ["nothing", ""],
];
test.each(cases)("refused: %s", (_, envelope) => expect(parseEnvelope(envelope)).toBeUndefined());

describe("who signed", () => {
  const signers = (keys: Parameters<typeof signEnvelope>[2], trusted = ours) =>
    goodSigners(parseEnvelope(signEnvelope(type, payload, keys))!, trusted);

  test("another key counts for nothing", () => expect(signers([stranger.signingKey]).size).toBe(0));
  test("one key that signs twice counts once", () =>
    expect(signers([office.signingKey, office.signingKey]).size).toBe(1));
  test("others beside it do no harm", () =>
    expect(signers([stranger.signingKey, office.signingKey])).toEqual(new Set(ours.keys())));

  test("a bad signature does not hide a good one of the same key", () => {
    const bad = { ...signature!, sig: Buffer.from("no signature").toString("base64") };
    expect(meaning(JSON.stringify({ ...json, signatures: [bad, signature] }))).toBe(meaning(text));
  });

  test("a signature under somebody else’s name counts for nobody", () => {
    const other = newSigningKey().privateKey;
    const both = new Map([...ours, [keyId(other), publicHalf(other)]]);
    const moved = JSON.stringify({ ...json, signatures: [{ ...signature, keyid: keyId(other) }] });
    expect(goodSigners(parseEnvelope(moved)!, both).size).toBe(0);
  });

  test("a payload that says its type by its length cannot be read as another", () => {
    const parsed = parseEnvelope(text)!;
    expect(goodSigners({ ...parsed, payloadType: `${type} 1` }, ours).size).toBe(0);
  });
});
