import * as z from "zod/mini";
import { maxSequence } from "../backup/layout.ts";
import { anyText, count, hash, instant, text } from "./shape-parts.ts";

const remark = (exits: readonly (0 | 1 | 2 | 3 | 4)[]) =>
  z.object({
    code: text(200),
    exit: z.literal(exits),
    file: z.optional(anyText(4096)),
    message: anyText(20_000),
  });

const newestSet = z.object({
  sequence: z.int().check(z.positive(), z.maximum(maxSequence)),
  chain: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  office: text(1000),
  manifest: hash,
  takenAt: instant,
  nextDueAt: instant,
  expiresAt: instant,
  voters: count,
  bytes: count,
  recipients: count,
});

const keys = z.array(hash);
const trustedKeys = { rootKeys: keys, sealKeys: keys, sealThreshold: count, witnessThreshold: count };

// A bare key has no version and no dates, a trust file has them all.
const trust = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("trust-file"),
    hash,
    version: z.int().check(z.positive()),
    issuedAt: instant,
    expiresAt: instant,
    ...trustedKeys,
  }),
  z.object({
    kind: z.literal("public-key"),
    hash,
    version: z.null(),
    issuedAt: z.null(),
    expiresAt: z.null(),
    ...trustedKeys,
  }),
]);

const place = z.object({
  id: text(4096),
  kind: z.enum(["device", "bucket"]),
  label: z.object({ en: text(4096), fr: text(4096) }),
});

const mirror = z
  .object({
    url: text(4096),
    place: z.optional(place),
    sets: count,
    newest: z.nullable(newestSet),
    // A problem without an exit code is none: an edited one must not slip through as harmless.
    problems: z.array(remark([1, 2, 3, 4])),
    notes: z.array(remark([0])),
  })
  .check(z.refine(({ sets, newest }) => (sets === 0) === (newest === null), { path: ["newest"] }));

/** One result of `rollward verify`, format `rollward/verify@1`. */
export const verifyResult = z.object({
  format: z.literal("rollward/verify@1"),
  observedAt: instant,
  quick: z.boolean(),
  rollbackChecked: z.boolean(),
  trust,
  mirrors: z.array(mirror),
});
