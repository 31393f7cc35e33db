import type { ActionIndex } from "../actions/action-index.ts";
import type { Access, AccessQuestion, Proof } from "./access.ts";
import { namedPrincipal } from "./arn.ts";
import { deciderOf } from "./decide.ts";
import { requesterOf } from "./decide/requester.ts";
import type { Work } from "./globs.ts";
import type { Landscape } from "./landscape.ts";
import { isUnknown } from "./truth.ts";
import { ActionSets } from "./who/action-sets.ts";
import { Ledger } from "./who/ledger.ts";
import { isNameless, proveNameless } from "./who/nameless.ts";
import { outsidersOf } from "./who/outsiders.ts";
import { proveAccount, proveOutside } from "./who/outside.ts";
import { prove } from "./who/prove.ts";
import { questionOf, type Question } from "./who/question.ts";

const mostRemembered = 100;

/**
 * Answers “is there any request?” over compiled accounts (docs/formats/iam-engine.md): a `yes` has been put to the
 * concrete evaluation and allowed, a `no` is proved, and whatever is neither is `unknown` and says why. Never throws.
 * Questions are made ready once and remembered.
 */
export function whoOf(landscape: Landscape, index: ActionIndex): Pick<Access, "principals" | "can" | "who"> {
  const sets = new ActionSets(index);
  const decide = deciderOf(landscape, index);
  const ground = { landscape, sets, index };
  const principals = [...landscape.identities.keys()].sort();
  const outsiders = outsidersOf(landscape);
  const nameless = new Set(outsiders.filter(isNameless));
  const everybody = [...new Set([...principals, ...outsiders])].sort();
  const questions = new Map<string, Question>();

  const ready = (asked: AccessQuestion): Question => {
    const key = JSON.stringify([asked.actions, asked.resources, asked.except ?? [], asked.given ?? {}]);
    const known = questions.get(key);
    if (known !== undefined) return known;
    if (questions.size >= mostRemembered) questions.clear();
    const made = questionOf(landscape, sets, asked);
    questions.set(key, made);
    return made;
  };

  const ledger = new Ledger();

  const answer = (principal: string, question: Question, listed: boolean): Proof =>
    ledger.answer(principal, (work) => proofOf(principal, question, work, listed));

  const proofOf = (principal: string, question: Question, work: Work, listed: boolean): Proof => {
    // A federated user has rights of its own too, of which nothing is known: only a list leaves it out.
    if (nameless.has(principal) && (listed || namedPrincipal(principal) === undefined))
      return proveNameless(sets, principal, question, work);
    const requester = requesterOf(landscape, principal);
    if (isUnknown(requester)) return { verdict: "unknown", why: requester.unknown };
    const put = (asked: Parameters<Parameters<typeof prove>[3]>[0]) => decide({ principal, ...asked });
    const own = { ...ground, work };
    const outside = requester.kind !== "anonymous" && !landscape.accounts.has(requester.account);
    if (outside && requester.kind === "root") return proveAccount(own, requester, question, put);
    if (outside && requester.kind !== "root") return proveOutside(own, requester, question);
    return prove(own, requester, question, put);
  };

  return {
    principals,
    can: (principal, asked) => answer(principal, ready(asked), false),
    who: (asked) => {
      const question = ready(asked);
      return everybody.flatMap((principal) => {
        const proof = answer(principal, question, true);
        return proof.verdict === "no" ? [] : [{ principal, proof }];
      });
    },
  };
}
