/** A policy's JSON object, or why there is none. */
export type Document = { readonly json: Readonly<Record<string, unknown>> } | { readonly problem: string };

/**
 * Reads a policy document: an object, JSON text, or percent-encoded JSON text (IAM API Reference: policies that IAM
 * returns are "URL-encoded compliant with RFC 3986").
 */
export function readDocument(document: unknown): Document {
  if (typeof document !== "string") return objectOf(document);
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
  return membersOf(value) === undefined
    ? { problem: "the policy is not a JSON object" }
    : { json: value as Readonly<Record<string, unknown>> };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
