import { describe, expect, test } from "vitest";
import { boundaries } from "../../../checks/w5-1c/boundaries.ts";
import type { RoleDetail } from "../../../lib/iam/input.ts";
import { noMirrors } from "../../audit/healthy.ts";
import {
  allow,
  boundary,
  but,
  changed,
  config,
  ids,
  role,
  sound,
  templates,
  unread,
} from "../sound-accounts.ts";
import { statuses, told } from "../telling.ts";

const details = sound.accounts[1]!.authorizationDetails;
const seal = role("seal", ids.vault);
const other: RoleDetail = but(seal, {
  Arn: `arn:aws:iam::${ids.vault}:role/printer`,
  RoleName: "printer",
  PermissionsBoundary: undefined,
});
const withRoles = (...RoleDetailList: readonly RoleDetail[]) => ({
  snapshot: changed(ids.vault, { authorizationDetails: { ...details, RoleDetailList } }),
});
const ofVault = (lines: readonly string[]) => lines.filter((line) => line.includes(ids.vault));

test("boundaries passes accounts whose roles of the contract all have one", () => {
  expect(statuses(boundaries)).toEqual(["pass", "pass", "pass"]);
  expect(told(boundaries)[0]).toContain("all 4 roles that hold a task have a permission boundary.");
  expect(statuses(boundaries, { snapshot: templates(sound) })).toEqual(["pass", "pass", "pass"]);
});

test("a role that holds no task needs none", () => {
  expect(ofVault(told(boundaries, withRoles(seal, other)))).toEqual([
    expect.stringMatching(/^pass .*the only role/),
  ]);
});

describe("boundaries fails", () => {
  test("a role of these stacks without one", () => {
    expect(ofVault(told(boundaries, withRoles(but(seal, { PermissionsBoundary: undefined }))))).toEqual([
      `fail ${seal.Arn}: ${seal.Arn}: this role has no permission boundary, so whatever is attached to it, it may do.`,
    ]);
  });

  test("one of these stacks that holds no task of the contract", () => {
    const stray = but(other, {
      RoleName: "rollward-old",
      Arn: `arn:aws:iam::${ids.vault}:role/rollward-old`,
    });
    expect(ofVault(told(boundaries, withRoles(seal, stray)))).toEqual([
      expect.stringContaining(`fail ${stray.Arn}`),
    ]);
  });

  test("one that the office names for a task, by a pattern", () => {
    const own = { ...config, tasks: { "hand-out-list": [`arn:aws:iam::*:role/print*`] } };
    expect(ofVault(told(boundaries, { ...withRoles(seal, other), config: own }))).toEqual([
      expect.stringContaining(`fail ${other.Arn}`),
    ]);
  });
});

describe("boundaries does not know", () => {
  test("what a boundary holds back whose policy is not there", () => {
    const dangling = but(seal, {
      PermissionsBoundary: { PermissionsBoundaryArn: `${boundary(ids.vault)}-gone` },
    });
    expect(ofVault(told(boundaries, withRoles(dangling)))).toEqual([
      expect.stringMatching(/^unknown .*rollward-boundary-gone, was not read or is gone/),
    ]);
  });

  test("an account whose roles were not all read", () => {
    const entry = {
      what: "iam:GetRole",
      why: "refused",
      account: ids.vault,
      facts: "identities",
      resource: seal.Arn,
    } as const;
    expect(ofVault(told(boundaries, { snapshot: unread(sound, entry) }))).toEqual([
      expect.stringMatching(new RegExp(`^unknown ${seal.Arn}: .*iam:GetRole: refused`)),
    ]);
  });

  test("who holds tasks, when nobody is known to", () => {
    const accounts = [
      { ...sound.accounts[1]!, authorizationDetails: { ...details, RoleDetailList: [other] } },
    ];
    expect(statuses(boundaries, { snapshot: { ...sound, accounts }, config: undefined })).toEqual([
      "unknown",
    ]);
  });
});

test("boundaries is not applicable without accounts", () => {
  expect(statuses(boundaries, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});

describe("boundaries looks into the policy", () => {
  const policy = details.Policies[0]!;
  const bounded = (change: object) => ({
    snapshot: changed(ids.vault, {
      authorizationDetails: { ...details, RoleDetailList: [seal], Policies: [{ ...policy, ...change }] },
    }),
  });
  const written = (Document: unknown) => bounded({ PolicyVersionList: [{ VersionId: "v1", Document }] });
  const everything = allow({ Action: "*", Resource: "*" });

  test.each<[string, object, RegExp]>([
    ["everything", written(everything), /^fail .*statement 0 allows everything/],
    [
      "nearly everything",
      written(allow({ NotAction: "iam:*", Resource: "*" })),
      /^fail .*holds nothing back/,
    ],
    [
      "everything less a denial",
      written({
        Version: "2012-10-17",
        Statement: [{ Effect: "Deny", Action: "iam:*", Resource: "*" }, everything["Statement"]].flat(),
      }),
      /^fail .*statement 1 allows everything/,
    ],
    ["no policy", written("{"), /^unknown .*is not understood/],
    ["no version in force", bounded({ DefaultVersionId: "v9" }), /^unknown .*is not understood/],
    ["no version at all", bounded({ PolicyVersionList: undefined }), /^unknown .*is not understood/],
    [
      "a statement that is none",
      written(allow({ Action: 7, Resource: "*" })),
      /^unknown .*is not understood/,
    ],
  ])("%s", (_, change, said) => {
    expect(ofVault(told(boundaries, change))).toEqual([expect.stringMatching(said)]);
  });

  test("AWS’s own policy of administrators, whose text is not there", () => {
    const edge = { PermissionsBoundaryArn: "arn:aws:iam::aws:policy/AdministratorAccess" };
    expect(ofVault(told(boundaries, withRoles(but(seal, { PermissionsBoundary: edge }))))).toEqual([
      expect.stringMatching(/^fail .*AdministratorAccess, holds nothing back/),
    ]);
  });
});
