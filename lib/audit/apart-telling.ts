import type { Words } from "../base/words.ts";
import { apartWords } from "./apart-words.ts";
import type { Both, Done } from "./apart.ts";
import { guardrailsUnread } from "./capability-telling.ts";
import { causesOf, tellTogether } from "./causes.ts";
import type { CheckInput } from "./check.ts";
import { fixOf } from "./escalation-verdicts.ts";
import type { Verdict } from "./finding.ts";
import { witnessOf } from "./outside-accounts.ts";
import { rightsWriters } from "./rights-writers.ts";
import { routeArgs, routeOf, stepsInShort, type Proved } from "./route.ts";
import { isPlain, type Reached } from "./who-reaches.ts";

/** What nobody may be able to do alone. */
export interface Invariant {
  /** All of it, to follow “can …” and « peut … ». */
  readonly deeds: Words;
  /** How to mend it; names `{principal}`. */
  readonly fix: Words;
  /** Which of the deeds shows it where none takes escalation, from 0. */
  readonly shownBy: number;
}

/**
 * One verdict for each of these who can do all of it alone, or may be able to; and, of those who can only after
 * escalation, one for all who share a cause that is named elsewhere.
 */
export function tellApart(
  input: CheckInput,
  invariant: Invariant,
  found: readonly Both[],
): readonly Verdict[] {
  const [before, after] = [true, false].map((wanted) => found.filter((both) => isBefore(both) === wanted));
  const { alone, writers, through } = causesOf(after!, (both) => [shown(both, invariant)], {
    writers: rightsWriters(input),
    named: new Set(found.map(({ principal }) => principal)),
  });
  const together = (some: readonly Both[], by?: string) =>
    tellTogether(
      some.map((both) => {
        const evidence = evidenceOf(both.done);
        return { principal: both.principal, proof: shown(both, invariant), evidence };
      }),
      by,
      { args: { deeds: invariant.deeds } },
    );
  return [
    ...[...before!, ...alone].map((both) => tellOf(input, invariant, both)),
    ...(writers.length === 0 ? [] : together(writers)),
    ...[...through].flatMap(([by, some]) => together(some, by)),
  ];
}

/** Proved without any step. */
function isBefore({ proved, escalated }: Both): boolean {
  return proved && !escalated;
}

function tellOf(input: CheckInput, { deeds, fix, shownBy }: Invariant, both: Both): Verdict {
  const { principal, done, proved, escalated } = both;
  const base = { subject: principal, fix: { words: fix, args: { principal } } };
  const evidence = { ...evidenceOf(done), ...(proved && guardrailsUnread(input)) };
  const args = { principal, deeds };
  if (!proved) return { ...base, status: "unknown", words: apartWords.perhaps, args, evidence };
  if (!escalated) {
    const proof = done[shownBy]!.proof as Proved;
    const witness = witnessOf(principal, proof.witness);
    const own = { ...args, assumed: assumedIn(done) };
    return { ...base, status: "fail", words: apartWords.before, args: own, witness, evidence };
  }
  const proof = shown(both, { shownBy }) as Proved;
  return {
    ...base,
    status: "fail",
    words: apartWords.after,
    args: { ...args, ...routeArgs(principal, proof) },
    ...routeOf(proof),
    evidence,
    fix: fixOf(input, principal, proof),
  };
}

/** What shows it: of what is proved the first that takes steps; of what is not, the first that is open. */
function shown({ done, proved }: Both, { shownBy }: Pick<Invariant, "shownBy">): Reached {
  const proofs = done.map(({ proof }) => proof);
  const telling = proofs.find((proof) => (proved ? !isPlain(proof) : proof.verdict === "unknown"));
  return telling ?? proofs[shownBy]!;
}

/** `yes` when somebody’s own account, which was not read, is taken to allow it; for sentences. */
export function assumedIn(done: readonly Done[]): "yes" | "no" {
  const assumed = done.some(({ proof }) => proof.verdict === "yes" && proof.witness.assumes !== undefined);
  return assumed ? "yes" : "no";
}

/** A small account of what was done, for evidence. */
export function evidenceOf(done: readonly Done[]): Readonly<Record<string, unknown>> {
  return {
    can: done.map(({ asset, deed, proof }) => {
      const on = { ...(deed !== undefined && { deed }), asset };
      if (proof.verdict === "unknown")
        return { ...on, unknown: proof.why, ...stepsInShort(proof.route ?? []) };
      const { witness, route, as } = proof;
      return {
        ...on,
        action: witness.action,
        resource: witness.resource,
        ...(witness.assumes !== undefined && { assumes: witness.assumes }),
        ...(route.length > 0 && { as, ...stepsInShort(route) }),
      };
    }),
  };
}
