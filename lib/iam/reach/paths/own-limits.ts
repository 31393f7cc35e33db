import type { EscalationPath, PathGain } from "../path.ts";
import { can, iamApi, iamArn, pathfinding, row } from "./row.ts";

const permissive = "arn:aws:iam::aws:policy/AdministratorAccess";

/** Limits that somebody takes off itself: its boundary, and policies that deny. */
export const ownLimits: readonly EscalationPath[] = [
  row(
    { kind: "own-boundary-gone", only: "user" },
    {
      id: "iam-delete-user-permissions-boundary",
      published: ["iam-022"],
      source: pathfinding("iam-022"),
      needs: [can("self", "iam:DeleteUserPermissionsBoundary")],
      words: {
        en: "Takes its permissions boundary off itself.",
        fr: "Retire sa propre limite d’autorisations.",
      },
    },
  ),
  row(
    { kind: "own-boundary-gone", only: "user" },
    {
      id: "iam-put-user-permissions-boundary",
      published: ["iam-024"],
      source: pathfinding("iam-024"),
      needs: [can("self", "iam:PutUserPermissionsBoundary", { "iam:PermissionsBoundary": permissive })],
      words: {
        en: "Replaces its permissions boundary by one that limits nothing.",
        fr: "Remplace sa limite d’autorisations par une qui ne limite rien.",
      },
    },
  ),
  row(
    { kind: "own-boundary-gone", only: "role" },
    {
      id: "iam-delete-role-permissions-boundary",
      source: iamApi("DeleteRolePermissionsBoundary"),
      needs: [can("self", "iam:DeleteRolePermissionsBoundary")],
      words: {
        en: "Takes the permissions boundary off the role itself.",
        fr: "Retire la limite d’autorisations du rôle même.",
      },
    },
  ),
  row(
    { kind: "own-boundary-gone", only: "role" },
    {
      id: "iam-put-role-permissions-boundary",
      source: iamApi("PutRolePermissionsBoundary"),
      needs: [can("self", "iam:PutRolePermissionsBoundary", { "iam:PermissionsBoundary": permissive })],
      words: {
        en: "Replaces the role’s own permissions boundary by one that limits nothing.",
        fr: "Remplace la limite d’autorisations du rôle même par une qui ne limite rien.",
      },
    },
  ),
  row(
    { kind: "own-boundary-gone" },
    {
      id: "iam-create-boundary-version",
      source: iamApi("CreatePolicyVersion"),
      needs: [can("boundaryOfWhom", "iam:CreatePolicyVersion")],
      words: {
        en: "Writes a new version of the policy that is its permissions boundary.",
        fr: "Écrit une nouvelle version de la politique qui est sa limite d’autorisations.",
      },
    },
  ),
  row(
    { kind: "boundary-of-whom-gone" },
    {
      id: "iam-delete-role-permissions-boundary-of-another",
      published: ["iam-023"],
      source: pathfinding("iam-023"),
      needs: [can("whom", "iam:DeleteRolePermissionsBoundary")],
      words: {
        en: "Takes the permissions boundary off a role that it can assume.",
        fr: "Retire la limite d’autorisations d’un rôle qu’il peut assumer.",
      },
    },
  ),
  row(
    { kind: "boundary-of-whom-gone" },
    {
      id: "iam-put-role-permissions-boundary-of-another",
      source: iamApi("PutRolePermissionsBoundary"),
      needs: [can("whom", "iam:PutRolePermissionsBoundary", { "iam:PermissionsBoundary": permissive })],
      words: {
        en: "Replaces the permissions boundary of a role that it can assume by one that limits nothing.",
        fr: "Remplace la limite d’autorisations d’un rôle qu’il peut assumer par une qui ne limite rien.",
      },
    },
  ),
  gone("user", "attached", "self", "iam:DetachUserPolicy", "iam-025"),
  gone("user", "inline", "self", "iam:DeleteUserPolicy", "iam-026"),
  gone("role", "attached", "self", "iam:DetachRolePolicy"),
  gone("role", "inline", "self", "iam:DeleteRolePolicy"),
  gone("user", "group-attached", "groupOfWhom", "iam:DetachGroupPolicy"),
  gone("user", "group-inline", "groupOfWhom", "iam:DeleteGroupPolicy"),
  gone("user", "group", "groupOfWhom", "iam:RemoveUserFromGroup"),
  row(
    { kind: "new-principal" },
    {
      id: "iam-create-role",
      source: iamApi("CreateRole"),
      needs: [
        can(iamArn("role/*"), "iam:CreateRole", { "iam:PermissionsBoundary": null }),
        can(iamArn("role/*"), ["iam:PutRolePolicy", "iam:AttachRolePolicy"], {
          "iam:PermissionsBoundary": null,
        }),
      ],
      words: {
        en: "Makes a role with full rights that lets it in, without a boundary.",
        fr: "Crée un rôle à droits complets qui l’admet, sans limite d’autorisations.",
      },
    },
  ),
  row(
    { kind: "new-principal" },
    {
      id: "iam-create-user",
      source: iamApi("CreateUser"),
      needs: [
        can(iamArn("user/*"), "iam:CreateUser", { "iam:PermissionsBoundary": null }),
        can(iamArn("user/*"), ["iam:PutUserPolicy", "iam:AttachUserPolicy"], {
          "iam:PermissionsBoundary": null,
        }),
        can(iamArn("user/*"), ["iam:CreateAccessKey", "iam:CreateLoginProfile"]),
      ],
      words: {
        en: "Makes a user with full rights and a credential of it, without a boundary.",
        fr: "Crée un utilisateur à droits complets et ses identifiants, sans limite d’autorisations.",
      },
    },
  ),
];

/** What a policy allows is not missed: only what it denied is gained. */
function gone(
  only: "user" | "role",
  place: Extract<PathGain, { kind: "own-policy-gone" }>["place"],
  on: "self" | "groupOfWhom",
  action: string,
  published?: string,
): EscalationPath {
  const name = action.slice("iam:".length);
  return row(
    { kind: "own-policy-gone", place, only },
    {
      id: `iam-${name.replaceAll(/(?<!^)([A-Z])/g, "-$1").toLowerCase()}`,
      ...(published !== undefined && { published: [published] }),
      source: published === undefined ? iamApi(name) : pathfinding(published),
      needs: [can(on, action)],
      words:
        on === "self"
          ? {
              en: "Takes a policy that denies something to it off itself.",
              fr: "Se retire une politique qui lui refuse quelque chose.",
            }
          : place === "group"
            ? {
                en: "Leaves a group whose policies deny something to it.",
                fr: "Quitte un groupe dont les politiques lui refusent quelque chose.",
              }
            : {
                en: "Takes a policy that denies something to it off a group of its own.",
                fr: "Retire de l’un de ses groupes une politique qui lui refuse quelque chose.",
              },
    },
  );
}
