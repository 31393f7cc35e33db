import type * as z from "zod/mini";
import { sha256Hex } from "../base/bytes.ts";
import { isRecord } from "../base/json.ts";
import type { Snapshot } from "./model.ts";
import { snapshotFields } from "./shape.ts";

export interface EncodedSnapshot {
  /** JSON with two spaces, keys in the order of the format, a line feed at the end. */
  readonly text: string;
  /** SHA-256 of `text` as UTF-8, hex. */
  readonly sha256: string;
}

/** The file of a snapshot: the same snapshot gives the same bytes, in whatever order its keys were set. */
export function encodeSnapshot(snapshot: Snapshot): EncodedSnapshot {
  const text = `${JSON.stringify(inOrder(snapshotFields, snapshot), undefined, 2)}\n`;
  return { text, sha256: sha256Hex(Buffer.from(text)) };
}

/**
 * `value` with the keys of every object in the order of the reader's shape; keys that it does not know, and absent
 * ones, are not written. Whatever the shape leaves open (policies, tags, one of several shapes) stays as it is.
 */
function inOrder(shape: z.core.$ZodType, value: unknown): unknown {
  const { def: definition } = shape as unknown as { readonly def: z.core.$ZodTypes["_zod"]["def"] };
  switch (definition.type) {
    case "optional":
    case "nullable":
      return inOrder(definition.innerType, value);
    case "array":
      return Array.isArray(value) ? value.map((one) => inOrder(definition.element, one)) : value;
    case "object": {
      if (!isRecord(value)) return value;
      const known = Object.entries(definition.shape).filter(([name]) => value[name] !== undefined);
      return Object.fromEntries(known.map(([name, inner]) => [name, inOrder(inner, value[name])]));
    }
    default:
      return value;
  }
}
