import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { codeOf, restoreAt, verifyAt } from "../backup/commands.ts";
import { stranger } from "../backup/office.ts";
import { canonical, threeDays } from "../backup/rolls.ts";
import { ServiceError } from "../fakes/aws/calls.ts";
import { interceptS3 } from "../fakes/aws/s3.ts";
import { memoryMirror } from "../fakes/memory-mirror.ts";
import { memoryBackend, names, type MemoryBackend } from "./backend.ts";

let backend: MemoryBackend;
let intercepted: { readonly restore: () => void };
beforeEach(async () => {
  backend = memoryBackend();
  intercepted = interceptS3(backend.s3);
  for (const [index, day] of ["2026-03-01", "2026-03-02"].entries()) {
    backend.hold(threeDays[index]!);
    backend.exported(`${day}T02:00:00Z`);
    await backend.seal(`${day}T06:00:00Z`);
  }
});
afterEach(() => intercepted.restore());

const now = "2026-03-02T08:00:00Z";
const vault = () => backend.s3.bucket(names.vault);
const copies = () =>
  [...backend.s3.bucket(names.mirror).keys()].filter((key) => key.endsWith("manifest.json"));
const partOf = (sequence: number) =>
  [...vault().keys()].find((key) => key.includes(`${sequence}/part-00001`))!;

test("what verifies is copied once, under retention, and can be restored from there alone", async () => {
  expect(await backend.mirror(now)).toEqual({ copied: [1, 2], newest: 2 });
  expect(await backend.mirror(now)).toEqual({ copied: [], newest: 2 });
  expect(copies()).toHaveLength(2);
  for (const versions of backend.s3.bucket(names.mirror).values()) {
    expect(versions).toHaveLength(1);
    expect(versions[0]!.lock.mode).toBe("COMPLIANCE");
  }
  vault().clear();
  const { lines } = await restoreAt(now, [names.mirrorUrl]);
  expect(lines.equals(canonical(threeDays[1]!))).toBe(true);
});

test("the vault is never written", async () => {
  const before = backend.s3.calls.length;
  await backend.mirror(now);
  const onVault = backend.s3.calls.slice(before).filter(({ input }) => input["Bucket"] === names.vault);
  expect([...new Set(onVault.map(({ command }) => command))].toSorted()).toEqual([
    "GetObjectCommand",
    "HeadBucketCommand",
    "ListObjectVersionsCommand",
  ]);
});

describe("ends as a failure, with nothing copied that does not verify, when", () => {
  const flip = (key: string) => {
    const bytes = vault().get(key)![0]!.bytes;
    bytes[bytes.length >> 1]! ^= 1;
  };
  test.each<[string, string, number, () => void]>([
    ["a part of the second set is altered", "copies-unsound", 1, () => flip(partOf(2))],
    ["the first manifest is altered", "copies-unsound", 0, () => flip("roll/sets/00000001/manifest.json")],
    [
      "a set is gone from the middle",
      "copies-unsound",
      0,
      () => vault().delete("roll/sets/00000001/manifest.json"),
    ],
    ["the vault is empty", "copy-source-empty", 0, () => vault().clear()],
    [
      "the vault cannot be read",
      "mirror-unreadable",
      0,
      () => {
        backend.s3.hook = ({ input }) => {
          if (input["Bucket"] === names.vault) throw new ServiceError("AccessDenied", 403);
        };
      },
    ],
    [
      "the mirror cannot be written",
      "copies-unsound",
      0,
      () => {
        backend.s3.hook = ({ command }) => {
          if (command === "PutObjectCommand") throw new ServiceError("AccessDenied", 403);
        };
      },
    ],
  ])("%s", async (_, code, sound, spoil) => {
    spoil();
    const ended = await codeOf(backend.mirror(now));
    backend.s3.hook = undefined;
    expect([ended, copies().length]).toEqual([code, sound]);
  });

  test("the sets are another office’s", async () => {
    const { trust, trustPath } = stranger;
    expect(await codeOf(backend.mirror(now, { trust, trustPath }))).toBe("copy-source-broken");
    expect(copies()).toEqual([]);
  });

  test("the newest set is overdue", async () => {
    expect(await codeOf(backend.mirror("2026-03-03T08:00:00Z"))).toBe("copies-unsound");
    expect(copies()).toHaveLength(2);
    expect(backend.logged.at(-1)).toMatchObject({ task: "mirror", outcome: "copied", copied: "1 2" });
  });

  test("the vault was rolled back behind the mirror", async () => {
    await backend.mirror(now);
    for (const key of vault().keys()) if (key.includes("00000002")) vault().delete(key);
    expect(await codeOf(backend.mirror(now))).toBe("copies-unsound");
    expect(copies()).toHaveLength(2);
  });
});

test("a copy that was cut off is finished by the next run", async () => {
  let puts = 0;
  backend.s3.hook = ({ command }) => {
    if (command === "PutObjectCommand" && ++puts > 4) throw new ServiceError("AccessDenied", 403);
  };
  expect(await codeOf(backend.mirror(now))).toBe("copies-unsound");
  backend.s3.hook = undefined;
  await backend.mirror(now);
  const { mirrors } = await verifyAt(now, [names.mirrorUrl]);
  expect(mirrors[0]).toMatchObject({ sets: 2, problems: [] });
});

test("any two kinds of mirror will do", async () => {
  const target = memoryMirror();
  await backend.mirror(now, {
    open: async (url, options) => {
      if (url === names.mirrorUrl) return target;
      const { openMirror } = await import("../../lib/backup/mirrors/open.ts");
      return openMirror(url, options);
    },
  });
  expect(target.keys().filter((key) => key.endsWith("manifest.json"))).toHaveLength(2);
});
