import type { EscalationPath } from "./path.ts";

/**
 * Rows for managed policies that are there already: who may attach some of them, and not any, gains what these say, and
 * no more. The table has those that give everything.
 */
export const attachedPolicies: readonly EscalationPath[] = [
  {
    id: "iam-attach-user-policy",
    published: [],
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html",
    needs: [{ actions: ["iam:AttachUserPolicy"], on: "self" }],
    gains: { kind: "own-rights", only: "user" },
    words: {
      en: "Attaches managed policies of the account to itself.",
      fr: "S’attache des politiques gérées du compte.",
    },
  },
  {
    id: "iam-attach-role-policy",
    published: [],
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html",
    needs: [{ actions: ["iam:AttachRolePolicy"], on: "self" }],
    gains: { kind: "own-rights", only: "role" },
    words: {
      en: "Attaches managed policies of the account to the role itself.",
      fr: "Attache au rôle même des politiques gérées du compte.",
    },
  },
];

export function isOfAttached(row: EscalationPath): boolean {
  return attachedPolicies.some(({ id }) => id === row.id);
}
