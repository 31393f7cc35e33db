import type { PolicyDocument } from "../../iam/input.ts";
import { isArn, isPolicy, longestName } from "../shape-parts.ts";
import { whyUnresolved } from "./template-words.ts";
import { firstUnresolved, isList, isObject, textOf, Unresolved, type Value } from "./value.ts";

/**
 * The properties of a resource, asked for by kind. Every answer knows three states, as a snapshot does: the value;
 * `null`, the template leaves it out and AWS's default holds; `undefined`, it could not be resolved, which was noted.
 */
export interface Given {
  text(...path: readonly string[]): string | null | undefined;
  /** A text that must be one of `words`. */
  word<const T extends string>(words: readonly T[], ...path: readonly string[]): T | null | undefined;
  flag(...path: readonly string[]): boolean | null | undefined;
  /** A whole number above zero. */
  count(...path: readonly string[]): number | null | undefined;
  arn(...path: readonly string[]): string | null | undefined;
  texts(...path: readonly string[]): readonly string[] | null | undefined;
  /** Texts of which some may be missing: the others are still worth reading. */
  someTexts(...path: readonly string[]): readonly (string | Unresolved)[] | null | undefined;
  object(...path: readonly string[]): Given | null | undefined;
  objects(...path: readonly string[]): readonly Given[] | null | undefined;
  /** A whole policy, or a text that says why it is none: never a policy with a hole. */
  policy(...path: readonly string[]): PolicyDocument | null;
  /** What stands there, unresolved places and all. */
  value(...path: readonly string[]): Value | undefined;
}

/** Told of every place that was asked for and could not be resolved. */
export type Note = (place: string, unresolved: Unresolved) => void;

export function givenOf(properties: Value, note: Note, say: (why: Unresolved) => string, top = ""): Given {
  const shown = (path: readonly string[]) => [top, ...path].filter((step) => step !== "").join(".");

  function value(path: readonly string[]): Value | undefined {
    let at: Value | undefined = properties;
    for (const step of path) {
      if (at instanceof Unresolved) return at;
      at = isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
    }
    return at;
  }

  /** `fit` gives `undefined` for a value of another kind. */
  function ask<T>(
    path: readonly string[],
    expected: string,
    fit: (found: Value) => T | undefined,
  ): T | null | undefined {
    const found = value(path);
    if (found === undefined || found === null) return null;
    if (found instanceof Unresolved) {
      note(shown(path), found);
      return undefined;
    }
    const fitted = fit(found);
    if (fitted === undefined) {
      const hole = firstUnresolved(found);
      note(shown(path), hole ?? new Unresolved(whyUnresolved.kind, { expected }));
    }
    return fitted;
  }

  function list<T>(
    path: readonly string[],
    expected: string,
    fit: (one: Value, at: number) => T | undefined,
  ) {
    return ask(path, expected, (found) => {
      // CloudFormation takes a single value where a list of one is meant.
      const fitted = (isList(found) ? found : [found]).map(fit);
      return fitted.every((one) => one !== undefined) ? fitted : undefined;
    });
  }

  const given: Given = {
    text: (...path) => ask(path, "text", nameOf),
    arn: (...path) =>
      ask(path, "ARN", (found) => (typeof found === "string" && isArn(found) ? found : undefined)),
    word: (words, ...path) => ask(path, words.join(" | "), (found) => words.find((word) => word === found)),
    flag: (...path) => ask(path, "true | false", flagOf),
    count: (...path) =>
      ask(path, "number", (found) => {
        const text = textOf(found) ?? "";
        return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
      }),
    texts: (...path) => list(path, "[text]", nameOf),
    someTexts: (...path) => list(path, "[text]", (one) => (one instanceof Unresolved ? one : nameOf(one))),
    object: (...path) =>
      ask(path, "{}", (found) => (isObject(found) ? givenOf(found, note, say, shown(path)) : undefined)),
    objects: (...path) =>
      list(path, "[{}]", (one, at) =>
        isObject(one) ? givenOf(one, note, say, `${shown(path)}[${at}]`) : undefined,
      ),
    policy: (...path) => {
      const found = value(path);
      if (found === undefined || found === null) return null;
      const hole = firstUnresolved(found);
      if (hole === undefined && isPolicy(found)) return found as PolicyDocument;
      const why = hole ?? new Unresolved(whyUnresolved.kind, { expected: "{}" });
      note(shown(path), why);
      return notRead(say(why));
    },
    value: (...path) => value(path),
  };
  return given;
}

/** What stands in place of a policy that could not be read: no JSON, so that nobody takes it for one. */
export function notRead(why: string): string {
  return `unread: ${why}`;
}

/** A text that can stand where a name stands: neither empty nor endless. */
function nameOf(value: Value): string | undefined {
  const text = textOf(value);
  return text !== undefined && text !== "" && text.length <= longestName ? text : undefined;
}

function flagOf(value: Value): boolean | undefined {
  const text = textOf(value)?.toLowerCase();
  return text === "true" ? true : text === "false" ? false : undefined;
}
