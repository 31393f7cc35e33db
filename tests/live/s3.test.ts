import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  type ObjectLockMode,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import type { Mirror } from "../../lib/backup/mirrors/mirror.ts";
import { openMirror } from "../../lib/backup/mirrors/open.ts";
import { conformance, keys, listed, outcome } from "../backup/mirrors/conformance.ts";
import { bucketUrl, noEmulator, plainClient, useAccount } from "./account.ts";

const text = (content: string) => new TextEncoder().encode(content);
const plain = { keepUntil: undefined, signal: new AbortController().signal };
const part = "sets/00000001/part-00001-0123456789abcdef.age";
const here = { create: false };
let made = 0;

describe.skipIf(noEmulator)("a bucket of the emulator", () => {
  beforeAll(useAccount);

  for (const versioned of [true, false]) {
    const name = versioned ? "a bucket with versions" : "a bucket without versions";
    conformance(name, async () => {
      const bucket = await newBucket({ versioned });
      return {
        mirror: await openMirror(bucketUrl(bucket, "office/7"), here),
        reopen: () => openMirror(bucketUrl(bucket, "office/7"), here),
        plant: (key, bytes) => put(bucket, `office/7/${key}`, bytes),
        dispose: async () => {},
      };
    });
  }

  describe("with Object Lock", () => {
    const keepUntil = new Date(Date.UTC(2099, 0, 1));

    test.for<[ObjectLockMode | undefined, ObjectLockMode]>([
      [undefined, "GOVERNANCE"],
      ["GOVERNANCE", "GOVERNANCE"],
      ["COMPLIANCE", "COMPLIANCE"],
    ])(
      "whose default mode is %s gives a part the retention it asks for, in mode %s",
      async ([mode, expected]) => {
        const bucket = await newBucket({ lock: true, mode });
        const mirror = await openMirror(bucketUrl(bucket), here);
        await mirror.write(part, text("sealed"), { ...plain, keepUntil });
        const command = new GetObjectRetentionCommand({ Bucket: bucket, Key: part });
        const { Retention } = await plainClient().send(command);
        expect(Retention).toEqual({ Mode: expected, RetainUntilDate: keepUntil });
        expect(mirror.notes()).toEqual([]);
      },
    );

    test("writes without a retention what asks for none, or for one that is over", async () => {
      const bucket = await newBucket({ lock: true });
      const mirror = await openMirror(bucketUrl(bucket), here);
      await mirror.write("sets/00000001/a", text("a"), plain);
      await mirror.write("sets/00000001/b", text("b"), { ...plain, keepUntil: new Date(0) });
      for (const name of ["a", "b"]) {
        const command = new HeadObjectCommand({ Bucket: bucket, Key: `sets/00000001/${name}` });
        expect((await plainClient().send(command)).ObjectLockMode).toBeUndefined();
      }
    });

    test("keeps the first version readable under what somebody writes over it", async () => {
      const bucket = await newBucket({ lock: true });
      const mirror = await openMirror(bucketUrl(bucket), here);
      await mirror.write(part, text("sealed"), { ...plain, keepUntil });
      await put(bucket, part, text("forged!"));
      await put(bucket, part, text("again"));
      const [entry] = await listed(mirror);
      expect(entry).toMatchObject({ versions: [{ bytes: 6 }, { bytes: 7 }, { bytes: 5 }], deleted: false });
      expect(await allVersions(mirror)).toEqual(["sealed", "forged!", "again"]);
    });

    test("knows its own bytes under what somebody wrote over them", async () => {
      const bucket = await newBucket({ lock: true });
      const mirror = await openMirror(bucketUrl(bucket), here);
      await mirror.write(part, text("sealed"), plain);
      await put(bucket, part, text("forged"));
      expect(await mirror.write(part, text("sealed"), plain)).toBe("same");
      expect(await outcome(mirror.write(part, text("others"), plain))).toBe("object-exists");
    });

    test("tells a delete marker, under which the versions still are", async () => {
      const bucket = await newBucket({ lock: true });
      const mirror = await openMirror(bucketUrl(bucket), here);
      await mirror.write(part, text("sealed"), { ...plain, keepUntil });
      await plainClient().send(new DeleteObjectCommand({ Bucket: bucket, Key: part }));
      expect(await listed(mirror)).toMatchObject([{ key: part, versions: [{ bytes: 6 }], deleted: true }]);
      expect(await allVersions(mirror)).toEqual(["sealed"]);
      expect(await mirror.write(part, text("anew"), plain)).toBe("written");
      expect(await listed(mirror)).toMatchObject([
        { versions: [{ bytes: 6 }, { bytes: 4 }], deleted: false },
      ]);
      expect(await mirror.takeBack(part)).toBe(false);
    });
  });

  test("without Object Lock is written all the same, with a note", async () => {
    const mirror = await openMirror(bucketUrl(await newBucket({ versioned: true })), here);
    await mirror.write(part, text("sealed"), plain);
    expect(mirror.notes()).toEqual([]);
    await mirror.write(`${part}.2`, text("sealed"), { ...plain, keepUntil: new Date(Date.UTC(2099, 0, 1)) });
    expect(mirror.notes()).toEqual([{ code: "no-object-lock" }]);
  });

  test.for([1, 2, 3, 1000])("is listed the same in pages of %i versions", async (pageKeys) => {
    const bucket = await newBucket({ versioned: true });
    const mirror = await openMirror(bucketUrl(bucket, "a"), { ...here, pageKeys });
    for (const content of ["1", "22", "333", "4444", "55555"])
      await put(bucket, "a/sets/00000001/a", text(content));
    await put(bucket, "a/sets/00000001/b", text("b"));
    await plainClient().send(new DeleteObjectCommand({ Bucket: bucket, Key: "a/sets/00000001/b" }));
    for (const name of ["c", "d"]) await put(bucket, `a/sets/00000001/${name}`, text(name));
    await put(bucket, "a/setsquare", text("foreign"));
    await put(bucket, "ab/sets/00000001/a", text("another prefix"));
    const found = (await listed(mirror)).map(({ key, versions, deleted }) => [
      key,
      versions.map(({ bytes }) => bytes),
      deleted,
    ]);
    expect(found).toEqual([
      ["sets/00000001/a", [1, 2, 3, 4, 5], false],
      ["sets/00000001/b", [1], true],
      ["sets/00000001/c", [1], false],
      ["sets/00000001/d", [1], false],
    ]);
  });

  test("that does not exist is a missing mirror", async () => {
    const mirror = await openMirror(bucketUrl("no-such-bucket-here"), here);
    expect(await outcome(listed(mirror))).toBe("mirror-missing");
    expect(await outcome(mirror.read(part, "", 10))).toBe("mirror-missing");
    expect(await outcome(mirror.write(part, text("x"), plain))).toBe("mirror-missing");
  });

  test("lets one of ten writers win", async () => {
    const bucket = await newBucket({ versioned: true });
    const work = Array.from({ length: 10 }, async (_, index) => {
      const mirror = await openMirror(bucketUrl(bucket), here);
      return outcome(mirror.write(part, text(`writer ${index}`), plain));
    });
    const outcomes = await Promise.all(work);
    expect(outcomes.map(String).toSorted()).toEqual([
      ...Array.from({ length: 9 }, () => "object-exists"),
      "written",
    ]);
    const mirror = await openMirror(bucketUrl(bucket), here);
    expect(await allVersions(mirror)).toEqual([`writer ${outcomes.indexOf("written")}`]);
  });

  test("is on this machine", async () => {
    const bucket = await newBucket({});
    const mirror = await openMirror(bucketUrl(bucket), here);
    const { id, kind } = await mirror.place();
    expect([id, kind]).toEqual(["s3:localhost", "bucket"]);
    expect(await (await openMirror(bucketUrl(bucket, "other"), here)).place()).toMatchObject({ id });
  });

  test("holds what others put there, whatever its name", async () => {
    const bucket = await newBucket({ versioned: true });
    const mirror = await openMirror(bucketUrl(bucket), here);
    const names = ["sets/", "sets/00000001/", "sets/00000001/../x", "sets//double", "sets/a%2Fb+c d&e"];
    for (const key of names) await put(bucket, key, text("foreign"));
    expect(await keys(mirror)).toEqual(names.toSorted());
  });
});

async function allVersions(mirror: Mirror): Promise<readonly string[]> {
  const contents: string[] = [];
  for await (const { key, versions } of mirror.list()) {
    for (const { id } of versions) contents.push(Buffer.from(await mirror.read(key, id, 1000)).toString());
  }
  return contents;
}

interface Bucket {
  readonly versioned?: boolean;
  readonly lock?: boolean;
  readonly mode?: ObjectLockMode | undefined;
}

async function newBucket({ versioned = false, lock = false, mode }: Bucket): Promise<string> {
  const Bucket = `rolls-${process.pid}-${++made}`;
  const client = plainClient();
  await client.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: lock }));
  if (versioned) {
    const VersioningConfiguration = { Status: "Enabled" as const };
    await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  }
  if (mode !== undefined) {
    const Rule = { DefaultRetention: { Mode: mode, Days: 1 } };
    const ObjectLockConfiguration = { ObjectLockEnabled: "Enabled" as const, Rule };
    await client.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
  }
  return Bucket;
}

async function put(bucket: string, key: string, bytes: Uint8Array): Promise<void> {
  await plainClient().send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }));
}
