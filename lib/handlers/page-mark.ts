import { isOfKind } from "./parameters.ts";

const version = "1:";

/**
 * The mark under which the next page of a list is asked for: opaque to whoever gets it. It holds the last id alone,
 * never the county, which the address names: whatever somebody writes into it, they read no county but that one.
 */
export function pageMark(voterId: string): string {
  return Buffer.from(`${version}${voterId}`).toString("base64url");
}

/** The id that a mark holds; `undefined` for anything but a mark of ours in its one spelling. */
export function markedId(mark: string): string | undefined {
  const text = Buffer.from(mark.slice(0, 200), "base64url").toString("utf8");
  const id = text.slice(version.length);
  return text.startsWith(version) && isOfKind("VoterId", id) && pageMark(id) === mark ? id : undefined;
}
