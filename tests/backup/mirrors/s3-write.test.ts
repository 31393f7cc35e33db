import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { RollwardError } from "../../../lib/base/faults.ts";
import {
  fault,
  kept,
  mirrorOf,
  page,
  part,
  plain,
  requests,
  sealed,
  useScriptedBucket,
} from "./scripted-bucket.ts";
import { fail, first, on, xml, type Line } from "./scripted-store.ts";

useScriptedBucket();

const found = (reply: ServerResponse, content: string | Buffer) => {
  reply.writeHead(200, { etag: '"e"', "content-length": content.length });
  reply.end(content);
};

describe("a write", () => {
  const stored: Line = on("PUT", /part/, (reply) => reply.writeHead(200, { etag: '"e"' }).end());
  const taken = on("PUT", /part/, (reply) => fail(reply, 412, "PreconditionFailed"));
  const noLock = on("GET", /object-lock/, (reply) =>
    fail(reply, 404, "ObjectLockConfigurationNotFoundError"),
  );

  test("is conditional, carries its SHA-256, and no retention without a lock", async () => {
    const mirror = await mirrorOf(noLock, stored);
    expect(await mirror.write(part, sealed, kept)).toBe("written");
    const { headers, body } = requests().at(-1)!;
    expect(headers["if-none-match"]).toBe("*");
    expect(headers["x-amz-checksum-sha256"]).toBe("ydADa+1nRLzfaS/JgNhxfX5fWk9Ogma0qEmCYC+xzQk=");
    expect(Object.keys(headers).filter((name) => name.startsWith("x-amz-object-lock"))).toEqual([]);
    expect(body.equals(sealed)).toBe(true);
    expect(mirror.notes()).toEqual([{ code: "no-object-lock" }]);
  });

  test("is not made where it cannot be told whether there is a lock", async () => {
    const denied = on("GET", /object-lock/, (reply) => fail(reply, 403, "AccessDenied"));
    const error = await fault((await mirrorOf(denied, stored)).write(part, sealed, kept));
    expect([error.code, requests().length]).toEqual(["mirror-unwritable", 1]);
  });

  test("that a proxy answered is a fault", async () => {
    const mirror = await mirrorOf(on("PUT", /part/, (reply) => reply.end("<html>Sign in</html>")));
    expect((await fault(mirror.write(part, sealed, plain))).code).toBe("mirror-unwritable");
  });

  test.for([412, 403])("that is refused with %i finds its own bytes there", async (status) => {
    const mirror = await mirrorOf(
      on("PUT", /part/, (reply) => fail(reply, status, "Refused")),
      on("HEAD", /part/, (reply) => reply.writeHead(200, { etag: '"e"', "content-length": 6 }).end()),
      on("GET", /part/, (reply) => found(reply, sealed)),
    );
    expect(await mirror.write(part, sealed, plain)).toBe("same");
  });

  test.for([412, 403])("that is refused with %i finds other bytes there", async (status) => {
    const mirror = await mirrorOf(
      on("PUT", /part/, (reply) => fail(reply, status, "Refused")),
      on("HEAD", /part/, (reply) => reply.writeHead(200, { etag: '"e"', "content-length": 6 }).end()),
      on("GET", /part\.age\?x-id/, (reply) => found(reply, "forged")),
      on("GET", /versions/, (reply) => xml(reply, page(""))),
    );
    expect((await fault(mirror.write(part, sealed, plain))).code).toBe("object-exists");
  });

  test("that may not read back what stands in its way says so", async () => {
    const mirror = await mirrorOf(taken, (_, reply) => fail(reply, 403, "AccessDenied"));
    const error = await fault(mirror.write(part, sealed, plain));
    expect([error.code, error.fault.exit]).toEqual(["mirror-unwritable", 3]);
    expect(error.sentence("en")).toMatch(/s3:GetObject/);
  });

  test("tries again after a conflict with another writer, and not for ever", async () => {
    const conflict = on("PUT", /part/, (reply) => fail(reply, 409, "ConditionalRequestConflict"));
    expect(await (await mirrorOf(first(2, conflict), stored)).write(part, sealed, plain)).toBe("written");
    const error = await fault((await mirrorOf(conflict)).write(part, sealed, plain));
    expect([error.code, error.args["reason"]]).toEqual(["mirror-unwritable", "ConditionalRequestConflict"]);
  });

  describe("to a store without conditions", () => {
    const refused: Line = (request, reply) =>
      request.method === "PUT" &&
      request.headers["if-none-match"] !== undefined &&
      fail(reply, 501, "NotImplemented");

    test("looks first, then writes, with a note", async () => {
      const mirror = await mirrorOf(
        refused,
        on("HEAD", /part/, (reply) => reply.writeHead(404).end()),
        stored,
      );
      expect(await mirror.write(part, sealed, plain)).toBe("written");
      expect(requests().map(({ method }) => method)).toEqual(["PUT", "HEAD", "PUT"]);
      expect(mirror.notes()).toEqual([{ code: "no-conditional-write" }]);
    });

    test.for([
      ["sealed", "same"],
      ["forged", "object-exists"],
    ])("leaves %s that it finds there", async ([content, expected]) => {
      const mirror = await mirrorOf(
        refused,
        on("HEAD", /part/, (reply) => reply.writeHead(200, { etag: '"e"', "content-length": 6 }).end()),
        on("GET", /part\.age\?x-id/, (reply) => found(reply, content!)),
        on("GET", /versions/, (reply) => fail(reply, 501, "NotImplemented")),
      );
      const work = mirror.write(part, sealed, plain);
      expect(await work.catch((cause: unknown) => cause instanceof RollwardError && cause.code)).toBe(
        expected,
      );
    });

    test("writes nothing where it may not look", async () => {
      const mirror = await mirrorOf(
        refused,
        on("HEAD", /part/, (reply) => reply.writeHead(403).end()),
        stored,
      );
      expect((await fault(mirror.write(part, sealed, plain))).code).toBe("mirror-unwritable");
      expect(requests().map(({ method }) => method)).toEqual(["PUT", "HEAD"]);
    });
  });
});
