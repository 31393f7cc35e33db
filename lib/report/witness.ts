import type { Finding } from "../audit/finding.ts";
import { sayWhole, type Lang, type Words } from "../base/words.ts";

/** How a value from outside is made printable: cut for a terminal, whole for a page. */
export type Show = (text: string) => string;

/**
 * The request that shows a finding, one fact a line, its names those of the JSON report; then, where the request is
 * one of somebody outside, what was taken for granted.
 */
export function witnessLines({ witness }: Finding, lang: Lang, show: Show): readonly string[] {
  if (witness === undefined) return [];
  const { principal, action, resource, context = {}, assumes } = witness;
  return [
    ...Object.entries({ principal, action, resource }).map(([key, value]) => `${key}: ${show(value)}`),
    ...Object.entries(context).map(
      ([key, value]) => `${show(key)}: ${show(typeof value === "string" ? value : JSON.stringify(value))}`,
    ),
    ...(assumes === undefined ? [] : [assumption(assumes, principal, lang)]),
  ];
}

function assumption(assumes: string, principal: string, lang: Lang): string {
  return assumes === principal
    ? sayWhole(words.ownAccount, lang)
    : sayWhole(words.accountOf, lang, { arn: assumes });
}

/** The statements that allow the request, one text each, such as `Allow arn:…:policy/x [0]`. */
export function witnessStatements({ witness }: Finding, show: Show): readonly string[] {
  return (witness?.by ?? []).map(({ policy, statement, effect }) =>
    show(`${effect} ${policy} [${statement}]`),
  );
}

const words = {
  ownAccount: {
    en: "provided that its own account, which was not read, allows it",
    fr: "à condition que son propre compte, qui n’a pas été lu, l’autorise",
  },
  accountOf: {
    en: "provided that the account of {arn}, which was not read, allows it",
    fr: "à condition que le compte de {arn}, qui n’a pas été lu, l’autorise",
  },
} satisfies Record<string, Words>;
