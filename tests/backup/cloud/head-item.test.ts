import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256Hex } from "../../../lib/base/bytes.ts";
import { dynamoHead } from "../../../lib/backup/cloud/dynamodb-head.ts";
import { firstHead, stage, type HeadRecord, type StagedSet } from "../../../lib/backup/cloud/head.ts";
import { headItem, headOf, maxStagedBytes } from "../../../lib/backup/cloud/head-item.ts";
import { signEnvelope } from "../../../lib/backup/dsse.ts";
import { encodeManifest, manifestType, type Manifest } from "../../../lib/backup/manifest.ts";
import { describeSet } from "../../../lib/backup/seal/describe.ts";
import { ServiceError } from "../../fakes/aws/calls.ts";
import { memoryDynamo } from "../../fakes/aws/dynamodb.ts";
import { codeOf } from "../commands.ts";
import { office } from "../office.ts";

const chain = "0123456789abcdef0123456789abcdef";
const takenAt = "2026-03-01T02:00:00Z";

/** A set of a roll with so many parts in so many counties. */
function setOf(parts: number, counties: number): { readonly manifest: Manifest; readonly staged: StagedSet } {
  const byStatus = { active: 1, inactive: 0, pending: 0, cancelled: 0 };
  const county = (index: number) => `County ${String(index).padStart(4, "0")}`;
  const sealed = {
    parts: Array.from({ length: parts }, (_, index) => ({
      county: county(Math.floor((index * counties) / parts)),
      voters: 1,
      bytes: 2_000_000 + index,
      sha256: sha256Hex(Buffer.from(`part ${index}`)),
      plaintextBytes: 16_000_000 - index,
      plaintextDigest: sha256Hex(Buffer.from(`plain ${index}`)),
      piece: { offset: 0, bytes: 0 },
    })),
    counties: Array.from({ length: counties }, (_, index) => ({
      county: county(index),
      voters: 1,
      byStatus,
    })),
    voters: parts,
    bytes: parts,
  };
  const facts = { office: "arden", chain, sequence: 1, previous: null, takenAt: new Date(takenAt) };
  const times = { nextDueMs: 1_000, expiresInMs: 2_000, keepMs: 3_000, tool: "rollward 0.0.0-test" };
  const { manifest, guide } = describeSet({ ...facts, ...times, recipients: office.recipients }, sealed);
  const payload = encodeManifest(manifest);
  const staged: StagedSet = {
    sequence: 1,
    manifest: sha256Hex(payload),
    takenAt,
    nextDueAt: takenAt,
    export: "arn:aws:dynamodb:ca-central-1:111111111111:table/rollward-roll/export/0123",
    keepUntil: takenAt,
    envelope: signEnvelope(manifestType, payload, [office.signingKey]),
    guide: Buffer.from(guide).toString("utf8"),
  };
  return { manifest, staged };
}

const first = firstHead("arden", chain);

test("a record comes back as it was, with the very bytes of the set that waits in it", () => {
  const { staged } = setOf(5, 2);
  const record = stage(first, staged);
  expect(headOf(headItem(record))).toEqual(record);
  const later: HeadRecord = {
    ...first,
    sequence: 7,
    manifest: sha256Hex(Buffer.from("x")),
    takenAt,
    nextDueAt: takenAt,
    export: "arn:x",
    revision: 21,
    conflict: true,
  };
  expect(headOf(headItem(later))).toEqual(later);
});

test("the largest rolls fit: some 90 bytes a part", () => {
  const item = headItem(stage(first, setOf(3_000, 300).staged));
  const staged = item["Staged"] as { readonly B: Uint8Array };
  expect(staged.B.length / 3_000).toBeLessThan(120);
  expect(staged.B.length).toBeLessThan(maxStagedBytes);
});

test("what does not fit is refused before anything is written", async () => {
  const dynamo = memoryDynamo({ head: "OfficeId" });
  const { staged } = setOf(5_000, 5_000);
  expect(await codeOf(dynamoHead(dynamo.client, "head").write(stage(first, staged)))).toBe("head-large");
  expect(dynamo.calls).toEqual([]);
});

test("an item that anybody changed is not taken for a record", () => {
  const item = headItem(stage(first, setOf(2, 1).staged));
  const names = [...Object.keys(item), "__proto__", "Note"];
  const values = fc.oneof(
    fc.constant(undefined),
    fc.record({ S: fc.string() }),
    fc.record({ N: fc.string() }),
    fc.record({ B: fc.uint8Array({ maxLength: 50 }) }),
    fc.anything(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), values, (name, value) => {
      const changed = Object.fromEntries([...Object.entries(item), [name, value]]);
      const head = headOf(changed);
      if (!("at" in head)) expect(headOf(headItem(head))).toEqual(head);
    }),
  );
});

describe("one record after the other", () => {
  const place = () => {
    const dynamo = memoryDynamo({ head: "OfficeId" });
    return { dynamo, store: dynamoHead(dynamo.client, "head") };
  };
  const next = (record: HeadRecord): HeadRecord => ({ ...record, revision: record.revision + 1 });

  test("is written only on the one before it", async () => {
    const { store } = place();
    expect(await store.read("arden")).toBeUndefined();
    const one = next(first);
    expect(await store.write(one)).toBe(true);
    expect(await store.read("arden")).toEqual(one);
    expect(await store.write({ ...one, conflict: true })).toBe(false);
    expect(await store.write({ ...next(one), conflict: true })).toBe(true);
    expect(await store.write(next(one))).toBe(false);
  });

  test("counts as written when a lost reply made the SDK ask again", async () => {
    const { dynamo, store } = place();
    const one = stage(first, setOf(2, 1).staged);
    await store.write(one);
    expect(await store.write(one)).toBe(true);
    dynamo.hook = () => {
      throw new ServiceError("AccessDeniedException", 400);
    };
    expect(await codeOf(store.write(next(one)))).toBe("aws-refused");
  });

  test("of another office under this office’s key is malformed", async () => {
    const client = { send: async () => ({ Item: headItem({ ...next(first), office: "other" }) }) };
    expect(await codeOf(dynamoHead(client as never, "head").read("arden"))).toBe("head-malformed");
  });
});
