import { expect, test } from "vitest";
import { compileAccess } from "../../lib/iam/compile.ts";
import { explain } from "../../lib/iam/explain.ts";
import { asked, clerk, explained, read, verdicts } from "./explanations.ts";
import { index, when } from "./proofs.ts";
import {
  allow,
  bucket,
  deny,
  inputOf,
  key,
  object,
  outside,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  userArn,
  type World,
} from "./world.ts";

test("the nearest allow is the one that lacked least, sooner of the same action or service", () => {
  const mfa = when({ Bool: { "aws:MultiFactorAuthPresent": "true" } });
  const world = clerk([
    allow("dynamodb:*"),
    allow("s3:PutObject", `${bucket}/*`),
    { ...read, ...mfa },
    allow("s3:GetObject", "arn:aws:s3:::else/*", mfa),
  ]);
  expect(explained(world).layers[0]!.nearest).toEqual({
    policy: `${userArn("clerk")}/inline/p0`,
    statement: 2,
    lacked: [
      {
        element: "Condition",
        fits: false,
        asks: ["true"],
        operator: "Bool",
        key: "aws:MultiFactorAuthPresent",
      },
    ],
  });
});

test("an element is told with what the policy asks and what the request has", () => {
  const statement = deny("s3:GetObject", `${bucket}/\${aws:username}/*`, {
    Sid: "Own",
    ...when({ "ForAllValues:StringLikeIfExists": { "aws:tagkeys": ["a*"] }, Sounds: { x: "y" } }),
  });
  const found = explained(clerk([statement]), { context: { "aws:TagKeys": ["b", "a1"] } });
  expect(found.layers[0]!.policies[0]!.statements[0]).toEqual({
    statement: "Own",
    effect: "Deny",
    speaks: false,
    elements: [
      { element: "Action", fits: true, asks: ["s3:getobject"], has: ["s3:getobject"] },
      { element: "Resource", fits: false, asks: [`${bucket}/\${aws:username}/*`], has: [object] },
      {
        element: "Condition",
        fits: false,
        asks: ["a*"],
        has: ["b", "a1"],
        operator: "ForAllValues:StringLikeIfExists",
        key: "aws:TagKeys",
      },
      {
        element: "Condition",
        fits: "unknown",
        asks: [],
        operator: "Sounds",
        key: "x",
        why: expect.stringContaining("Sounds"),
      },
    ],
  });
});

test.each([
  ["would be allowed", [read], "allowed", undefined],
  ["would still not", [], "implicitDeny", [[{ layer: "identity" }], [{ layer: "resource" }]]],
])("without its denies it %s", (_, statements, decision, lacking) => {
  const world = clerk([...statements, deny("s3:*"), deny("*", object)]);
  expect(explained(world, { sessionPolicies: [policy(allow("*"), deny("s3:GetObject"))] }).spared).toEqual(
    lacking === undefined ? { decision } : { decision, lacking },
  );
});

test("a role’s session is named where only the session was let in", () => {
  const night = sessionArn("sealer", "night");
  const world: World = {
    roles: { sealer: {} },
    resources: { [bucket]: policy({ ...read, Principal: { AWS: night } }) },
  };
  const found = explained(world, { principal: roleArn("sealer") });
  expect({ decision: found.decision.decision, session: found.session }).toEqual({
    decision: "allowed",
    session: night,
  });
});

test("grants of a key are a layer of their own, and S3 Block Public Access is named", () => {
  const grantee = userArn("clerk");
  const input = inputOf(
    clerk([], { resources: { [key]: policy(), [bucket]: policy({ ...read, Principal: "*" }) } }),
  );
  const [first, ...others] = input.accounts;
  const restricted = {
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: true,
    restrictPublicBuckets: true,
  };
  const engine = compileAccess(
    {
      accounts: [
        {
          ...first!,
          publicAccessBlock: restricted,
          keyGrants: [{ key, id: "g1", grantee, operations: ["Decrypt"] }],
        },
        ...others,
      ],
    },
    index,
  );
  const decrypt = explain(engine, { principal: grantee, action: "kms:Decrypt", resource: key });
  expect(verdicts(decrypt)).toEqual(["identity silent", "resource silent", "grants allows *"]);
  const stranger = explain(engine, { ...asked, principal: rootArn(outside) });
  expect(stranger.layers).toMatchObject([{ layer: "resource", verdict: "barred" }]);
});
