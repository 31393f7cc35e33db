import type { Proof } from "../access.ts";
import type { Found, Work } from "../globs.ts";

/** Steps of automata for one question about one principal; ordinary policies take some hundreds. */
const mostOfQuestion = 12_000;
/** What a question may take without being counted against its principal. */
const freeOfQuestion = 4000;
/** What the questions about one principal may take beyond that, all together. */
const mostOfPrincipal = 15_000;
/** And those about all principals. */
const mostOfAll = 400_000;

/**
 * How much work the policies of each principal have made, so that patterns that somebody wrote to be slow cost that
 * principal its answers and nobody else theirs. Counted in steps: the same questions in the same order end alike on
 * every machine.
 */
export class Ledger {
  readonly #left = new Map<string, number>();
  readonly #known = new Map<string, Found>();
  #all = mostOfAll;

  /** Answers with the work that the principal has left; nothing, once it is spent. */
  answer(principal: string, prove: (work: Work) => Proof): Proof {
    const own = this.#left.get(principal) ?? mostOfPrincipal;
    const given = own <= 0 ? 0 : Math.min(mostOfQuestion, freeOfQuestion + Math.min(own, this.#all));
    const work: Work = { left: given, known: this.#known };
    const proof = prove(work);
    const beyond = given - Math.max(0, work.left) - freeOfQuestion;
    // Who takes all that it is given when there is little for anybody is not given more.
    const spent = work.left <= 0 && given <= freeOfQuestion;
    if (beyond > 0 || spent) this.#left.set(principal, spent ? 0 : own - beyond);
    if (beyond > 0) this.#all = Math.max(0, this.#all - beyond);
    if (work.left > 0 || proof.verdict !== "unknown") return proof;
    return {
      verdict: "unknown",
      why: `the patterns of the policies about ${principal} take too many steps to compare`,
    };
  }
}
