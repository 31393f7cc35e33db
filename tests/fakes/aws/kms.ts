import { createECDH, createPublicKey, randomBytes, type KeyObject } from "node:crypto";
import type { KMSClient } from "@aws-sdk/client-kms";
import { callOf, type Call, type Command, type Hook } from "./calls.ts";

export interface MemoryKms {
  readonly client: Pick<KMSClient, "send">;
  readonly calls: readonly Call[];
  hook: Hook | undefined;
}

/** KMS with one signing key, which signs digests as the real one does. */
export function memoryKms(privateKey: KeyObject): MemoryKms {
  const calls: Call[] = [];
  const memory: MemoryKms = {
    client: { send: send as never },
    calls,
    hook: undefined,
  };
  return memory;

  async function send(command: Command): Promise<unknown> {
    const call = callOf(command);
    calls.push(call);
    await memory.hook?.(call, calls.length);
    if (call.command === "GetPublicKeyCommand") {
      const pem = privateKey.export({ format: "pem", type: "pkcs8" });
      return { PublicKey: new Uint8Array(createPublicKey(pem).export({ format: "der", type: "spki" })) };
    }
    if (call.command !== "SignCommand") throw new Error(`${call.command} is not in this memory`);
    const { MessageType, SigningAlgorithm, Message } = call.input;
    if (
      MessageType !== "DIGEST" ||
      SigningAlgorithm !== "ECDSA_SHA_256" ||
      (Message as Uint8Array).length !== 32
    )
      throw new Error("KMS would not sign that");
    return { Signature: signDigest(Message as Uint8Array, privateKey) };
  }
}

/** The order of P-256's base point (FIPS 186-5). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** ECDSA over a digest that is given, which node:crypto cannot do: it would hash it once more. In DER. */
function signDigest(digest: Uint8Array, privateKey: KeyObject): Uint8Array {
  const secret = toNumber(Buffer.from(String(privateKey.export({ format: "jwk" }).d), "base64url"));
  const once = randomBytes(31);
  const point = createECDH("prime256v1");
  point.setPrivateKey(once);
  const r = toNumber(point.getPublicKey().subarray(1, 33)) % order;
  const s = (power(toNumber(once), order - 2n) * (toNumber(digest) + r * secret)) % order;
  const numbers = Buffer.concat([der(r), der(s)]);
  return Buffer.concat([Buffer.from([0x30, numbers.length]), numbers]);
}

function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let left = exponent, square = base % order; left > 0n; left >>= 1n, square = (square * square) % order)
    if (left & 1n) result = (result * square) % order;
  return result;
}

function der(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 1 ? `0${hex}` : hex, "hex");
  const positive = bytes[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return Buffer.concat([Buffer.from([0x02, positive.length]), positive]);
}
