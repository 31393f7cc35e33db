import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { readObject } from "../../../lib/backup/mirrors/s3-read.ts";
import { openSession } from "../../../lib/backup/mirrors/s3-session.ts";
import { parseS3Url } from "../../../lib/backup/mirrors/s3-url.ts";
import { fault, mirrorOf, part, refusing, requests, sealed, useScriptedBucket } from "./scripted-bucket.ts";
import { first, type Line } from "./scripted-store.ts";

useScriptedBucket();

const found = (reply: ServerResponse, content: string | Buffer) => {
  reply.writeHead(200, { etag: '"e"', "content-length": content.length });
  reply.end(content);
};

describe("a read", () => {
  test("asks again when a reply breaks off, and fails when it always does", async () => {
    const broken: Line = (_, reply) => {
      reply.writeHead(200, { etag: '"e"', "content-length": 6 });
      reply.write("sea");
      setImmediate(() => reply.destroy());
    };
    const once = await mirrorOf(first(1, broken), (_, reply) => found(reply, sealed));
    expect(Buffer.from(await once.read(part, "v1", 6)).toString()).toBe("sealed");
    const error = await fault((await mirrorOf(broken)).read(part, "v1", 6));
    expect([error.code, error.fault.exit, requests().length]).toEqual(["mirror-unreadable", 3, 2]);
  });

  test("gives up on a reply that stops half way", async () => {
    const mirror = await mirrorOf((_, reply) => {
      reply.writeHead(200, { etag: '"e"', "content-length": 6 });
      reply.write("sea");
    });
    expect((await fault(mirror.read(part, "v1", 6))).code).toBe("mirror-unreadable");
  });

  test.for(["with", "without"])("never takes more than its limit, %s a declared length", async (how) => {
    const mirror = await mirrorOf((_, reply) => {
      const length = how === "with" ? { "content-length": 2 ** 40 } : {};
      reply.writeHead(200, { etag: '"e"', ...length });
      const pour = () => {
        while (!reply.destroyed && reply.write(Buffer.alloc(65_536)));
      };
      reply.on("drain", pour);
      pour();
    });
    const error = await fault(mirror.read(part, "v1", 100_000));
    expect([error.code, error.fault.exit]).toEqual(["object-changed", 4]);
  });

  test.for([
    ["less", 7],
    ["more", 5],
  ] as const)("takes no object of %s bytes than its reply declared", async ([, declared]) => {
    const session = await openSession("s3://rolls", parseS3Url("s3://rolls?region=ca-central-1"), {});
    // No HTTP client lets such a reply through; another one could.
    let asked = 0;
    session.client.send = async () => {
      asked++;
      return { ETag: '"e"', ContentLength: declared, Body: Readable.from([sealed]) };
    };
    const error = await fault(readObject(session, part, "v1", 10));
    expect([error.code, error.fault.exit, asked]).toEqual(["mirror-unreadable", 3, 3]);
  });

  test("takes no page of a proxy for an object", async () => {
    const mirror = await mirrorOf((_, reply) => reply.end("<html>Sign in</html>"));
    expect((await fault(mirror.read(part, "v1", 100))).code).toBe("mirror-unreadable");
  });

  test.for([
    [404, "NoSuchKey"],
    [404, "NoSuchVersion"],
    [405, "MethodNotAllowed"],
  ] as const)("of what is gone (%i %s) is a changed object", async ([status, code]) => {
    const error = await fault((await refusing(status, code)).read(part, "v1", 100));
    expect([error.code, error.fault.exit]).toEqual(["object-changed", 4]);
  });
});
