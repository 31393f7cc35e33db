import { createSign, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";

/** Whoever signs the staff’s tokens: OpenID Connect on this machine, as far as the emulator’s authorizer asks. */
export interface IdentityProvider extends AsyncDisposable {
  readonly issuer: string;
  /** A token with these scopes, and these claims in place of the usual ones. */
  token(scopes: readonly string[], claims?: Readonly<Record<string, unknown>>): string;
}

export async function openIdentityProvider(audience: string): Promise<IdentityProvider> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const kid = "office-key";
  const jwks = { keys: [{ ...publicKey.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" }] };
  const server = createServer((request, response) => {
    const isKeys = request.url === "/jwks.json";
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(isKeys ? jwks : { issuer, jwks_uri: `${issuer}/jwks.json` }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return {
    issuer,
    token(scopes, claims = {}) {
      const now = Math.floor(Date.now() / 1000);
      const usual = {
        iss: issuer,
        aud: audience,
        sub: "ada",
        scope: scopes.join(" "),
        iat: now - 5,
        exp: now + 300,
      };
      const signed = `${encode({ alg: "RS256", typ: "JWT", kid })}.${encode({ ...usual, ...claims })}`;
      return `${signed}.${createSign("RSA-SHA256").update(signed).sign(privateKey).toString("base64url")}`;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
