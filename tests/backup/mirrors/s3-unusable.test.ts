import { describe, expect, test } from "vitest";
import { openMirror } from "../../../lib/backup/mirrors/open.ts";
import { listed } from "./conformance.ts";
import {
  closeStore,
  fault,
  kept,
  mirrorOf,
  mirrorWith,
  part,
  plain,
  refusing,
  requests,
  sealed,
  useScriptedBucket,
} from "./scripted-bucket.ts";

useScriptedBucket();

describe("a bucket that cannot be used", () => {
  test.for([
    [403, "AccessDenied", "mirror-unreadable", /denies it/],
    [403, "InvalidAccessKeyId", "mirror-unreadable", /AWS_PROFILE/],
    [403, "SignatureDoesNotMatch", "mirror-unreadable", /AWS_PROFILE/],
    [400, "ExpiredToken", "mirror-unreadable", /AWS_PROFILE/],
    [400, "AuthorizationHeaderMalformed", "mirror-unreadable", /region=/],
    [301, "PermanentRedirect", "mirror-unreadable", /region=/],
    [403, "RequestTimeTooSkewed", "mirror-unreadable", /clock/],
    [503, "SlowDown", "mirror-unreadable", /later/],
    [500, "InternalError", "mirror-unreadable", /later/],
    [404, "NoSuchBucket", "mirror-missing", /bucket’s name/],
    [418, "Teapot", "mirror-unreadable", /endpoint/],
  ] as const)("says so for %i %s, and what to do", async ([status, code, expected, remedy]) => {
    const mirror = await refusing(status, code);
    for (const work of [() => listed(mirror), () => mirror.read(part, "v", 10)]) {
      const error = await fault(work());
      expect([error.code, error.fault.exit]).toEqual([expected, 3]);
      expect(error.sentence("en")).toMatch(remedy);
    }
    const written = await fault(mirror.write(part, sealed, plain));
    expect([written.code, written.fault.exit]).toEqual([expected.replace("readable", "writable"), 3]);
  });

  test("says so where nobody listens", async () => {
    const mirror = await mirrorOf();
    await closeStore();
    const operations = [
      () => listed(mirror),
      () => mirror.read(part, "", 10),
      () => mirror.write(part, sealed, kept),
    ];
    for (const work of operations) {
      const error = await fault(work());
      expect([error.fault.exit, error.args["reason"]]).toEqual([3, "ECONNREFUSED"]);
      expect(error.sentence("en")).toMatch(/check the network/);
    }
    // Where it stands can be told all the same.
    expect((await mirror.place()).id).toBe("s3:localhost");
  });

  test("gives up on one that never answers", async () => {
    const error = await fault(listed(await mirrorOf(() => true)));
    expect([error.code, error.args["reason"]]).toEqual([
      "mirror-unreadable",
      expect.stringMatching(/timed?out/i),
    ]);
  });

  test("asks for credentials where there are none", async () => {
    delete process.env["AWS_ACCESS_KEY_ID"];
    const mirror = await mirrorOf();
    const error = await fault(listed(mirror));
    expect([error.code, error.fault.exit, requests().length]).toEqual(["mirror-unreadable", 3, 0]);
    expect(error.sentence("en")).toMatch(/AWS_PROFILE/);
    expect(error.sentence("fr")).toMatch(/AWS_PROFILE/);
  });

  test("asks for a region where none is known", async () => {
    const error = await fault(openMirror("s3://rolls", { create: false }));
    expect([error.code, error.fault.exit]).toEqual(["mirror-unreadable", 3]);
    expect(error.sentence("en")).toMatch(/AWS_REGION/);
  });

  test("never shows the credentials that were used", async () => {
    const mirror = await refusing(403, "SignatureDoesNotMatch");
    const error = await fault(listed(mirror));
    expect([error.message, error.sentence("fr"), JSON.stringify(error.args)].join()).not.toMatch(
      /AKIA|wJalr/,
    );
  });

  test("ends with the interruption when the person stops it", async () => {
    const stop = new AbortController();
    const mirror = await mirrorWith({ signal: stop.signal }, () => stop.abort());
    expect((await fault(listed(mirror))).fault.exit).toBe(130);
    const other = await mirrorOf(() => true);
    const later = new AbortController();
    const work = other.write(part, sealed, { keepUntil: undefined, signal: later.signal });
    later.abort();
    expect((await fault(work)).fault.exit).toBe(130);
  });
});
