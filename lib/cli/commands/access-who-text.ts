import type { Proof, StatementRef, Witness, WitnessCondition } from "../../iam/access.ts";
import { printable, say, type Lang } from "../../base/words.ts";
import { unlessUnread, type UnreadPolicies } from "./access-unread.ts";
import { contextText, whenText } from "./access-witness-text.ts";
import { accessWords as words } from "./access-words.ts";

/** Somebody and what is proved of them; an `assumes`, or a policy not read, makes a `yes` no more than unknown. */
export interface Answer {
  readonly principal: string;
  readonly verdict: "yes" | "unknown";
  readonly witness?: Pick<Witness, "action" | "resource" | "context">;
  /** What else makes a request like the witness allowed. */
  readonly when?: readonly WitnessCondition[];
  readonly by?: readonly StatementRef[];
  readonly why?: string;
  /** Whose own account has the last word, and was not read. */
  readonly assumes?: string;
}

/**
 * A proof as the command gives it. Where the witness takes for granted what an outsider’s own account allows, or where
 * a policy over its resource was not read, the verdict is `unknown`, with the witness: a `yes` of the command is one
 * that `access decide` repeats.
 */
export function answerOf(principal: string, proof: Proof, unread: UnreadPolicies, lang: Lang): Answer {
  if (proof.verdict === "no") throw new Error("who is proved not to be able has no answer");
  if (proof.verdict === "unknown") return { principal, verdict: "unknown", why: proof.why };
  const { by, when, assumes, ...witness } = proof.witness;
  const shown = { witness, ...(when !== undefined && { when }), by };
  if (assumes === undefined) {
    const { decision, why } = unlessUnread(
      { decision: "allowed", by },
      { principal, ...witness },
      unread,
      lang,
    );
    if (decision === "allowed") return { principal, verdict: "yes", ...shown };
    return { principal, verdict: "unknown", ...shown, ...(why !== undefined && { why }) };
  }
  const why = say(words.assumes, "en", { principal: assumes });
  return { principal, verdict: "unknown", ...shown, why, assumes };
}

/** The answers for people: each with its request in one line and the statements that allow it. */
export function whoText(
  asked: {
    readonly actions: readonly string[];
    readonly resources: readonly string[];
    /** What to say of resources that were not seen. */
    readonly notSeen?: string | undefined;
    /** Whether whoever is not among the answers provably cannot. */
    readonly proved: boolean;
  },
  answers: readonly Answer[],
  lang: Lang,
): string {
  const all = (texts: readonly string[]) => texts.map(printable).join(", ");
  const question = say(words.asked, lang, { action: all(asked.actions), resource: all(asked.resources) });
  const yes = answers.filter(({ verdict }) => verdict === "yes").length;
  const unknown = answers.length - yes;
  const sums = answers.length === 0 ? words.nobody : words.somebody;
  const sum = say(asked.proved ? sums : words.unsure, lang, { yes, unknown });
  const verdicts = { yes: say(words.yes, lang), unknown: say(words.unknown, lang) };
  const width = Math.max(verdicts.yes.length, verdicts.unknown.length) + 2;
  const lines = answers.flatMap((answer) => {
    const head = `${verdicts[answer.verdict].padEnd(width)}${printable(answer.principal)}`;
    return [head, ...detailsOf(answer, lang).map((line) => " ".repeat(width) + line)];
  });
  const notSeen = asked.notSeen === undefined ? [] : [asked.notSeen];
  return `${[question, sum, say(words.notAsked, lang), ...notSeen, ...(lines.length > 0 ? ["", ...lines] : [])].join("\n")}\n`;
}

function detailsOf({ witness, when, by = [], why, assumes }: Answer, lang: Lang): readonly string[] {
  const lines: string[] = [];
  if (witness !== undefined) {
    const { action, resource, context } = witness;
    lines.push(
      context === undefined
        ? say(words.witness, lang, { action, resource })
        : say(words.witnessWith, lang, { action, resource, context: contextText(context) }),
    );
  }
  lines.push(...whenText({ ...(when && { when }) }, lang));
  if (by.length > 0) {
    const statements = by.map(({ policy, statement }) =>
      say(words.statement, lang, { policy, statement: String(statement) }),
    );
    lines.push(say(words.by, lang, { statements: statements.join(" · ") }));
  }
  const reason = assumes === undefined ? why : say(words.assumes, lang, { principal: assumes });
  if (reason !== undefined) lines.push(say(words.why, lang, { why: reason }));
  return lines;
}
