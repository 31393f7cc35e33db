import { describe, expect, test } from "vitest";
import { bucketPlace, hostPlace } from "../../../lib/backup/mirrors/s3-place.ts";
import { openSession } from "../../../lib/backup/mirrors/s3-session.ts";
import { parseS3Url } from "../../../lib/backup/mirrors/s3-url.ts";
import { fault, mirrorOf, patience, requests, useScriptedBucket } from "./scripted-bucket.ts";
import { fail, on, type Line } from "./scripted-store.ts";

useScriptedBucket();

describe("the place of a bucket at Amazon", () => {
  test("is the region that Amazon says", async () => {
    const place = await bucketPlace(await atAmazon(says("eu-west-1")));
    expect([place.id, place.label.en, place.label.fr]).toEqual([
      "s3:aws:eu-west-1",
      "eu-west-1 at Amazon S3",
      "eu-west-1 chez Amazon S3",
    ]);
  });

  test.for<[string, Line]>([
    ["a refusal", (_, reply) => fail(reply, 403, "AccessDenied")],
    ["a reply without a region", (_, reply) => reply.writeHead(200).end()],
    ["no name of a region", says("Somewhere Else!")],
    ["silence", () => true],
  ])("is the region that was asked, and called so, after %s", async ([, line]) => {
    const place = await bucketPlace(await atAmazon(line), 200);
    expect(place.id).toBe("s3:aws:ca-central-1");
    expect(place.label.en).toMatch(/as its address or the settings say/);
    expect(place.label.fr).toMatch(/d’après son adresse/);
  });

  test("is not waited for once the person stops it", async () => {
    const stop = new AbortController();
    const asked = bucketPlace(await atAmazon(() => stop.abort(), stop.signal));
    expect((await fault(asked)).fault.exit).toBe(130);
  });

  test("is told from any of Amazon’s addresses", async () => {
    const session = await atAmazon(says("eu-west-1"));
    const endpoint = "https://s3.ca-central-1.amazonaws.com";
    expect((await bucketPlace({ ...session, endpoint })).id).toBe("s3:aws:eu-west-1");
  });
});

describe("the place of a bucket elsewhere", () => {
  test("is not asked of the store, which could invent one for each bucket", async () => {
    const mirror = await mirrorOf(says("eu-west-1"));
    const { id, label } = await mirror.place();
    expect([id, requests()]).toEqual(["s3:localhost", []]);
    expect(label).toEqual({ en: "an S3 server on this machine", fr: "un serveur S3 sur cette machine" });
  });

  test.for([
    "endpoint=http://localhost:9000",
    "endpoint=http://127.0.0.1:9000",
    "endpoint=http://127.1.2.3:9001",
    "endpoint=http://[::1]:9000",
    "endpoint=http://LocalHost:9000&region=eu-west-1",
    "endpoint=https://localhost",
  ])("is this machine for %s", async (query) => {
    expect((await placeNamed(query)).id).toBe("s3:localhost");
  });

  test.for([
    "endpoint=https://store.example",
    "endpoint=https://store.example:443",
    "endpoint=https://STORE.example.&region=eu-west-1",
    "endpoint=http://store.example:9000&region=us-east-1",
  ])("is the host, whatever its port and the region: %s", async (query) => {
    const { id, label } = await placeNamed(query);
    expect([id, label.en, label.fr]).toEqual(["s3:store.example", "store.example", "store.example"]);
  });

  test("is this machine under each of its own names", () => {
    const own = new Set(["desk", "192.0.2.7", "[2001:db8::7]"]);
    for (const host of own) expect(hostPlace(host, own).id).toBe("s3:localhost");
    expect(hostPlace("192.0.2.8", own).id).toBe("s3:192.0.2.8");
  });
});

function says(region: string): Line {
  return on("HEAD", /^\/rolls/, (reply) => reply.writeHead(200, { "x-amz-bucket-region": region }).end());
}

async function placeNamed(query: string) {
  const url = `s3://rolls/office?${query}`;
  return bucketPlace(await openSession(url, parseS3Url(url), { limits: patience }));
}

/** A session that takes the scripted store for Amazon. */
async function atAmazon(line: Line, signal?: AbortSignal) {
  const { url } = await mirrorOf(line);
  // Nothing but the wait for the place may end a silence.
  const options = { limits: { ...patience, idleMs: 600_000 }, ...(signal === undefined ? {} : { signal }) };
  return { ...(await openSession(url, parseS3Url(url), options)), endpoint: undefined };
}
