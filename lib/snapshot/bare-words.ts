import type { Words } from "../base/words.ts";

/** Why facts are missing from the bare output of `aws iam get-account-authorization-details`. */
export const bareWords = {
  truncated: {
    en: "the file is one page of several (IsTruncated, Marker): users, roles or policies are missing; let the AWS CLI page by itself, without --max-items and --no-paginate",
    fr: "le fichier est une page parmi plusieurs (IsTruncated, Marker) : il manque des utilisateurs, des rôles ou des politiques ; laissez la CLI AWS paginer elle-même, sans --max-items ni --no-paginate",
  },
  listMissing: {
    en: "the file has no {list}; take it anew without --filter and --query",
    fr: "le fichier n’a pas de {list} ; prenez-le de nouveau sans --filter ni --query",
  },
  identitiesOnly: {
    en: "aws iam get-account-authorization-details gives identities and their policies only; rollward snapshot reads the rest",
    fr: "aws iam get-account-authorization-details ne donne que les identités et leurs politiques ; rollward snapshot lit le reste",
  },
} satisfies Record<string, Words>;
