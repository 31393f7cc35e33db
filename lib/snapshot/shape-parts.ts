import * as z from "zod/mini";
import { parseInstant } from "../base/time.ts";

/** Small shapes that every part of a snapshot uses, with the bounds that AWS's own names stay below. */

export const instant = z.string().check(z.refine((text) => parseInstant(text) !== undefined, "RFC 3339"));
export const count = z.int().check(z.nonnegative());
export const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** Text of 1 to `max` UTF-16 units. */
export const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
/** Text that may be empty. */
export const anyText = (max: number) => z.string().check(z.maxLength(max));

export const accountId = z.string().check(z.regex(/^\d{12}$/, "12 digits"));

/** Longest name, ARN or other single text that AWS gives. */
export const longestName = 2048;

/** The six segments of an ARN (AWS General Reference, Amazon Resource Names); what stands in the last is free. */
const arnPattern = /^arn:[^:\s]+:[^:\s]+:[^:\s]*:[^:\s]*:[^\s]/;

export const arn = z.string().check(z.maxLength(longestName), z.regex(arnPattern, "ARN"));

export function isArn(value: string): boolean {
  return value.length <= longestName && arnPattern.test(value);
}

export const tagPairs = z.array(z.object({ Key: anyText(1000), Value: anyText(1000) }));

const longestPolicyText = 1_000_000;
const deepestPolicy = 32;
const mostPolicyNodes = 200_000;

/**
 * A policy as it was found: text, or an object of any content, which the engine reads and judges. Only its size is
 * bounded here, so that nobody who walks over it later runs out of stack or time.
 */
export const policy = z.custom<string | Readonly<Record<string, unknown>>>(isPolicy, "policy");

/** True for what can stand as a policy: text or an object, of a size that can be walked over. */
export function isPolicy(value: unknown): boolean {
  if (typeof value === "string") return value.length <= longestPolicyText;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let level: readonly unknown[] = [value];
  let nodes = 0;
  for (let depth = 0; level.length > 0; depth++) {
    nodes += level.length;
    if (depth > deepestPolicy || nodes > mostPolicyNodes) return false;
    const below: unknown[] = [];
    for (const node of level) {
      if (typeof node === "object" && node !== null)
        for (const inner of Object.values(node)) below.push(inner);
    }
    level = below;
  }
  return true;
}
