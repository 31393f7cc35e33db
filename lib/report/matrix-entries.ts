import type { GridRow, GridTable } from "../audit/matrix-grid.ts";
import type { MatrixCell } from "../audit/matrix.ts";
import { signOf, type Sign } from "../audit/matrix-told.ts";
import { printableWhole, sayWhole, type Lang, type Words } from "../base/words.ts";
import { matrixWords as words, signWords } from "./matrix-words.ts";
import { shortName } from "./short-subject.ts";

/** One thing to tell of a cell: what one principal can do, to which assets, and what shows it for the first of them. */
export interface Entry {
  readonly sign: Sign;
  readonly head: string;
  /** How, with which request, by which statements. */
  readonly details: readonly string[];
}

/** The entries of a row’s column: parts that are alike but for the asset are one. */
export function entriesOf(
  row: GridRow,
  { id, deed }: GridTable["columns"][number],
  lang: Lang,
): readonly Entry[] {
  const parts = row.cells.get(id)?.parts ?? [];
  const alike = Map.groupBy(parts, (part) => `${signOf(part)} ${part.beyond ?? ""}`);
  return [...alike.values()].map((own): Entry => {
    const [first] = own;
    const sign = signOf(first!);
    const args = {
      principal: shortName(row.principal),
      deed,
      assets: own.map(({ asset }) => asset).join(", "),
      beyond: first!.beyond ?? "no",
      why: first!.why ?? "?",
    };
    const head = sayWhole(headOf(sign), lang, { ...args, sign: signWords[sign] });
    return { sign, head, details: detailsOf(row.principal, first!, lang) };
  });
}

function headOf(sign: Sign): Words {
  if (sign === "unknown") return words.maybe;
  return sign.startsWith("never") ? words.deed : words.allowed;
}

function detailsOf(
  principal: string,
  { witness, route = [], assumes: granted = [] }: MatrixCell,
  lang: Lang,
): readonly string[] {
  const speak = (text: Words, args: Readonly<Record<string, string>>) => sayWhole(text, lang, args);
  const steps = route.map(({ via, target }) =>
    speak(target === principal ? words.ownStep : words.step, {
      target: shortName(target),
      via: via.join(", "),
    }),
  );
  // Made sentences, with names in them: no message to be formatted once more.
  const taken = granted.map((sentence) => printableWhole(sentence[lang]));
  if (witness === undefined) return [...steps, ...taken];
  const { action, resource, context, by, assumes } = witness;
  const request =
    context === undefined
      ? speak(words.request, { action, resource })
      : speak(words.requestWith, { action, resource, context: contextText(context) });
  const statements = by.map(({ policy, statement }) =>
    speak(words.statement, { policy, statement: String(statement) }),
  );
  return [
    ...steps,
    request,
    ...(statements.length === 0 ? [] : [speak(words.by, { statements: statements.join(" · ") })]),
    ...(assumes === undefined ? [] : [speak(words.assumes, { arn: assumes })]),
    ...taken,
  ];
}

function contextText(context: NonNullable<NonNullable<MatrixCell["witness"]>["context"]>): string {
  return Object.entries(context)
    .map(([key, value]) => `${key} = ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}
