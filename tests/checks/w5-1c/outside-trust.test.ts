import { describe, expect, test } from "vitest";
import { outsideTrust } from "../../../checks/w5-1c/outside-trust.ts";
import { loadActions } from "../../../lib/actions/load.ts";
import type { Access } from "../../../lib/iam/access.ts";
import { compileAccess } from "../../../lib/iam/compile.ts";
import { noAccess, noMirrors } from "../../audit/healthy.ts";
import { allow, changed, config, ids, role, sound, templates, unread } from "../sound-accounts.ts";
import { engine, input, statuses, told } from "../telling.ts";

const seal = role("seal", ids.vault);
const contractor = "arn:aws:iam::999999999999:role/contractor";
const outsideRoot = "arn:aws:iam::999999999999:root";
const witness = {
  action: "sts:AssumeRole",
  resource: seal.Arn,
  by: [{ policy: seal.Arn, statement: 0, effect: "Allow" }],
} as const;

/** An engine to which every trust that it is asked about is one that lets in. */
const open: Access = { ...noAccess, can: () => ({ verdict: "yes", witness }) };

const withTrust = (document: unknown) => ({
  snapshot: changed(ids.vault, {
    authorizationDetails: {
      ...sound.accounts[1]!.authorizationDetails,
      RoleDetailList: [{ ...seal, AssumeRolePolicyDocument: document }],
    },
  }),
  access: open,
});
const trust = (Principal: unknown, Condition?: unknown) =>
  withTrust(
    allow({ Principal, Action: "sts:AssumeRole", ...(Condition === undefined ? {} : { Condition }) }),
  );
const ofVault = (lines: readonly string[]) =>
  lines.filter((line) => line.includes(seal.Arn) || line.includes(`${ids.vault}: `));

describe("outside-trust passes", () => {
  test("roles that only services take on, one verdict an account", () => {
    expect(statuses(outsideTrust, { access: open })).toEqual(["pass", "pass", "pass", "pass"]);
    expect(statuses(outsideTrust, { access: open, snapshot: templates(sound) })).toEqual([
      "pass",
      "pass",
      "pass",
      "pass",
    ]);
  });

  test.each<[string, unknown, unknown?]>([
    ["an account of the snapshot", { AWS: ids.register }],
    ["its root", { AWS: `arn:aws:iam::${ids.audit}:root` }],
    ["a role of it", { AWS: `arn:aws:iam::${ids.mirror}:role/rollward-mirror` }],
    ["a principal that was deleted, which nobody can be again", { AWS: "AROAEXAMPLEEXAMPLE123" }],
    ["everybody of an own account", "*", { StringEquals: { "aws:PrincipalAccount": ids.register } }],
    [
      "one own role among everybody",
      { AWS: "*" },
      { ArnLike: { "AWS:principalArn": [`arn:aws:iam::${ids.register}:role/*`] } },
    ],
  ])("%s", (_, principal, condition) => {
    expect(ofVault(told(outsideTrust, trust(principal, condition)))).toEqual([
      expect.stringMatching(/^pass /),
    ]);
  });

  test("an outsider whom the office names for a task, and that one only", () => {
    const own = { ...config, tasks: { audit: ["arn:aws:iam::999999999999:role/con*"] } };
    expect(ofVault(told(outsideTrust, { ...trust({ AWS: contractor }), config: own }))[0]).toMatch(/^pass /);
    expect(ofVault(told(outsideTrust, { ...trust({ AWS: outsideRoot }), config: own }))[0]).toMatch(/^fail /);
    const all = { ...config, tasks: { audit: ["*"] } };
    expect(ofVault(told(outsideTrust, { ...trust("*"), config: all }))[0]).toMatch(/^fail /);
  });

  test("an account that is not in the snapshot, but holds an asset or stands in the configuration", () => {
    const elsewhere = trust({ AWS: "555555555555" });
    expect(ofVault(told(outsideTrust, elsewhere))[0]).toMatch(/^fail /);
    const holds = { ...config, assets: { roll: ["arn:aws:dynamodb:ca-west-1:555555555555:table/rolls"] } };
    const names = { ...config, accounts: { ...ids, audit: "555555555555" } };
    for (const own of [holds, names])
      expect(ofVault(told(outsideTrust, { ...elsewhere, config: own }))[0]).toMatch(/^pass /);
  });

  test("an outsider whom something else keeps out", () => {
    expect(ofVault(told(outsideTrust, { ...trust({ AWS: contractor }), access: engine({}) }))[0]).toMatch(
      /^pass /,
    );
  });
});

describe("outside-trust fails", () => {
  const externalId = { StringEquals: { "sts:ExternalId": "k" } };
  test.each<[string, unknown, unknown, string]>([
    [
      "a role of another account",
      { AWS: contractor },
      undefined,
      `${contractor}, of an account that is not the office’s, can take on`,
    ],
    ["another account", { AWS: "999999999999" }, undefined, `${outsideRoot}, of an account`],
    ["with an external id", { AWS: outsideRoot }, externalId, `${outsideRoot}, of an account`],
    [
      "a session of another account",
      { AWS: "arn:aws:sts::999999999999:assumed-role/x/y" },
      undefined,
      "assumed-role/x/y, of an account",
    ],
    ["everybody", "*", undefined, "anybody at all"],
    ["everybody with an external id", { AWS: "*" }, externalId, "anybody at all"],
    [
      "everybody of an organisation, other accounts among them",
      "*",
      { StringEquals: { "aws:PrincipalOrgID": "o-a" } },
      "anybody at all",
    ],
    [
      "everybody but for an own account that may be absent",
      "*",
      { StringEqualsIfExists: { "aws:PrincipalAccount": ids.register } },
      "anybody at all",
    ],
    [
      "everybody of an own account or another",
      "*",
      { StringEquals: { "aws:PrincipalAccount": [ids.register, "999999999999"] } },
      "anybody at all",
    ],
    [
      "everybody not of an own account",
      "*",
      { StringNotEquals: { "aws:PrincipalAccount": ids.register } },
      "anybody at all",
    ],
    [
      "everybody by a pattern of accounts",
      "*",
      { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x" } },
      "anybody at all",
    ],
    [
      "several, and counts them",
      { AWS: [contractor, outsideRoot, ids.register] },
      undefined,
      "as can others from outside (2 in all)",
    ],
  ])("%s", (_, principal, condition, said) => {
    const [line] = ofVault(told(outsideTrust, trust(principal, condition)));
    expect(line).toMatch(new RegExp(`^fail ${seal.Arn}: `));
    expect(line).toContain(said);
  });

  test("with the witness of the engine", () => {
    const verdict = outsideTrust
      .judge(input(trust({ AWS: contractor })))
      .find(({ status }) => status === "fail");
    expect(verdict?.witness).toEqual({ principal: contractor, ...witness });
  });

  test("as the real engine finds it, external id and all, with the trust policy without the outsiders", () => {
    const { snapshot } = trust(
      { Service: "lambda.amazonaws.com", AWS: ["999999999999", contractor, ids.register] },
      { StringEquals: { "sts:ExternalId": "k" } },
    );
    const access = compileAccess(snapshot, loadActions());
    const verdict = outsideTrust.judge(input({ snapshot, access })).find(({ status }) => status === "fail");
    expect(verdict?.evidence).toEqual({ outsiders: [contractor, outsideRoot] });
    expect(verdict?.witness).toMatchObject({
      principal: contractor,
      action: "sts:AssumeRole",
      resource: seal.Arn,
    });
    expect(verdict?.fix?.diff?.split("\n").filter((line) => /^[-+]/.test(line))).toEqual([
      `--- ${seal.Arn}`,
      `+++ ${seal.Arn}`,
      `-          "999999999999",`,
      `-          "${contractor}",`,
    ]);
  });

  test("but asks the engine about nobody else", () => {
    const asked: string[] = [];
    const access: Access = { ...noAccess, can: (principal) => (asked.push(principal), { verdict: "no" }) };
    outsideTrust.judge(
      input({ ...trust({ AWS: [contractor, ids.register], Service: "lambda.amazonaws.com" }), access }),
    );
    expect(asked).toEqual([contractor]);
  });
});

describe("outside-trust does not know", () => {
  test.each<[string, unknown, string]>([
    ["a policy that is no policy", "{", "not JSON"],
    [
      "a principal that is not understood",
      allow({ Principal: { AWS: "arn:aws:iam::99*:root" }, Action: "sts:AssumeRole" }),
      "99*",
    ],
    [
      "everybody but one",
      allow({ NotPrincipal: { AWS: ids.vault }, Action: "sts:AssumeRole" }),
      "NotPrincipal",
    ],
  ])("%s", (_, document, said) => {
    const [line] = ofVault(told(outsideTrust, withTrust(document)));
    expect(line).toMatch(new RegExp(`^unknown ${seal.Arn}: `));
    expect(line).toContain(said);
  });

  test("what the engine cannot decide", () => {
    const access = engine({ [contractor]: { verdict: "unknown", why: "the operator IsNice" } });
    expect(ofVault(told(outsideTrust, { ...trust({ AWS: contractor }), access }))[0]).toMatch(
      /^unknown .*IsNice/,
    );
  });

  test("an account whose roles were not all read", () => {
    const entry = {
      what: "iam:GetAccountAuthorizationDetails",
      why: "throttled",
      account: ids.vault,
      facts: "identities",
    } as const;
    expect(ofVault(told(outsideTrust, { snapshot: unread(sound, entry), access: open }))[0]).toMatch(
      /^unknown .*throttled/,
    );
  });
});

test("outside-trust is not applicable without accounts", () => {
  expect(statuses(outsideTrust, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});
