import { describe, expect, test } from "vitest";
import { publicAccess } from "../../../checks/w5-1a/public-access.ts";
import { loadActions } from "../../../lib/actions/load.ts";
import type { Access } from "../../../lib/iam/access.ts";
import { compileAccess } from "../../../lib/iam/compile.ts";
import { noAccess, noMirrors } from "../../audit/healthy.ts";
import { arns, allow, bucket, but, changed, ids, unread } from "../sound-accounts.ts";
import { engine, statuses, told, input } from "../telling.ts";

const all = bucket(arns.vault, "ca-central-1").publicAccessBlock!;
const withVault = (publicAccessBlock: unknown, ofAccount: unknown) => ({
  snapshot: changed(ids.vault, {
    buckets: [but(bucket(arns.vault, "ca-central-1"), { publicAccessBlock })],
    publicAccessBlock: ofAccount,
  }),
});
const ofVault = (lines: readonly string[]) => lines.find((line) => line.includes(` ${arns.vault}: `));

describe("public-access passes", () => {
  test("vault, mirror, exports and trail, closed in all four ways", () => {
    expect(statuses(publicAccess)).toEqual(["pass", "pass", "pass", "pass"]);
    expect(told(publicAccess).map((line) => line.split(" ")[1])).toEqual(
      [arns.vault, arns.mirror, arns.exports, arns.trailBucket].map((arn) => `${arn}:`),
    );
  });

  test.each<[string, unknown, unknown]>([
    ["by the account alone", null, all],
    ["by the account, the bucket not read", undefined, all],
    ["by the bucket, the account not read", all, undefined],
    [
      "half by each",
      { ...all, blockPublicAcls: false, ignorePublicAcls: false },
      { ...all, blockPublicPolicy: false },
    ],
  ])("%s", (_, own, ofAccount) => {
    expect(ofVault(told(publicAccess, withVault(own, ofAccount)))).toMatch(/^pass /);
  });
});

describe("public-access fails", () => {
  test.each(Object.keys(all))("without %s", (flag) => {
    expect(ofVault(told(publicAccess, withVault({ ...all, [flag]: false }, null)))).toMatch(
      new RegExp(`^fail .*missing: ${flag}\\.$`),
    );
  });

  test("without any", () => {
    expect(ofVault(told(publicAccess, withVault(null, null)))).toContain(Object.keys(all).join(", "));
  });

  test("when a policy lets anybody in, whatever is blocked, with the witness", () => {
    const witness = {
      action: "s3:GetObject",
      resource: `${arns.vault}/x`,
      by: [{ policy: arns.vault, statement: 0, effect: "Allow" }],
    } as const;
    const access: Access = {
      ...noAccess,
      can: (principal, { resources }) =>
        principal === "*" && resources.includes(arns.vault) ? { verdict: "yes", witness } : { verdict: "no" },
    };
    const verdicts = publicAccess.judge(input({ access }));
    expect(verdicts.map(({ status }) => status)).toEqual(["fail", "pass", "pass", "pass"]);
    expect(verdicts[0]).toMatchObject({ subject: arns.vault, witness: { principal: "*", ...witness } });
    expect(ofVault(told(publicAccess, { access }))).toContain(
      "its policy lets anybody at all call s3:GetObject.",
    );
  });
});

test.each<[string, unknown, string]>([
  ["everybody", { Principal: "*", Action: "s3:GetObject", Resource: `${arns.vault}/*` }, "fail"],
  [
    "everybody under a condition",
    {
      Principal: { AWS: "*" },
      Action: "s3:List*",
      Resource: arns.vault,
      Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
    },
    "fail",
  ],
  [
    "one role",
    {
      Principal: { AWS: `arn:aws:iam::${ids.mirror}:role/rollward-mirror` },
      Action: "s3:GetObject",
      Resource: `${arns.vault}/*`,
    },
    "pass",
  ],
])("public-access with the real engine, and a policy that lets in %s", (_, statement, status) => {
  const snapshot = changed(ids.vault, {
    resourcePolicies: [{ resource: arns.vault, policy: allow(statement as Record<string, unknown>) }],
  });
  const access = compileAccess(snapshot, loadActions());
  expect(ofVault(told(publicAccess, { snapshot, access }))).toMatch(new RegExp(`^${status} `));
});

describe("public-access does not know", () => {
  test.each<[string, unknown, unknown]>([
    ["the bucket’s setting", undefined, null],
    ["the account’s setting", null, undefined],
    ["either", undefined, undefined],
  ])("%s", (_, own, ofAccount) => {
    expect(ofVault(told(publicAccess, withVault(own, ofAccount)))).toMatch(
      /^unknown .*whether public access is blocked/,
    );
  });

  test("the account’s setting, for the reason that is told of its root", () => {
    const why = {
      what: "the block of the account",
      why: "not read",
      account: ids.vault,
      facts: "buckets",
    } as const;
    const snapshot = unread(withVault(null, undefined).snapshot, {
      ...why,
      resource: `arn:aws:iam::${ids.vault}:root`,
    });
    expect(ofVault(told(publicAccess, { snapshot }))).toContain("the block of the account: not read");
  });

  test("a policy that was not read; one that is there was", () => {
    const entry = {
      what: "policies",
      why: "not read",
      account: ids.vault,
      facts: "resource-policies",
    } as const;
    expect(ofVault(told(publicAccess, { snapshot: unread(changed(ids.vault, {}), entry) }))).toMatch(
      /^unknown .*policies: not read/,
    );
    const policy = allow({
      Principal: { AWS: ids.mirror },
      Action: "s3:GetObject",
      Resource: `${arns.vault}/*`,
    });
    const read = changed(ids.vault, { resourcePolicies: [{ resource: arns.vault, policy }] });
    expect(ofVault(told(publicAccess, { snapshot: unread(read, entry) }))).toMatch(/^pass /);
  });

  test("a policy that the engine cannot decide", () => {
    const access = engine({ "*": { verdict: "unknown", why: "the operator IsNice" } });
    expect(ofVault(told(publicAccess, { access }))).toMatch(/^unknown .*the operator IsNice/);
  });

  test("a bucket that was not seen, or which ones are meant", () => {
    expect(ofVault(told(publicAccess, { snapshot: changed(ids.vault, { buckets: [] }) }))).toMatch(
      /^unknown /,
    );
    expect(statuses(publicAccess, { config: undefined })).toEqual(["unknown", "unknown", "unknown"]);
  });
});

test("public-access is not applicable without accounts", () => {
  expect(statuses(publicAccess, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});
