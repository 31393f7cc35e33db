/** A policy's JSON object, or why there is none. */
export type Document = { readonly json: Readonly<Record<string, unknown>> } | { readonly problem: string };

/**
 * Reads a policy document: an object, JSON text, or percent-encoded JSON text (IAM API Reference: policies that IAM
 * returns are "URL-encoded compliant with RFC 3986").
 */
export function readDocument(document: unknown): Document {
  if (typeof document !== "string") return objectOf(document);
  if (document.length > mostCharacters) return tooLong;
  const text = document.trim();
  const plain = text.startsWith("{") ? text : decoded(text);
  if (plain === undefined) return { problem: "the policy is neither JSON nor percent-encoded JSON" };
  try {
    return objectOf(JSON.parse(plain));
  } catch {
    return { problem: "the policy is not JSON" };
  }
}

/** A JSON object's own members. */
export function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

/** A scalar is a list of one. `undefined` when an element is no text. */
export function textsOf(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.every((each) => typeof each === "string") ? list : undefined;
}

function objectOf(value: unknown): Document {
  if (membersOf(value) === undefined) return { problem: "the policy is not a JSON object" };
  return beyondBounds(value) ?? { json: value as Readonly<Record<string, unknown>> };
}

// The largest policy that AWS stores has some 32,000 characters and six levels; a snapshot takes these bounds too.
const mostCharacters = 1_000_000;
const mostLevels = 32;
const tooLong = { problem: `the policy has more than ${mostCharacters.toLocaleString("en")} characters` };

/** Level by level and not by recursion: nothing is known yet of how deep it goes. */
function beyondBounds(value: unknown): { readonly problem: string } | undefined {
  let characters = 0;
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > mostLevels) return { problem: `the policy is nested more than ${mostLevels} levels deep` };
    const next: unknown[] = [];
    for (const each of level) {
      characters += typeof each === "string" ? each.length : 1;
      if (typeof each !== "object" || each === null) continue;
      for (const [key, inner] of Object.entries(each)) {
        characters += Array.isArray(each) ? 0 : key.length;
        next.push(inner);
      }
      if (characters + next.length > mostCharacters) return tooLong;
    }
    level = next;
  }
  return characters > mostCharacters ? tooLong : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
