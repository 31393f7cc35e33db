import type { EscalationPath } from "../path.ts";
import { can, iamApi, iamArn, pathfinding, row } from "./row.ts";

const admin = { "iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess" };

/** Other users and roles of IAM itself: assumed, signed in as, or given rights. */
export const otherPrincipals: readonly EscalationPath[] = [
  row(
    { kind: "role", trust: "asked" },
    {
      id: "sts-assume-role",
      published: ["sts-001", "sts-002", "sts-003"],
      source: pathfinding("sts-001"),
      needs: [can("whom", "sts:AssumeRole")],
      words: { en: "Assumes a role that lets it in.", fr: "Assume un rôle qui l’admet." },
    },
  ),
  row(
    { kind: "role", trust: "rewritten" },
    {
      id: "iam-update-assume-role-policy",
      published: ["iam-012", "sts-004"],
      source: pathfinding("iam-012"),
      needs: [can("whom", "iam:UpdateAssumeRolePolicy")],
      words: {
        en: "Rewrites the trust policy of a role and assumes it.",
        fr: "Réécrit la politique de confiance d’un rôle et l’assume.",
      },
    },
  ),
  row(
    { kind: "role", trust: "handed" },
    {
      id: "iam-update-assume-role-policy-for-another",
      source: iamApi("UpdateAssumeRolePolicy"),
      needs: [can("whom", "iam:UpdateAssumeRolePolicy")],
      words: {
        en: "Rewrites the trust policy of a role for somebody else, who assumes it.",
        fr: "Réécrit la politique de confiance d’un rôle pour quelqu’un d’autre, qui l’assume.",
      },
      assumes: {
        en: "An accomplice, whom the role then lets in, does what it says with the role.",
        fr: "Un complice, que le rôle admet alors, fait avec le rôle ce qu’on lui dit.",
      },
    },
  ),
  row(
    { kind: "role", trust: "saml" },
    {
      id: "iam-update-saml-provider",
      source: iamApi("UpdateSAMLProvider"),
      needs: [can(iamArn("saml-provider/*"), "iam:UpdateSAMLProvider")],
      words: {
        en: "Gives a sign-in provider a certificate of its own and vouches for itself.",
        fr: "Donne à un fournisseur d’identité son propre certificat et se porte garant de soi-même.",
      },
    },
  ),
  row(
    { kind: "user" },
    {
      id: "iam-create-access-key",
      published: ["iam-002", "iam-003"],
      source: pathfinding("iam-002"),
      needs: [can("whom", "iam:CreateAccessKey")],
      words: { en: "Makes an access key of a user.", fr: "Crée une clé d’accès d’un utilisateur." },
    },
  ),
  row(
    { kind: "user" },
    {
      id: "iam-create-login-profile",
      published: ["iam-004"],
      source: pathfinding("iam-004"),
      needs: [can("whom", "iam:CreateLoginProfile")],
      words: {
        en: "Gives a user a password for the console.",
        fr: "Donne à un utilisateur un mot de passe pour la console.",
      },
    },
  ),
  row(
    { kind: "user" },
    {
      id: "iam-update-login-profile",
      published: ["iam-006"],
      source: pathfinding("iam-006"),
      needs: [can("whom", "iam:UpdateLoginProfile")],
      words: { en: "Changes the password of a user.", fr: "Change le mot de passe d’un utilisateur." },
    },
  ),
  // With the password alone the second factor would stop it; facts do not say who has one.
  row(
    { kind: "user" },
    {
      id: "iam-replace-mfa-device",
      source: iamApi("EnableMFADevice"),
      needs: [
        can("whom", ["iam:UpdateLoginProfile", "iam:CreateLoginProfile"]),
        can("whom", "iam:DeactivateMFADevice"),
        can("whom", "iam:EnableMFADevice"),
        can(iamArn("mfa/*"), "iam:CreateVirtualMFADevice"),
      ],
      words: {
        en: "Changes the password of a user and replaces the second factor by one of its own.",
        fr: "Change le mot de passe d’un utilisateur et remplace le second facteur par le sien.",
      },
    },
  ),
  row(
    { kind: "user" },
    {
      id: "iam-deactivate-mfa-device",
      source: iamApi("DeactivateMFADevice"),
      needs: [
        can("whom", ["iam:UpdateLoginProfile", "iam:CreateLoginProfile"]),
        can("whom", "iam:DeactivateMFADevice"),
      ],
      words: {
        en: "Changes the password of a user and switches the second factor off.",
        fr: "Change le mot de passe d’un utilisateur et désactive le second facteur.",
      },
    },
  ),
  row(
    { kind: "rights-of-whom" },
    {
      id: "iam-attach-role-policy-of-another",
      published: ["iam-014", "iam-019"],
      source: pathfinding("iam-014"),
      needs: [can("whom", "iam:AttachRolePolicy", admin)],
      words: {
        en: "Attaches a policy with full rights to another role.",
        fr: "Attache une politique à droits complets à un autre rôle.",
      },
    },
  ),
  row(
    { kind: "rights-of-whom" },
    {
      id: "iam-put-role-policy-of-another",
      published: ["iam-017", "iam-021"],
      source: pathfinding("iam-017"),
      needs: [can("whom", "iam:PutRolePolicy")],
      words: {
        en: "Writes an inline policy for another role.",
        fr: "Écrit une politique en ligne pour un autre rôle.",
      },
    },
  ),
  row(
    { kind: "rights-of-whom" },
    {
      id: "iam-attach-user-policy-of-another",
      published: ["iam-015"],
      source: pathfinding("iam-015"),
      needs: [can("whom", "iam:AttachUserPolicy", admin)],
      words: {
        en: "Attaches a policy with full rights to another user.",
        fr: "Attache une politique à droits complets à un autre utilisateur.",
      },
    },
  ),
  row(
    { kind: "rights-of-whom" },
    {
      id: "iam-put-user-policy-of-another",
      published: ["iam-018"],
      source: pathfinding("iam-018"),
      needs: [can("whom", "iam:PutUserPolicy")],
      words: {
        en: "Writes an inline policy for another user.",
        fr: "Écrit une politique en ligne pour un autre utilisateur.",
      },
    },
  ),
  row(
    { kind: "rights-of-whom" },
    {
      id: "iam-create-policy-version-of-another",
      published: ["iam-016", "iam-020"],
      source: pathfinding("iam-016"),
      needs: [can("policyOfWhom", "iam:CreatePolicyVersion")],
      words: {
        en: "Writes a new version of a policy that is attached to another user or role.",
        fr: "Écrit une nouvelle version d’une politique attachée à un autre utilisateur ou rôle.",
      },
    },
  ),
  row(
    { kind: "rights-of-whom" },
    {
      id: "iam-put-group-policy-of-another",
      source: iamApi("PutGroupPolicy"),
      needs: [can("groupOfWhom", "iam:PutGroupPolicy")],
      words: {
        en: "Writes an inline policy for a group that another user is in.",
        fr: "Écrit une politique en ligne pour un groupe dont un autre utilisateur fait partie.",
      },
    },
  ),
  row(
    { kind: "rights-of-whom" },
    {
      id: "iam-attach-group-policy-of-another",
      source: iamApi("AttachGroupPolicy"),
      needs: [can("groupOfWhom", "iam:AttachGroupPolicy", admin)],
      words: {
        en: "Attaches a policy with full rights to a group that another user is in.",
        fr: "Attache une politique à droits complets à un groupe dont un autre utilisateur fait partie.",
      },
    },
  ),
];
