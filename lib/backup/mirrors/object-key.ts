import { failure } from "../../base/faults.ts";
import { mirrorFaults } from "./mirror-faults.ts";

const longestSegment = 255;
const hostile = /[\u0000-\u001f\u007f\\]/;

/**
 * The parts of a key between its slashes, such as `["sets", "00000003", "manifest.json"]`. Keys may come from a
 * manifest that somebody else wrote: one that could leave the mirror, or that not every store can hold, is refused.
 *
 * @throws RollwardError object-name
 */
export function keySegments(key: string, url: string): readonly string[] {
  const segments = key.split("/");
  const sound = segments.length > 1 && segments[0] === "sets" && segments.every(isSound);
  if (!sound || !key.isWellFormed()) throw failure(mirrorFaults["object-name"], { key, url });
  return segments;
}

function isSound(segment: string): boolean {
  if (segment === "" || segment === "." || segment === "..") return false;
  return Buffer.byteLength(segment) <= longestSegment && !hostile.test(segment);
}

/** Ascending order of keys by their UTF-8 bytes, which is not that of JavaScript's UTF-16 strings. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
