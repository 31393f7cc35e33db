import { verify } from "node:crypto";
import { GetPublicKeyCommand, SignCommand, type KMSClient } from "@aws-sdk/client-kms";
import { sha256 } from "../../base/bytes.ts";
import { failure } from "../../base/faults.ts";
import { refusal } from "../../register/dynamodb-refusal.ts";
import { keyId } from "../dsse.ts";
import { keyFaults } from "../key-faults.ts";
import { publicKeyOf, signingKeyRole } from "../signing-keys.ts";
import type { Signer } from "../signer.ts";

/**
 * Signs with an ECDSA P-256 key that never leaves KMS. KMS takes at most 4,096 bytes as they are, so it is given the
 * digest; its signature is in DER, as ours are (docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html). The public
 * half is read first, for a key that no trust file names must be known before a whole roll is sealed.
 *
 * @throws RollwardError aws-refused; key-malformed when it is another kind of key
 */
export async function kmsSigner(client: Pick<KMSClient, "send">, key: string): Promise<Signer> {
  const refused = (action: string) => (cause: unknown) => {
    throw refusal(action, key, cause);
  };
  const { PublicKey } = await client
    .send(new GetPublicKeyCommand({ KeyId: key }))
    .catch(refused("kms:GetPublicKey"));
  const publicKey = PublicKey === undefined ? undefined : publicKeyOf(PublicKey);
  if (publicKey === undefined) throw failure(keyFaults["key-malformed"], { what: signingKeyRole, path: key });
  return {
    keyId: keyId(publicKey),
    async sign(message) {
      const command = new SignCommand({
        KeyId: key,
        Message: sha256(message),
        MessageType: "DIGEST",
        SigningAlgorithm: "ECDSA_SHA_256",
      });
      const { Signature } = await client.send(command).catch(refused("kms:Sign"));
      if (Signature === undefined || !verify("sha256", message, publicKey, Signature))
        throw refusal("kms:Sign", key, new Error("no good signature came back"));
      return Signature;
    },
  };
}
