import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { documentBytes } from "../../../lib/backup/mirrors/s3-reply.ts";
import { keys, listed } from "./conformance.ts";
import {
  fault,
  mirrorOf,
  mirrorWith,
  page,
  part,
  patience,
  requests,
  useScriptedBucket,
} from "./scripted-bucket.ts";
import { fail, on, xml, type Line } from "./scripted-store.ts";

useScriptedBucket();

const refused = ["mirror-unreadable", 3];
const row = (name: string, version = "v") =>
  `<Version><Key>office/sets/${name}</Key><VersionId>${version}</VersionId><Size>1</Size></Version>`;
const next = (key: string, version = "v") =>
  `<NextKeyMarker>office/sets/${key}</NextKeyMarker><NextVersionIdMarker>${version}</NextVersionIdMarker>`;
const name = (count: number) => String(count).padStart(9, "0");

describe("a store that never ends", () => {
  test.for([200, 404, 500])("is stopped in a page of %i that pours on", async (status) => {
    let sent = 0;
    const error = await fault(
      listed(await mirrorOf((_, reply) => pour(reply, status, (bytes) => (sent += bytes)))),
    );
    expect([error.code, error.fault.exit]).toEqual(refused);
    expect(error.sentence("en")).toMatch(/larger than S3 gives/);
    // What was on its way in the sockets is all that comes on top.
    expect(sent).toBeLessThan(2 * 2 * documentBytes);
  });

  test.for([403, 404])("is stopped where it refuses a read, with %i and without end", async (status) => {
    const mirror = await mirrorOf((_, reply) => pour(reply, status, () => {}));
    const error = await fault(mirror.read(part, "v", 10));
    expect([error.code, error.fault.exit]).toEqual(refused);
  });

  test.for<[string, (count: number) => string]>([
    ["rows, with a new key on every page", (count) => row(name(count)) + next(name(count))],
    ["versions of one key", (count) => row("a", `v${count}`) + next("a", `v${count}`)],
    [
      "delete markers",
      (count) => `<DeleteMarker><Key>office/sets/${name(count)}</Key></DeleteMarker>${next(name(count))}`,
    ],
  ])("is stopped after so many %s", async ([, inside]) => {
    const error = await fault(listed(await mirrorOf(pages(inside))));
    expect([error.code, error.fault.exit]).toEqual(refused);
    expect(error.sentence("en")).toMatch(/no end in sight/);
    expect(requests().length).toBe(patience.rows + 1);
  });

  test("is stopped after so many keys of a listing without versions", async () => {
    let count = 0;
    const mirror = await mirrorOf(
      on("GET", /versions/, (reply) => fail(reply, 501, "NotImplemented")),
      (_, reply) => {
        const at = name(++count);
        const head = `<Name>rolls</Name><IsTruncated>true</IsTruncated>`;
        const content = `<Contents><Key>office/sets/${at}</Key><Size>1</Size></Contents>`;
        const token = `<NextContinuationToken>${at}</NextContinuationToken>`;
        xml(reply, `<ListBucketResult>${head}${content}${token}</ListBucketResult>`);
      },
    );
    const error = await fault(listed(mirror));
    expect([error.code, error.fault.exit]).toEqual(refused);
    expect(requests().length).toBe(patience.rows + 2);
  });

  test("is stopped after a few empty pages, whatever their markers", async () => {
    const error = await fault(listed(await mirrorOf(pages((count) => next(name(count))))));
    expect([error.code, error.fault.exit]).toEqual(refused);
    expect(requests().length).toBe(6);
  });

  test("is believed when a few pages on the way are empty", async () => {
    const mirror = await mirrorOf(
      pages((count) => (count % 6 === 0 ? row(name(count)) : "") + next(name(count)), 24),
    );
    expect(await keys(mirror)).toEqual([6, 12, 18, 24].map((count) => `sets/${name(count)}`));
  });

  test.for<[string, string, string]>([
    ["goes back", "b", "a"],
    ["goes round", "b", "b"],
    ["goes back in the order of bytes", "a", "Z"],
  ])("is stopped by a marker that %s", async ([, before, after]) => {
    const mirror = await mirrorOf(pages((count) => next(count === 1 ? before : after)));
    const error = await fault(listed(mirror));
    expect([error.code, error.fault.exit, requests().length]).toEqual([...refused, 2]);
  });

  test("is believed as long as a key’s many versions go on", async () => {
    const mirror = await mirrorOf(
      pages((count) => row("a", `v${9 - count}`) + next("a", `v${9 - count}`), 8),
    );
    const [entry] = await listed(mirror);
    expect(entry?.versions.length).toBe(8);
  });
});

describe("a store that hardly goes on", () => {
  test.for([200, 403])(
    "is stopped in a page of %i that comes byte by byte, without a second try",
    async (status) => {
      const error = await fault(listed(await mirrorOf((_, reply) => drip(reply, status))));
      expect([error.code, error.fault.exit, requests().length]).toEqual([...refused, 1]);
      expect(error.sentence("en")).toMatch(/hardly goes on/);
    },
  );

  test("is stopped in an object that comes byte by byte, however large it is, without a second try", async () => {
    const mirror = await mirrorOf((_, reply) => drip(reply, 200));
    const error = await fault(mirror.read(part, "v", 2 ** 40));
    expect([error.code, error.fault.exit, requests().length]).toEqual([...refused, 1]);
    expect(error.sentence("fr")).toMatch(/n’avance presque pas/);
  });

  test("is given its time as long as the bytes come", async () => {
    const piece = Buffer.alloc(64 * 1024);
    const mirror = await mirrorWith({ limits: { ...patience, idleMs: 600 } }, (_, reply) => {
      reply.writeHead(200, { etag: '"e"', "content-length": 12 * piece.length });
      every(reply, 100, 12, () => reply.write(piece));
    });
    expect((await mirror.read(part, "v", 2 ** 20)).length).toBe(12 * piece.length);
  });

  test("is stopped when each page comes in time, but with next to nothing", async () => {
    const limits = { ...patience, idleMs: 300 };
    const slowly: Line = pages((count) => row(name(count)) + next(name(count)), Infinity, 200);
    const error = await fault(listed(await mirrorWith({ limits }, slowly)));
    expect([error.code, error.fault.exit]).toEqual(refused);
    expect(error.sentence("en")).toMatch(/list hardly goes on/);
  });
});

/** Pages, of which the last is number `last`. */
function pages(inside: (count: number) => string, last = Infinity, afterMs = 0): Line {
  let count = 0;
  return (_, reply) => {
    const document = page(inside(++count), count < last);
    if (afterMs === 0) xml(reply, document);
    else setTimeout(() => xml(reply, document), afterMs);
  };
}

function pour(reply: ServerResponse, status: number, onBytes: (bytes: number) => void): void {
  const piece = Buffer.alloc(65_536, "<Version></Version>");
  reply.writeHead(status, { "content-type": "application/xml" });
  reply.write("<ListVersionsResult>");
  const on = () => {
    let free = true;
    while (free && !reply.destroyed) {
      free = reply.write(piece);
      onBytes(piece.length);
    }
  };
  reply.on("drain", on);
  on();
}

function drip(reply: ServerResponse, status: number): void {
  reply.writeHead(status, { etag: '"e"', "content-type": "application/xml" });
  every(reply, 50, Infinity, () => reply.write(" "));
}

function every(reply: ServerResponse, ms: number, times: number, write: () => unknown): void {
  let left = times;
  const timer = setInterval(() => {
    write();
    if (--left === 0) reply.end();
  }, ms);
  reply.on("close", () => clearInterval(timer));
  reply.on("finish", () => clearInterval(timer));
}
