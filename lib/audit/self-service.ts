import type { Asset } from "../contract/contract.ts";
import { ownCredentials } from "../contract/own-credentials.ts";
import type { Proof } from "../iam/access.ts";
import { questionsOf } from "./asset-questions.ts";
import type { CheckInput } from "./check.ts";

/** With more users than this in an account the long question is not asked, and nobody is excused. */
const mostUsers = 500;

/**
 * True when all that a user can change of an account’s identities is the user’s own credentials: keys, password, second
 * factor. That is proved by asking again, for everything else, and for the credentials of everybody else.
 */
export function onlyOwnCredentials(
  { access }: CheckInput,
  { key, accounts }: Asset,
  principal: string,
  actions: readonly string[],
  proof: Proof,
): boolean {
  if (key !== "identity" || proof.verdict !== "yes" || !ownCredentials.has(proof.witness.action))
    return false;
  const [account] = accounts;
  const ours = `arn:aws:iam::${account}:`;
  if (!principal.startsWith(`${ours}user/`)) return false;
  const users = access.principals.filter((one) => one.startsWith(`${ours}user/`) && one !== principal);
  if (users.length > mostUsers) return false;
  const others = users.flatMap((one) => [one, `${ours}mfa/${one.slice(one.lastIndexOf("/") + 1)}`]);
  const [own, rest] = [true, false].map((wanted) =>
    actions.filter((action) => ownCredentials.has(action) === wanted),
  );
  const questions = [...questionsOf(rest!, [`${ours}*`]), ...questionsOf(own!, others)];
  return questions.every((question) => access.can(principal, question).verdict === "no");
}
