import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { kmsSigner } from "../../../lib/backup/cloud/kms-signer.ts";
import { goodSigners, keyId, parseEnvelope } from "../../../lib/backup/dsse.ts";
import { publicHalf } from "../../../lib/backup/signing-keys.ts";
import { signEnvelopeBy } from "../../../lib/backup/signer.ts";
import { ServiceError } from "../../fakes/aws/calls.ts";
import { memoryKms } from "../../fakes/aws/kms.ts";
import { codeOf } from "../commands.ts";
import { office, stranger } from "../office.ts";

const type = "application/vnd.rollward.test+json";
const trusted = new Map([[keyId(office.signingKey), publicHalf(office.signingKey)]]);

test("a signature by KMS is one that every verifier takes, however large the payload", async () => {
  const kms = memoryKms(office.signingKey);
  const signer = await kmsSigner(kms.client, "key");
  expect(signer.keyId).toBe(keyId(office.signingKey));
  for (const bytes of [0, 1, 4_096, 4_097, 1_000_000]) {
    const text = await signEnvelopeBy(type, Buffer.alloc(bytes, 0x61), [signer]);
    expect(goodSigners(parseEnvelope(text)!, trusted).size, `${bytes} bytes`).toBe(1);
  }
  expect(kms.calls.filter(({ command }) => command === "GetPublicKeyCommand")).toHaveLength(1);
});

describe("what is refused", () => {
  test("a key of another kind", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-384" });
    expect(await codeOf(kmsSigner(memoryKms(privateKey).client, "key"))).toBe("key-malformed");
    const nothing = { send: async () => ({}) };
    expect(await codeOf(kmsSigner(nothing as never, "key"))).toBe("key-malformed");
  });

  test("a signature by another key than the one whose public half was shown", async () => {
    const kms = memoryKms(office.signingKey);
    const other = memoryKms(stranger.signingKey);
    const send = async (command: never) =>
      (command as object).constructor.name === "SignCommand"
        ? other.client.send(command)
        : kms.client.send(command);
    const signer = await kmsSigner({ send } as never, "key");
    expect(await codeOf(signer.sign(Buffer.from("x")))).toBe("aws-refused");
  });

  test("no right to sign, or to see the public half", async () => {
    for (const refused of ["SignCommand", "GetPublicKeyCommand"]) {
      const kms = memoryKms(office.signingKey);
      kms.hook = ({ command }) => {
        if (command === refused) throw new ServiceError("AccessDeniedException", 400);
      };
      const signing = kmsSigner(kms.client, "key").then((signer) => signer.sign(Buffer.from("x")));
      await expect(signing).rejects.toMatchObject({
        code: "aws-refused",
        args: { reason: "AccessDeniedException" },
      });
    }
  });
});
