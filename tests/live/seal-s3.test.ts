/** The whole way of a backup on buckets with Object Lock, by the commands a person would run, live. */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectRetentionCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { openSession } from "../cli/session.ts";
import { accountEnvironment, bucketUrl, noEmulator, plainClient, useAccount } from "./account.ts";

interface Sealed {
  readonly mirrors: readonly { readonly outcome: string }[];
}
interface Verified {
  readonly mirrors: readonly {
    readonly sets: number;
    readonly problems: readonly { readonly code: string }[];
  }[];
}

describe.skipIf(noEmulator)("a roll on locked buckets", () => {
  beforeAll(useAccount);

  test("is sealed, verified, told when written over, mirrored to a folder, and restored from the bucket alone", async () => {
    await using session = await openSession();
    const client = plainClient();
    const buckets = [`vault-${randomUUID()}`, `mirror-${randomUUID()}`] as const;
    for (const Bucket of buckets)
      await client.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    const [vault, mirror] = buckets.map((bucket) => bucketUrl(bucket, "roll")) as [string, string];
    const run = (...args: readonly string[]) => session.run(args, { env: accountEnvironment });
    await run("keys", "new", "--out", "keys");
    await run("roll", "synth", "--voters", "300", "--counties", "2", "--out", "roll.ndjson");
    const keys = [
      "--recipients",
      "keys/recipients.txt",
      "--signing-key",
      "keys/signing.key",
      "--trust",
      "keys/trust.json",
    ];
    const trust = ["--trust", "keys/trust.json"];

    for (const set of [1, 2]) {
      const sealed = await run(
        "seal",
        "--roll",
        "roll.ndjson",
        "--mirror",
        vault,
        "--mirror",
        mirror,
        ...keys,
        "--json",
      );
      expect(sealed.exit, `set ${set}: ${sealed.stderr}`).toBe(0);
      expect((JSON.parse(sealed.stdout) as Sealed).mirrors.map(({ outcome }) => outcome)).toEqual([
        "written",
        "written",
      ]);
    }
    const locked = { Bucket: buckets[0], Key: "roll/sets/00000002/manifest.json" };
    const { Retention } = await client.send(new GetObjectRetentionCommand(locked));
    expect(Retention?.Mode).toBe("GOVERNANCE");
    expect(Retention!.RetainUntilDate!.getTime()).toBeGreaterThan(Date.now() + 399 * 86_400_000);
    expect((await run("verify", "--mirror", vault, "--mirror", mirror, ...trust)).exit).toBe(0);

    // Object Lock protects versions, not keys: both still succeed, and neither takes anything away.
    await client.send(new PutObjectCommand({ ...locked, Body: "somebody else’s" }));
    await client.send(
      new DeleteObjectCommand({ Bucket: buckets[0], Key: "roll/sets/00000001/manifest.json" }),
    );
    const after = await run("verify", "--mirror", vault, ...trust, "--json");
    expect(after.exit).toBe(1);
    const [seen] = (JSON.parse(after.stdout) as Verified).mirrors;
    expect(seen?.sets).toBe(2);
    expect(seen?.problems.map(({ code }) => code)).toEqual(["overwritten", "overwritten"]);

    expect((await run("mirror", "--from", vault, "--to", "disk", ...trust)).stderr).toBe("");
    const identity = ["--identity", "keys/identity-2.txt"];
    expect((await run("restore", "--mirror", vault, ...trust, ...identity, "--to", "back.ndjson")).exit).toBe(
      0,
    );
    expect(
      (await run("restore", "--mirror", "disk", ...trust, ...identity, "--to", "disk.ndjson")).exit,
    ).toBe(0);
    const roll = await readFile(session.path("roll.ndjson"));
    for (const file of ["back.ndjson", "disk.ndjson"])
      expect(roll.equals(await readFile(session.path(file)))).toBe(true);
  });
});
