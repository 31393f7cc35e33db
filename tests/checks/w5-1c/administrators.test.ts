import { describe, expect, test } from "vitest";
import { administrators } from "../../../checks/w5-1c/administrators.ts";
import type { AuthorizationDetails } from "../../../lib/iam/input.ts";
import { noMirrors } from "../../audit/healthy.ts";
import { allow, boundary, changed, ids, role, sound, templates, unread } from "../sound-accounts.ts";
import { input, statuses, told } from "../telling.ts";

const details = sound.accounts[1]!.authorizationDetails;
const seal = role("seal", ids.vault);
const withDetails = (change: Partial<AuthorizationDetails>) => ({
  snapshot: changed(ids.vault, { authorizationDetails: { ...details, ...change } }),
});
const withPolicy = (document: unknown, bound = false) =>
  withDetails({
    RoleDetailList: [
      {
        Arn: seal.Arn,
        RoleName: seal.RoleName,
        AssumeRolePolicyDocument: seal.AssumeRolePolicyDocument,
        RolePolicyList: [{ PolicyName: "own", PolicyDocument: document as string }],
        ...(bound ? { PermissionsBoundary: { PermissionsBoundaryArn: boundary(ids.vault) } } : {}),
      },
    ],
  });
const managed = (arn: string) => [{ PolicyName: "x", PolicyArn: arn }];
const ofVault = (lines: readonly string[]) => lines.filter((line) => line.includes(ids.vault));
const wide = { Action: "*", Resource: "*" };

test("administrators passes accounts without one, one verdict each", () => {
  expect(statuses(administrators)).toEqual(["pass", "pass", "pass", "pass"]);
  expect(statuses(administrators, { snapshot: templates(sound) })).toEqual(["pass", "pass", "pass", "pass"]);
});

describe("administrators passes what is narrower than everything", () => {
  test.each<[string, unknown]>([
    ["all of one service", allow({ Action: "s3:*", Resource: "*" })],
    ["all actions with a letter in them", allow({ Action: ["*:get*", "s*:*"], Resource: "*" })],
    ["all actions on one bucket", allow({ Action: "*", Resource: "arn:aws:s3:::x/*" })],
    ["all actions on one service", allow({ Action: "*", Resource: "arn:aws:s3:::*" })],
    ["all actions in one account", allow({ Action: "*", Resource: "arn:aws:*:*:111111111111:*" })],
    ["all but some actions of one bucket", allow({ NotAction: "s3:Get*", Resource: "arn:aws:s3:::x/*" })],
    ["all but everything", allow({ NotAction: "*", Resource: "*" })],
    ["some actions on all but some resources", allow({ Action: "s3:*", NotResource: "arn:aws:s3:::x" })],
    [
      "a denial of everything",
      { Version: "2012-10-17", Statement: { Effect: "Deny", Action: "*", Resource: "*" } },
    ],
    ["names of three parts, which no action has", allow({ Action: "*:*:*", Resource: "*" })],
    ["names of single letters only", allow({ Action: "?:?", Resource: "*" })],
  ])("%s", (_, document) => {
    expect(ofVault(told(administrators, withPolicy(document)))).toEqual([expect.stringMatching(/^pass /)]);
  });
});

describe("administrators fails", () => {
  test.each<[string, unknown]>([
    ["everything", allow(wide)],
    ["everything, as AWS sends it", encodeURIComponent(JSON.stringify(allow(wide)))],
    ["among others", allow({ Action: ["s3:GetObject", "*"], Resource: ["arn:aws:s3:::x", "*"] })],
    ["both halves wild", allow({ Action: "*:*", Resource: "arn:aws:*:*:*:*" })],
    ["stars in a row", allow({ Action: "**", Resource: "***" })],
    ["an ARN that is all wildcard", allow({ Action: "*", Resource: "arn:*" })],
    ["all but nothing", allow({ NotAction: [], NotResource: [] })],
    [
      "with a condition, which says when and not how much",
      allow({ ...wide, Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
    ],
    [
      "beside a denial",
      {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Deny", Action: "iam:*", Resource: "*" },
          { Sid: "All", Effect: "Allow", ...wide },
        ],
      },
    ],
  ])("%s", (_, document) => {
    expect(ofVault(told(administrators, withPolicy(document)))).toEqual([
      expect.stringMatching(new RegExp(`^fail ${seal.Arn}: .*lets it do everything to everything\\.$`)),
    ]);
  });

  test("even where a boundary holds it, and says so", () => {
    expect(ofVault(told(administrators, withPolicy(allow(wide), true)))[0]).toContain(
      "only its boundary holds it back.",
    );
  });

  test("AWS’s own policy by its name, its text read or not, in every partition", () => {
    for (const partition of ["aws", "aws-cn", "aws-us-gov"]) {
      const arn = `arn:${partition}:iam::aws:policy/AdministratorAccess`;
      const user = {
        Arn: `arn:aws:iam::${ids.vault}:user/odile`,
        UserName: "odile",
        AttachedManagedPolicies: managed(arn),
      };
      expect(ofVault(told(administrators, withDetails({ UserDetailList: [user] })))).toEqual([
        expect.stringContaining(`fail ${user.Arn}`),
      ]);
    }
  });

  test("a managed policy by its default version, on the group that has it", () => {
    const arn = `arn:aws:iam::${ids.vault}:policy/office`;
    const versions = (first: boolean) => ({
      Arn: arn,
      PolicyName: "office",
      PolicyVersionList: [
        { VersionId: "v1", IsDefaultVersion: first, Document: allow(wide) },
        {
          VersionId: "v2",
          IsDefaultVersion: !first,
          Document: allow({ Action: "s3:GetObject", Resource: "*" }),
        },
      ],
    });
    const group = {
      Arn: `arn:aws:iam::${ids.vault}:group/clerks`,
      GroupName: "clerks",
      AttachedManagedPolicies: managed(arn),
    };
    const own = (first: boolean) =>
      withDetails({ GroupDetailList: [group], Policies: [...details.Policies, versions(first)] });
    expect(ofVault(told(administrators, own(true)))).toEqual([
      expect.stringContaining(`fail ${group.Arn}: ${group.Arn}: the policy ${arn} (statement 0)`),
    ]);
    expect(ofVault(told(administrators, own(false)))).toEqual([expect.stringMatching(/^pass /)]);
  });

  test("with a diff that leaves what the role’s task needs, but none of AWS’s own policies", () => {
    const fixed = (change: ReturnType<typeof withPolicy>) =>
      administrators.judge(input(change)).find(({ status }) => status === "fail")?.fix?.diff;
    const diff = fixed(withPolicy(allow(wide)));
    expect(diff).toMatch(/^-\s+"Action": "\*",$/m);
    expect(diff).toMatch(/^\+\s+"kms:Sign",$/m);
    const user = { Arn: `arn:aws:iam::${ids.vault}:user/odile`, UserName: "odile" };
    const arn = "arn:aws:iam::aws:policy/AdministratorAccess";
    expect(
      fixed(withDetails({ UserDetailList: [{ ...user, AttachedManagedPolicies: managed(arn) }] })),
    ).toBeUndefined();
    const inline = { ...user, UserPolicyList: [{ PolicyName: "all", PolicyDocument: allow(wide) }] };
    expect(fixed(withDetails({ UserDetailList: [inline] }))).toContain(`--- ${user.Arn}/inline/all`);
  });

  test("with every statement as evidence", () => {
    const verdicts = administrators.judge(
      input(
        withPolicy({
          Version: "2012-10-17",
          Statement: [
            { Sid: "All", Effect: "Allow", ...wide },
            { Effect: "Allow", ...wide },
          ],
        }),
      ),
    );
    expect(verdicts.find(({ status }) => status === "fail")?.evidence).toMatchObject({
      statements: [
        { policy: `${seal.Arn}/inline/own`, statement: "All" },
        { policy: `${seal.Arn}/inline/own`, statement: 1 },
      ],
    });
  });
});

describe("administrators does not know", () => {
  test.each<[string, unknown, string]>([
    ["a policy that is no policy", "%zz", "neither JSON nor percent-encoded"],
    ["one with an element of its own", { ...allow(wide), constructor: 1 }, "unknown element"],
    ["a statement that is not understood", allow({ Action: "s3:*", Resource: 7 }), "Resource"],
  ])("%s", (_, document, said) => {
    const [line] = ofVault(told(administrators, withPolicy(document)));
    expect(line).toMatch(new RegExp(`^unknown ${seal.Arn}`));
    expect(line).toContain(said);
  });

  test("an attached policy whose text is not there, told once for who has it", () => {
    const arn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    const entry = {
      what: "iam:GetPolicyVersion",
      why: "refused",
      account: ids.vault,
      facts: "identities",
      resource: arn,
    } as const;
    const { snapshot } = withDetails({
      RoleDetailList: [{ ...seal, AttachedManagedPolicies: managed(arn) }],
    });
    for (const seen of [snapshot, unread(snapshot, entry)])
      expect(ofVault(told(administrators, { snapshot: seen }))).toEqual([
        expect.stringContaining(`unknown ${seal.Arn}`),
      ]);
  });

  test("an account whose identities were not all read", () => {
    const entry = {
      what: "iam:GetAccountAuthorizationDetails",
      why: "throttled",
      account: ids.vault,
      facts: "identities",
    } as const;
    expect(ofVault(told(administrators, { snapshot: unread(sound, entry) }))).toEqual([
      expect.stringMatching(/^unknown 222222222222: .*throttled/),
    ]);
  });
});

test("administrators is not applicable without accounts", () => {
  expect(statuses(administrators, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});

test.each<[string, unknown]>([
  ["all but some actions", allow({ NotAction: "iam:*", Resource: "*" })],
  ["all but some resources", allow({ Action: "*", NotResource: "arn:aws:s3:::x" })],
])("administrators fails nearly everything: %s", (_, document) => {
  expect(ofVault(told(administrators, withPolicy(document)))).toEqual([
    expect.stringMatching(/^fail .*everything but what it names.*whatever AWS adds/),
  ]);
});
