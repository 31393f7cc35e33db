import type { ActionIndex } from "../actions/action-index.ts";
import type { Access, AccessQuestion, Proof } from "./access.ts";
import { namedPrincipal } from "./arn.ts";
import { deciderOf } from "./decide.ts";
import { requesterOf, type Requester } from "./decide/requester.ts";
import type { Work } from "./globs.ts";
import type { Landscape } from "./landscape.ts";
import { isUnknown } from "./truth.ts";
import { actionSetsOf } from "./who/action-sets.ts";
import { Alike, type Known } from "./who/alike.ts";
import { Ledger } from "./who/ledger.ts";
import { mayBeNamed } from "./who/named.ts";
import { isNameless, proveNameless } from "./who/nameless.ts";
import { outsidersOf } from "./who/outsiders.ts";
import { proveAccount, proveOutside } from "./who/outside.ts";
import { prove } from "./who/prove.ts";
import { namesOf, questionOf, type Question } from "./who/question.ts";

const mostRemembered = 1000;
const mostLists = 20;

/**
 * Answers “is there any request?” over compiled accounts (docs/formats/iam-engine.md): a `yes` has been put to the
 * concrete evaluation and allowed, a `no` is proved, and whatever is neither is `unknown` and says why. Never throws.
 * Questions are made ready once and remembered.
 *
 * @param sharing one proof serves all whom a question cannot tell apart; without, each is proved by itself: slower, and
 * the same
 */
export function whoOf(
  landscape: Landscape,
  index: ActionIndex,
  sharing = true,
): Pick<Access, "principals" | "can" | "who"> {
  const sets = actionSetsOf(index);
  const decide = deciderOf(landscape, index);
  const ground = { landscape, sets, index };
  const principals = once(() => [...landscape.identities.keys()].sort());
  const outsiders = once(() => outsidersOf(landscape));
  const nameless = once(() => new Set(outsiders().filter(isNameless)));
  const everybody = once(() =>
    [...new Set([...principals(), ...outsiders()])].sort().map((principal) => {
      const identity = landscape.identities.get(principal);
      return { principal, place: identity && alike.placeOf(identity) };
    }),
  );
  const questions = new Map<string, Question>();

  // Who asks many the same mostly asks with the same object.
  const readied = new WeakMap<AccessQuestion, Question>();

  const ready = (asked: AccessQuestion): Question => {
    const before = readied.get(asked);
    if (before !== undefined) return before;
    const made = readyBy(asked);
    readied.set(asked, made);
    return made;
  };

  const readyBy = (asked: AccessQuestion): Question => {
    const key = JSON.stringify([asked.actions, asked.resources, asked.except ?? [], asked.given ?? {}]);
    const known = questions.get(key);
    if (known !== undefined) return known;
    if (questions.size >= mostRemembered) questions.clear();
    const made = questionOf(landscape, sets, asked);
    questions.set(key, made);
    return made;
  };

  // What is asked before escalation is asked after it as well, soon after.
  const lists = new Map<Question, ReturnType<Access["who"]>>();

  const ledger = new Ledger();
  const alike = new Alike(landscape);
  const requesters = new Map<string, Known | undefined>();

  const knownAs = (principal: string): Known | undefined => {
    if (requesters.has(principal)) return requesters.get(principal);
    const identity = landscape.identities.get(principal);
    const requester = identity && requesterOf(landscape, principal);
    const found =
      requester !== undefined && !isUnknown(requester) && isKnown(requester) ? requester : undefined;
    if (identity !== undefined) requesters.set(principal, found);
    return found;
  };

  const answer = (principal: string, question: Question, listed: boolean): Proof => {
    const known = question.free || !sharing ? undefined : knownAs(principal);
    if (known === undefined) return alone(principal, question, listed);
    const sign = alike.signOf(question, known);
    if (sign === undefined) return { verdict: "no" };
    const before = question.proofs.get(sign);
    const same = before && heldBy(principal, before);
    if (same !== undefined) return same;
    const proof = alone(principal, question, listed);
    // What names the one who was asked is said of nobody else.
    if (proof.verdict !== "unknown" || !proof.why.includes(principal)) question.proofs.set(sign, proof);
    return proof;
  };

  /** The proof for another, as one of this principal: its witness is put to the evaluation again. */
  const heldBy = (principal: string, proof: Proof): Proof | undefined => {
    if (proof.verdict !== "yes") return proof;
    const { by: _, when, ...request } = proof.witness;
    const { decision, by } = decide({ principal, ...request });
    const same = { ...request, by, ...(when !== undefined && { when }) };
    return decision === "allowed" ? { verdict: "yes", witness: same } : undefined;
  };

  const alone = (principal: string, question: Question, listed: boolean): Proof =>
    ledger.answer(principal, (work) => proofOf(principal, question, work, listed));

  const proofOf = (principal: string, question: Question, work: Work, listed: boolean): Proof => {
    // A federated user has rights of its own too, of which nothing is known: only a list leaves it out.
    if (
      isNameless(principal) &&
      nameless().has(principal) &&
      (listed || namedPrincipal(principal) === undefined)
    ) {
      const names = ["everyone", `id ${principal}`, `arn ${principal}`];
      return mayBeNamed(question, names) ? proveNameless(sets, principal, question, work) : { verdict: "no" };
    }
    const requester = requesterOf(landscape, principal);
    if (isUnknown(requester)) return { verdict: "unknown", why: requester.unknown };
    const own = { ...ground, work };
    if (requester.kind === "anonymous" || !landscape.accounts.has(requester.account)) {
      const account = requester.kind === "anonymous" ? undefined : requester.account;
      if (!question.free && !mayBeNamed(question, namesOf(requester), account)) return { verdict: "no" };
    }
    const put = (asked: Parameters<Parameters<typeof prove>[3]>[0]) => decide({ principal, ...asked });
    const outside = requester.kind !== "anonymous" && !landscape.accounts.has(requester.account);
    if (outside && requester.kind === "root") return proveAccount(own, requester, question, put);
    if (outside && requester.kind !== "root") return proveOutside(own, requester, question);
    return prove(own, requester, question, put);
  };

  return {
    get principals() {
      return principals();
    },
    can: (principal, asked) => answer(principal, ready(asked), false),
    who: (asked) => {
      const question = ready(asked);
      const before = lists.get(question);
      if (before !== undefined) return before;
      const plainlyNo = sharing && !question.free ? alike.isPlainlyNo(question) : () => false;
      const found: { readonly principal: string; readonly proof: Proof }[] = [];
      for (const { principal, place } of everybody()) {
        if (place !== undefined && plainlyNo(place)) continue;
        const proof = answer(principal, question, true);
        if (proof.verdict !== "no") found.push({ principal, proof });
      }
      if (lists.size >= mostLists) lists.clear();
      lists.set(question, found);
      return found;
    },
  };
}

function isKnown(requester: Requester): requester is Known {
  return "identity" in requester && requester.identity !== undefined && requester.session === undefined;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
