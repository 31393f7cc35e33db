import type { EscalationPath } from "../path.ts";
import { aws, can, pathfinding, row } from "./row.ts";

const sets = { pattern: "arn:aws:sso:::permissionSet/*/*" };
const assign = can(sets, "sso:CreateAccountAssignment");
const provision = can(sets, "sso:ProvisionPermissionSet");
const api = (action: string) => aws(`singlesignon/latest/APIReference/API_${action}.html`);

// "Delegated administration": permission sets are managed by the management account, or by the one member that it names.
const central = {
  assumesInMembers: {
    en: "The account administers IAM Identity Center for the organisation, by delegation.",
    fr: "Le compte administre IAM Identity Center pour l’organisation, par délégation.",
  },
};

/** IAM Identity Center: permission sets become roles of the accounts, and who is assigned them acts as those. */
export const identityCenter: readonly EscalationPath[] = [
  row(
    { kind: "new-principal" },
    {
      ...central,
      id: "sso-create-permission-set",
      published: ["sso-001"],
      source: pathfinding("sso-001"),
      needs: [
        can({ pattern: "arn:aws:sso:::instance/*" }, "sso:CreatePermissionSet"),
        can(sets, ["sso:AttachManagedPolicyToPermissionSet", "sso:PutInlinePolicyToPermissionSet"]),
        assign,
      ],
      words: {
        en: "Makes a permission set with full rights and assigns it to itself.",
        fr: "Crée un jeu d’autorisations à droits complets et se l’attribue.",
      },
    },
  ),
  row(
    { kind: "own-rights", only: "identity-center" },
    {
      ...central,
      id: "sso-attach-managed-policy",
      published: ["sso-002"],
      source: pathfinding("sso-002"),
      needs: [can(sets, "sso:AttachManagedPolicyToPermissionSet"), provision],
      words: {
        en: "Attaches a policy with full rights to its own permission set.",
        fr: "Attache une politique à droits complets à son propre jeu d’autorisations.",
      },
    },
  ),
  row(
    { kind: "own-rights", only: "identity-center" },
    {
      ...central,
      id: "sso-put-inline-policy",
      published: ["sso-003"],
      source: pathfinding("sso-003"),
      needs: [can(sets, "sso:PutInlinePolicyToPermissionSet"), provision],
      words: {
        en: "Writes an inline policy for its own permission set.",
        fr: "Écrit une politique en ligne pour son propre jeu d’autorisations.",
      },
    },
  ),
  row(
    { kind: "role", trust: "identity-center" },
    {
      ...central,
      id: "sso-create-account-assignment",
      source: api("CreateAccountAssignment"),
      needs: [assign],
      words: {
        en: "Assigns a permission set that exists to itself.",
        fr: "S’attribue un jeu d’autorisations existant.",
      },
    },
  ),
  row(
    { kind: "role", trust: "identity-center" },
    {
      ...central,
      id: "identitystore-create-group-membership",
      source: aws("singlesignon/latest/IdentityStoreAPIReference/API_CreateGroupMembership.html"),
      needs: [can({ pattern: "arn:aws:identitystore:::group/*" }, "identitystore:CreateGroupMembership")],
      words: {
        en: "Joins a group of Identity Center that has a permission set.",
        fr: "Entre dans un groupe d’Identity Center qui a un jeu d’autorisations.",
      },
    },
  ),
];
