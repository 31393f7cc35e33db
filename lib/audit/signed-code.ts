import { matchesPattern } from "../actions/wildcard.ts";
import type { Words } from "../base/words.ts";
import type { CheckInput } from "./check.ts";
import type { Verdict } from "./finding.ts";
import { factUnread } from "./unread.ts";

/** Whether the functions of the contract take signed code only. */
export interface SignedCode {
  /** ARNs of those that take any. Sorted. */
  readonly unsigned: readonly string[];
  /** How many take signed code only. */
  readonly signed: number;
  /** `unknown` for those of which it was not read. */
  readonly gaps: readonly Verdict[];
}

export function signedCode({ snapshot, contract }: CheckInput): SignedCode {
  const code = contract.assets.filter(({ key }) => key === "code");
  const own = snapshot.accounts.flatMap(({ id, functions }) =>
    (functions ?? [])
      .filter(({ arn }) =>
        code.some(({ resources }) => resources.some((pattern) => matchesPattern(pattern, arn))),
      )
      .map((fact) => ({ account: id, fact })),
  );
  const homes = new Set(code.flatMap(({ accounts }) => accounts));
  const lists = snapshot.accounts.filter(({ id, functions }) => homes.has(id) && functions === undefined);
  const of = (wanted: "signed" | "unsigned" | "unread") =>
    own.filter(({ fact: { codeSigning } }) => {
      if (codeSigning === undefined) return wanted === "unread";
      return wanted === (codeSigning === null ? "unsigned" : "signed");
    });
  return {
    unsigned: of("unsigned")
      .map(({ fact: { arn } }) => arn)
      .sort(),
    signed: of("signed").length,
    gaps: [
      ...lists.map(({ id }) => factUnread(snapshot, `code ${id}`, what, { account: id, facts: "functions" })),
      ...of("unread").map(({ account, fact: { arn } }) =>
        factUnread(snapshot, `code ${arn}`, what, { account, resource: arn, facts: "functions" }),
      ),
    ],
  };
}

const what: Words = {
  en: "whether a function there takes signed code only",
  fr: "si une fonction n’y accepte que du code signé",
};
