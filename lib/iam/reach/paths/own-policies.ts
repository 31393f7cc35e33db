import type { Words } from "../../../base/words.ts";
import type { EscalationPath } from "../path.ts";
import { can, iamApi, iamArn, pathfinding, row } from "./row.ts";

/** Managed policies of AWS’s that let their holder write its own rights. */
const fullAccess = [
  ["admin", "arn:aws:iam::aws:policy/AdministratorAccess"],
  ["iam", "arn:aws:iam::aws:policy/IAMFullAccess"],
] as const;

const attached: Readonly<Record<"user" | "role" | "group", Words>> = {
  user: {
    en: "Attaches a policy with full rights to itself.",
    fr: "S’attache une politique à droits complets.",
  },
  role: {
    en: "Attaches a policy with full rights to the role itself.",
    fr: "Attache au rôle même une politique à droits complets.",
  },
  group: {
    en: "Attaches a policy with full rights to a group of its own.",
    fr: "Attache une politique à droits complets à l’un de ses groupes.",
  },
};

/** What may be attached is narrowed by `iam:PolicyARN` alone, so each policy that would do is a way of its own. */
function attaching(kind: "user" | "role" | "group", published: string): readonly EscalationPath[] {
  const action = `iam:Attach${kind === "user" ? "User" : kind === "role" ? "Role" : "Group"}Policy`;
  const on = kind === "group" ? "groupOfWhom" : "self";
  const gains = { kind: "own-rights", only: kind === "role" ? "role" : "user" } as const;
  return [
    ...fullAccess.map(([name, policy]) =>
      row(gains, {
        id: `iam-attach-${kind}-policy-${name}`,
        published: [published],
        source: pathfinding(published),
        needs: [can(on, action, { "iam:PolicyARN": policy })],
        words: attached[kind],
      }),
    ),
    row(gains, {
      id: `iam-create-policy-attach-${kind}-policy`,
      published: [published],
      source: pathfinding(published),
      needs: [can(iamArn("policy/*"), "iam:CreatePolicy"), can(on, action)],
      words: {
        en: "Makes a policy with full rights and attaches it.",
        fr: "Crée une politique à droits complets et l’attache.",
      },
    }),
  ];
}

/** Rights that somebody writes for itself: policies, versions and groups of its own. */
export const ownPolicies: readonly EscalationPath[] = [
  row(
    { kind: "own-rights" },
    {
      id: "iam-create-policy-version",
      published: ["iam-001"],
      source: pathfinding("iam-001"),
      needs: [can("policyOfWhom", "iam:CreatePolicyVersion")],
      words: {
        en: "Writes a new version of a policy that is attached to it.",
        fr: "Écrit une nouvelle version d’une politique qui lui est attachée.",
      },
    },
  ),
  row(
    { kind: "own-other-version" },
    {
      id: "iam-set-default-policy-version",
      source: iamApi("SetDefaultPolicyVersion"),
      needs: [can("policyOfWhom", "iam:SetDefaultPolicyVersion")],
      words: {
        en: "Puts another version of a policy that is attached to it in force.",
        fr: "Met en vigueur une autre version d’une politique qui lui est attachée.",
      },
    },
  ),
  row(
    { kind: "own-rights", only: "user" },
    {
      id: "iam-put-user-policy",
      published: ["iam-007"],
      source: pathfinding("iam-007"),
      needs: [can("self", "iam:PutUserPolicy")],
      words: { en: "Writes an inline policy for itself.", fr: "S’écrit une politique en ligne." },
    },
  ),
  row(
    { kind: "own-rights", only: "role" },
    {
      id: "iam-put-role-policy",
      published: ["iam-005"],
      source: pathfinding("iam-005"),
      needs: [can("self", "iam:PutRolePolicy")],
      words: {
        en: "Writes an inline policy for the role itself.",
        fr: "Écrit une politique en ligne pour le rôle même.",
      },
    },
  ),
  row(
    { kind: "own-rights", only: "user" },
    {
      id: "iam-put-group-policy",
      published: ["iam-011"],
      source: pathfinding("iam-011"),
      needs: [can("groupOfWhom", "iam:PutGroupPolicy")],
      words: {
        en: "Writes an inline policy for a group of its own.",
        fr: "Écrit une politique en ligne pour l’un de ses groupes.",
      },
    },
  ),
  ...attaching("user", "iam-008"),
  ...attaching("role", "iam-009"),
  ...attaching("group", "iam-010"),
  row(
    { kind: "group-rights" },
    {
      id: "iam-add-user-to-group",
      published: ["iam-013"],
      source: pathfinding("iam-013"),
      needs: [can("anyGroup", "iam:AddUserToGroup")],
      words: { en: "Joins a group that has rights.", fr: "Entre dans un groupe qui a des droits." },
    },
  ),
  row(
    { kind: "own-rights", only: "user" },
    {
      id: "iam-add-user-to-group-put-group-policy",
      source: iamApi("AddUserToGroup"),
      needs: [can("anyGroup", "iam:AddUserToGroup"), can("anyGroup", "iam:PutGroupPolicy")],
      words: {
        en: "Joins a group and writes an inline policy for it.",
        fr: "Entre dans un groupe et écrit une politique en ligne pour lui.",
      },
    },
  ),
  row(
    { kind: "own-rights", only: "user" },
    {
      id: "iam-add-user-to-group-attach-group-policy",
      source: iamApi("AttachGroupPolicy"),
      needs: [
        can("anyGroup", "iam:AddUserToGroup"),
        can("anyGroup", "iam:AttachGroupPolicy", { "iam:PolicyARN": fullAccess[0][1] }),
      ],
      words: {
        en: "Joins a group and attaches a policy with full rights to it.",
        fr: "Entre dans un groupe et lui attache une politique à droits complets.",
      },
    },
  ),
  row(
    { kind: "own-rights", only: "user" },
    {
      id: "iam-create-group",
      source: iamApi("CreateGroup"),
      needs: [
        can(iamArn("group/*"), "iam:CreateGroup"),
        can(iamArn("group/*"), ["iam:PutGroupPolicy", "iam:AttachGroupPolicy"]),
        can(iamArn("group/*"), "iam:AddUserToGroup"),
      ],
      words: {
        en: "Makes a group with full rights and joins it.",
        fr: "Crée un groupe à droits complets et y entre.",
      },
    },
  ),
];
