import { remembered } from "./remembered.ts";
import { lazyMatcher, type Matcher } from "./matcher.ts";
import { globOf, literalGlob, matchesGlob, type Glob } from "./wildcard.ts";
import { unknown, type Unknown } from "./truth.ts";

/**
 * Policy variables (IAM User Guide, "IAM policy elements: Variables and tags"): only in Version 2012-10-17, in
 * `Resource` and in the values of string and ARN conditions. What takes a variable's place stands for itself: a `*` in
 * a user's name is no wildcard.
 */
export interface Template {
  /** As it was written. */
  readonly text: string;
  readonly parts: readonly TemplatePart[];
  /** Present when it has no variables: its only reading. */
  readonly fixed?: Reading;
  /** A variable that could not be read. */
  readonly problem?: string;
}

export type TemplatePart =
  /** Text in which `*` and `?` are wildcards, where the place it stands in knows wildcards. */
  | { readonly kind: "pattern"; readonly text: string }
  /** `${*}`, `${?}`, `${$}`: the character itself. */
  | { readonly kind: "literal"; readonly text: string }
  /** `${key}` or `${key, 'default'}`; the key in lower case. */
  | { readonly kind: "variable"; readonly key: string; readonly fallback?: string };

/** A template with every variable replaced: as a pattern, and as plain text for comparisons that know no wildcards. */
export interface Reading {
  readonly glob: Glob;
  readonly plain: string;
  /** The glob made ready; absent: it is compared as it stands. */
  readonly matches?: Matcher;
}

/** Does all of a text match, `*` and `?` being wildcards? */
export function matchesReading({ glob, matches }: Reading, text: string): boolean {
  return matches === undefined ? matchesGlob(glob, text) : matches(text);
}

/** Looks a key up in lower case: its one value; `undefined` when the request has none. */
export type Lookup = (key: string) => string | undefined | Unknown;

/** Reads `text`; without `variables`, `${…}` is text like any other. */
export function parseTemplate(text: string, variables: boolean): Template {
  if (!variables || !text.includes("${")) return plainTemplate(text);
  const parts: TemplatePart[] = [];
  let from = 0;
  for (let start = text.indexOf("${"); start >= 0; start = text.indexOf("${", from)) {
    const end = text.indexOf("}", start);
    const part = end < 0 ? undefined : variableOf(text.slice(start + 2, end));
    if (part === undefined) {
      return {
        text,
        parts: [],
        problem: `the variable at “${text.slice(start, start + 60)}” cannot be read`,
      };
    }
    if (start > from) parts.push({ kind: "pattern", text: text.slice(from, start) });
    parts.push(part);
    from = end + 1;
  }
  if (from < text.length) parts.push({ kind: "pattern", text: text.slice(from) });
  return parts.some((part) => part.kind === "variable") ? { text, parts } : fixed(text, parts);
}

/** The template for one request; `undefined` when a variable has no value, so that it matches nothing. */
export function readTemplate(template: Template, lookup: Lookup): Reading | undefined | Unknown {
  if (template.fixed !== undefined) return template.fixed;
  if (template.problem !== undefined) return unknown(template.problem);
  const parts: TemplatePart[] = [];
  let notKnown: Unknown | undefined;
  for (const part of template.parts) {
    const found = part.kind === "variable" ? (lookup(part.key) ?? part.fallback) : undefined;
    if (typeof found === "object") notKnown ??= found;
    else if (part.kind !== "variable") parts.push(part);
    else if (found === undefined) return undefined;
    else parts.push({ kind: "literal", text: found });
  }
  return notKnown ?? readingOf(parts);
}

// Policies repeat few texts in many places.
const plainTemplate = remembered((text) => fixed(text, [{ kind: "pattern", text }]));

function fixed(text: string, parts: readonly TemplatePart[]): Template {
  return { text, parts, fixed: readingOf(parts) };
}

function readingOf(parts: readonly TemplatePart[]): Reading {
  const texts = parts.map((part) => (part.kind === "variable" ? "" : part.text));
  const glob = parts.flatMap((part, at) =>
    part.kind === "pattern" ? globOf(texts[at]!) : literalGlob(texts[at]!),
  );
  return { glob, plain: texts.join(""), matches: lazyMatcher(glob) };
}

const escapes = new Set(["*", "?", "$"]);

/** What stands between `${` and `}`. A tag's key may hold spaces and commas, so the default is what ends it. */
function variableOf(inner: string): TemplatePart | undefined {
  if (escapes.has(inner)) return { kind: "literal", text: inner };
  const text = inner.trim();
  const [, name = text, fallback] = /^(.*),\s*'([^']*)'$/s.exec(text) ?? [];
  const key = name.trimEnd().toLowerCase();
  if (key === "" || key.includes("${") || key.includes("'")) return undefined;
  return { kind: "variable", key, ...(fallback !== undefined && { fallback }) };
}
