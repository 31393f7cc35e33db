import { printable, say, type Lang } from "../../base/words.ts";
import type { AccessRequest, StatementRef } from "../../iam/access.ts";
import type { Difference, RightsChange, RightsDoubt } from "../../iam/difference.ts";
import { diffWords as words } from "./access-diff-words.ts";
import { contextText } from "./access-witness-text.ts";
import { accessWords } from "./access-words.ts";

/** A comparison for people: who gained, who lost, what is not known, each with a request that shows it. */
export function diffText(
  found: Difference,
  { lang, proved }: { readonly lang: Lang; readonly proved: boolean },
): string {
  const { gained, lost, unknown, named, appeared, gone } = found;
  const heads = {
    gained: say(words.gained, lang),
    lost: say(words.lost, lang),
    unknown: say(words.unknown, lang),
  };
  const width = Math.max(...Object.values(heads).map(({ length }) => length)) + 2;
  const section = <T extends { readonly principal: string }>(
    head: string,
    list: readonly T[],
    details: (each: T) => readonly string[],
  ): readonly string[] =>
    alikeIn(list).flatMap(([names, own]) => [
      `${head.padEnd(width)}${titleOf(names, lang)}`,
      ...own.flatMap(details).map((line) => " ".repeat(width) + line),
    ]);
  const lines = [
    ...section(heads.gained, gained, (each) => changeText(each, "gained", lang)),
    ...section(heads.lost, lost, (each) => changeText(each, "lost", lang)),
    ...named.flatMap((each) => section(heads[each.change], [each], (one) => namedText(one, lang))),
    ...section(heads.unknown, unknown, (each) => doubtText(each, lang)),
  ];
  const names = [
    ...(appeared.length === 0 ? [] : [say(words.appeared, lang, { names: listed(appeared, lang) })]),
    ...(gone.length === 0 ? [] : [say(words.gone, lang, { names: listed(gone, lang) })]),
  ];
  return `${[sumOf(found, proved, lang), ...names, ...(lines.length > 0 ? ["", ...lines] : [])].join("\n")}\n`;
}

/** Principals of whom the same is told, but for the request that shows it, with what is told of the first. */
function alikeIn<T extends { readonly principal: string }>(
  list: readonly T[],
): readonly (readonly [readonly string[], readonly T[]])[] {
  const told = (own: readonly T[]) =>
    JSON.stringify(own.map((each) => ({ ...each, principal: "", witness: "", by: "" })));
  const each = [...Map.groupBy(list, ({ principal }) => principal)];
  return [...Map.groupBy(each, ([, own]) => told(own)).values()].map((same) => [
    same.map(([principal]) => principal),
    same[0]![1],
  ]);
}

function titleOf(principals: readonly string[], lang: Lang): string {
  const names = listed(principals.map(printable), lang);
  return principals.length === 1 ? names : say(words.principals, lang, { count: principals.length, names });
}

function sumOf({ gained, lost, unknown, named }: Difference, proved: boolean, lang: Lang): string {
  const sure = proved ? "yes" : "no";
  if (gained.length + lost.length + unknown.length + named.length === 0)
    return say(words.nothing, lang, { sure });
  const count = (list: readonly { readonly principal: string }[]) =>
    new Set(list.map(({ principal }) => principal)).size;
  const letIn = (change: "gained" | "lost") => named.filter((each) => each.change === change);
  return say(words.sum, lang, {
    gained: count([...gained, ...letIn("gained")]),
    lost: count([...lost, ...letIn("lost")]),
    unknown: count(unknown),
    sure,
  });
}

function changeText(
  { actions, resources, witness, by, assumes }: RightsChange,
  change: "gained" | "lost",
  lang: Lang,
): readonly string[] {
  return [
    say(words.rights, lang, { actions: listed(actions, lang), resources: listed(resources, lang) }),
    ...shownBy(witness, by, change, lang),
    ...(assumes === undefined ? [] : [`  ${say(accessWords.assumes, lang, { principal: assumes })}`]),
  ];
}

function shownBy(
  { action, resource, context }: AccessRequest,
  by: readonly StatementRef[],
  change: "gained" | "lost",
  lang: Lang,
): readonly string[] {
  const shown =
    context === undefined
      ? say(accessWords.witness, lang, { action, resource })
      : say(accessWords.witnessWith, lang, { action, resource, context: contextText(context) });
  const statements = statementsText(by, lang);
  const allowed = change === "gained" ? words.allowedNow : words.allowedThen;
  return [`  ${shown}`, ...(by.length === 0 ? [] : [`  ${say(allowed, lang, { statements })}`])];
}

function doubtText({ change, actions, why }: RightsDoubt, lang: Lang): readonly string[] {
  const perhaps = change === "gained" ? words.perhapsGained : words.perhapsLost;
  return [say(perhaps, lang, { actions: listed(actions, lang) }), `  ${say(accessWords.why, lang, { why })}`];
}

function namedText(
  { resource, actions, change, witness, by = [] }: Difference["named"][number],
  lang: Lang,
): readonly string[] {
  const told = { resource, actions: listed(actions, lang) };
  if (witness === undefined) return [say(words.named, lang, told)];
  const letIn = change === "gained" ? words.letInNow : words.letInThen;
  return [say(letIn, lang, told), ...shownBy(witness, by, change, lang)];
}

function statementsText(by: readonly StatementRef[], lang: Lang): string {
  return by
    .map(({ policy, statement }) =>
      say(accessWords.statement, lang, { policy, statement: String(statement) }),
    )
    .join(" · ");
}

const mostShown = 6;

function listed(texts: readonly string[], lang: Lang): string {
  const shown = texts.slice(0, mostShown).join(", ");
  const count = texts.length - mostShown;
  return count <= 0 ? shown : say(words.more, lang, { shown, count });
}
