import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openVault } from "../../../lib/backup/cloud/s3-vault.ts";
import { ServiceError } from "../../fakes/aws/calls.ts";
import { interceptS3, memoryS3 } from "../../fakes/aws/s3.ts";
import { codeOf } from "../commands.ts";

const url = "s3://vault/roll?region=ca-central-1";
const key = "sets/00000001/manifest.json";
const until = new Date("2027-04-05T02:00:00Z");
const bytes = Buffer.from("sealed");

let s3 = memoryS3();
let intercepted: { readonly restore: () => void };
beforeEach(() => {
  s3 = memoryS3();
  intercepted = interceptS3(s3);
});
afterEach(() => intercepted.restore());

const put = async () => (await openVault(url, { firstPauseMs: 1 })).put(key, bytes, until);
const standing = () => s3.bucket("vault").get(`roll/${key}`) ?? [];

/** Fails the first so many puts, before or after they took effect. */
function failPuts(times: number, when: "hook" | "after", error: ServiceError): void {
  let left = times;
  s3[when] = ({ command }) => {
    if (command === "PutObjectCommand" && left-- > 0) throw error;
  };
}

const lost = new ServiceError("TimeoutError", undefined);
const broken = new ServiceError("InternalError", 500);
const busy = new ServiceError("SlowDown", 503);
const contended = new ServiceError("ConditionalRequestConflict", 409);

test("puts once, under the bucket’s own mode of retention", async () => {
  expect(await put()).toBe("written");
  expect(standing()).toMatchObject([{ lock: { mode: "COMPLIANCE", until } }]);
});

describe("what stands there", () => {
  test("before the first attempt is another’s, and stays", async () => {
    s3.plant("vault", `roll/${key}`, "another’s");
    expect(await put()).toBe("taken");
    expect(standing()).toHaveLength(1);
  });

  test.each([
    ["a reply that was lost", lost],
    ["a fault of the store", broken],
  ])("after %s is our own", async (_, error) => {
    failPuts(1, "after", error);
    expect(await put()).toBe("written");
    expect(standing()).toHaveLength(1);
  });

  test("after another writer came in between is another’s", async () => {
    failPuts(1, "hook", contended);
    const seen = s3.hook!;
    s3.hook = (call, nth) => {
      try {
        return seen(call, nth);
      } catch (cause) {
        s3.plant("vault", `roll/${key}`, "another’s");
        throw cause;
      }
    };
    expect(await put()).toBe("taken");
  });
});

describe("what passes is tried again", () => {
  test.each([
    ["silence", lost, 5],
    ["a busy store", busy, 5],
    ["contention", contended, 5],
  ])("%s", async (_, error, times) => {
    failPuts(times, "hook", error);
    expect(await put()).toBe("written");
  });

  test("but not for ever", async () => {
    failPuts(6, "hook", busy);
    expect(await codeOf(put())).toBe("mirror-unwritable");
  });

  test("the question for the lock too", async () => {
    let asked = 0;
    s3.hook = ({ command }) => {
      if (command === "GetObjectLockConfigurationCommand" && ++asked < 3) throw busy;
    };
    expect(await put()).toBe("written");
  });
});

describe("what does not pass is not tried again", () => {
  test.each([
    ["a denial", new ServiceError("AccessDenied", 403), "mirror-unwritable"],
    ["a bucket that is not there", new ServiceError("NoSuchBucket", 404), "mirror-missing"],
    ["a store that knows no conditions", new ServiceError("NotImplemented", 501), "mirror-unwritable"],
    [
      "credentials that are none",
      new ServiceError("CredentialsProviderError", undefined),
      "mirror-unwritable",
    ],
  ])("%s", async (_, error, code) => {
    failPuts(1, "hook", error);
    expect(await codeOf(put())).toBe(code);
    expect(s3.calls.filter(({ command }) => command === "PutObjectCommand")).toHaveLength(1);
  });

  test("a lock that may not be asked for: written unlocked, a part could be destroyed", async () => {
    s3.hook = ({ command }) => {
      if (command === "GetObjectLockConfigurationCommand") throw new ServiceError("AccessDenied", 403);
    };
    expect(await codeOf(put())).toBe("mirror-unwritable");
    expect(standing()).toEqual([]);
  });
});
