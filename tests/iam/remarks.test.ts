import { expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import { allow, bucket, deny, inputOf, policy, roleArn, userArn, type Json } from "./world.ts";

function remarksOn(...statements: readonly Json[]): readonly string[] {
  const engine = compileAccess(
    inputOf({ users: { clerk: { inline: [policy(...statements)] } } }),
    loadActions(),
  );
  expect(engine.notUnderstood).toEqual([]);
  return engine.remarks().map(({ policy: ref, why }) => {
    expect(ref).toBe(`${userArn("clerk")}/inline/p0`);
    return why;
  });
}
const when = (key: string): Json => allow("*", "*", { Condition: { StringEquals: { [key]: "x" } } });

test.each<readonly [string, Json, readonly string[]]>([
  [
    "an action that its service has not",
    deny("s3:ListObjects"),
    ["statement 0: no service has the action “s3:listobjects”"],
  ],
  ["a service that there is not", allow("s4:*"), ["statement 0: no service has the action “s4:*”"]],
  [
    "one of a list",
    allow(["s3:GetObject", "s3:GetObjct"]),
    ["statement 0: no service has the action “s3:getobjct”"],
  ],
  [
    "in NotAction too",
    { Effect: "Deny", NotAction: "iam:Nothing", Resource: "*" },
    ["statement 0: no service has the action “iam:nothing”"],
  ],
  ["a pattern may look ahead", allow("s3:Frobnicate*"), []],
  ["patterns of services", allow(["*", "s?:*", "s3*:Get*"]), []],
  ["a key that its service has not", when("s3:prefx"), ["statement 0: there is no condition key “s3:prefx”"]],
  [
    "a key that AWS has not",
    when("aws:SourceIpAddress"),
    ["statement 0: there is no condition key “aws:sourceipaddress”"],
  ],
  ["keys that there are, in any case", when("AWS:SourceIP"), []],
  ["keys that end in a name", when("kms:EncryptionContext:County"), []],
  ["tags", when("aws:PrincipalTag/county"), []],
  ["tags whose names stand under another word", when("secretsmanager:ResourceTag/county"), []],
  [
    "… and what only begins like them",
    when("aws:PrincipalTags"),
    ["statement 0: there is no condition key “aws:principaltags”"],
  ],
  [
    "what only begins like a key",
    when("s3:prefixes"),
    ["statement 0: there is no condition key “s3:prefixes”"],
  ],
  ["patterns with one character", allow(["s3:Get?bject", "s3:?", "s?:GetObject"]), []],
  [
    "a pattern of a service that there is not",
    allow("s4:Get?"),
    ["statement 0: no service has the action “s4:get?”"],
  ],
  ["keys of an identity provider", when("token.actions.example.com:sub"), []],
])("%s", (_, statement, why) => {
  expect(remarksOn(statement)).toEqual(why);
});

test("two statements of one Sid", () => {
  const twin = allow("s3:GetObject", "*", { Sid: "A" });
  expect(remarksOn(twin, twin)).toEqual(["statement 1 has the Sid “A” of another, which AWS does not take"]);
});

test("are made on every policy but AWS’s own, and change no decision", () => {
  const odd = { Effect: "Allow", Action: "sts:Assume", Principal: "*" };
  const input = inputOf({
    roles: { sealer: { trust: policy(odd) } },
    managed: { m: policy(allow("s3:Nothing")) },
    resources: { [bucket]: policy({ ...odd, Action: "s3:Nothing" }) },
    organization: {
      serviceControlPolicies: [{ name: "s", policy: policy(deny("s3:Nothing")), targets: [] }],
    },
  });
  const [home, other] = input.accounts;
  const [own] = home!.authorizationDetails.Policies;
  const ofAws = { ...own!, Arn: "arn:aws:iam::aws:policy/Old" };
  const accounts = [
    { ...home!, authorizationDetails: { ...home!.authorizationDetails, Policies: [own!, ofAws] } },
    other!,
  ];
  const refs = compileAccess({ ...input, accounts }, loadActions())
    .remarks()
    .map(({ policy: ref }) => ref);
  expect(new Set(refs)).toEqual(
    new Set([roleArn("sealer"), own!.Arn, own!.Arn.replace("111122223333", "444455556666"), bucket, "scp/s"]),
  );
});
