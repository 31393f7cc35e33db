import { describe, expect, test } from "vitest";
import type { PrincipalPattern } from "../../lib/iam/landscape.ts";
import { parsePrincipals } from "../../lib/iam/principal.ts";

// IAM User Guide, "AWS JSON policy elements: Principal".

const account = "111122223333";
const everyone: PrincipalPattern = { kind: "everyone" };
const arn = (text: string): PrincipalPattern => ({ kind: "arn", arn: text });
const unclear = (text: string): PrincipalPattern => ({ kind: "unclear", text });
const access = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1";

describe("Principal", () => {
  test.each<readonly [value: unknown, ...of: PrincipalPattern[]]>([
    ["*", everyone],
    [{ AWS: "*" }, everyone],
    [{ AWS: account }, { kind: "account", account }],
    [{ AWS: `arn:aws:iam::${account}:root` }, { kind: "account", account }],
    [{ AWS: `arn:aws:iam::${account}:user/clerk` }, arn(`arn:aws:iam::${account}:user/clerk`)],
    [
      { AWS: `arn:aws:sts::${account}:assumed-role/sealer/n` },
      arn(`arn:aws:sts::${account}:assumed-role/sealer/n`),
    ],
    [{ AWS: `arn:aws:sts::${account}:federated-user/x` }, arn(`arn:aws:sts::${account}:federated-user/x`)],
    [{ AWS: access }, arn(access)],
    [{ AWS: "AROASEALER" }, { kind: "id", id: "AROASEALER" }],
    [{ AWS: "AIDACLERK7" }, { kind: "id", id: "AIDACLERK7" }],
    [{ Service: "lambda.amazonaws.com" }, { kind: "service", service: "lambda.amazonaws.com" }],
    [{ Federated: "accounts.google.com" }, { kind: "federated", provider: "accounts.google.com" }],
    [{ CanonicalUser: "ab12" }, { kind: "canonicalUser", id: "ab12" }],
    [
      { AWS: ["*", account], Service: "x" },
      everyone,
      { kind: "account", account },
      { kind: "service", service: "x" },
    ],
    [{ AWS: [] }],
    [{}],
  ])("%j", (value, ...of) => {
    expect(parsePrincipals(value, false)).toEqual({ negated: false, of });
    expect(parsePrincipals(value, true)).toEqual({ negated: true, of });
  });

  test.each<readonly [value: unknown, texts: readonly string[]]>([
    [undefined, ["nothing"]],
    [7, ["7"]],
    ["clerk", ["clerk"]],
    [["*"], ['["*"]']],
    [{ AWS: 7 }, ["7"]],
    [{ AWS: [account, 7] }, [`["${account}",7]`]],
    [{ aws: "*" }, ["aws *"]],
    [{ AWS: ["clerk", "AROA"] }, ["clerk", "AROA"]],
    [{ AWS: `arn:aws:iam::${account}:user/*` }, [`arn:aws:iam::${account}:user/*`]],
    [{ AWS: "arn:aws:iam::?:root" }, ["arn:aws:iam::?:root"]],
    [{ AWS: "arn:aws:iam::1:user/${aws:username}" }, ["arn:aws:iam::1:user/${aws:username}"]],
    [{ AWS: "arn:aws:s3:::roll-exports" }, ["arn:aws:s3:::roll-exports"]],
    ["x".repeat(500), ["x".repeat(200)]],
  ])("%j is not understood", (value, texts) => {
    expect(parsePrincipals(value, false).of).toEqual(texts.map(unclear));
  });
});
