import type { Asset } from "../contract/contract.ts";
import { ownCredentials } from "../contract/own-credentials.ts";
import type { Proof } from "../iam/access.ts";
import { questionsOf, type AssetQuestion } from "./asset-questions.ts";
import type { CheckInput } from "./check.ts";

/**
 * True when all that a user can change of an account’s identities is the user’s own credentials: keys, password, second
 * factor. That is proved by asking again, for everything else, and for the credentials of everybody else.
 */
export function onlyOwnCredentials(
  input: CheckInput,
  asset: Asset,
  principal: string,
  actions: readonly string[],
  proof: Proof,
): boolean {
  if (proof.verdict !== "yes" || !ownCredentials.has(proof.witness.action)) return false;
  const questions = beyondOwnCredentials(asset, principal, actions);
  return (
    questions !== undefined &&
    questions.every((question) => input.access.can(principal, question).verdict === "no")
  );
}

/** What a user may be excused for must not go beyond this; `undefined` where nobody is excused. */
function beyondOwnCredentials(
  { key, accounts }: Pick<Asset, "key" | "accounts">,
  principal: string,
  actions: readonly string[],
): readonly AssetQuestion[] | undefined {
  const [account] = accounts;
  const ours = `arn:aws:iam::${account}:`;
  if (key !== "identity" || !principal.startsWith(`${ours}user/`)) return undefined;
  const name = principal.slice(principal.lastIndexOf("/") + 1);
  // A name is one user’s only, whatever its path (IAM User Guide, “IAM and AWS STS quotas”, names).
  const except = [`${ours}user/${name}`, `${ours}user/*/${name}`, `${ours}mfa/${name}`];
  const [own, rest] = [true, false].map((wanted) =>
    actions.filter((action) => ownCredentials.has(action) === wanted),
  );
  const everything = [`${ours}*`];
  return [
    ...questionsOf(rest!, everything),
    ...questionsOf(own!, everything).map((question) => ({ ...question, except })),
  ];
}
