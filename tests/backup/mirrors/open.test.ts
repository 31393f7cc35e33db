import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { RollwardError } from "../../../lib/base/faults.ts";
import { mirrorIdentity, openMirror } from "../../../lib/backup/mirrors/open.ts";
import { parseS3Url } from "../../../lib/backup/mirrors/s3-url.ts";

const here = { create: false };

describe("a mirror’s URL", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "rollward-open-"));
    await mkdir(join(folder, "a folder"));
    await symlink(folder, join(folder, "alias"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("is a path or a file URL, and is called as it was written", async () => {
    const path = join(folder, "a folder");
    for (const url of [path, pathToFileURL(path).href]) {
      const mirror = await openMirror(url, here);
      expect(mirror.url).toBe(url);
    }
  });

  test.for([
    "",
    "http://example.org/mirror",
    "https://example.org/",
    "ftp://example.org/mirror",
    "s3:bucket",
    "s3://",
    "s3:///prefix",
    "s3://Bucket/prefix",
    "s3://b/prefix",
    "s3://bucket_name/prefix",
    "s3://bucket/../other",
    "s3://bucket/a//b",
    "s3://bucket/a b",
    "s3://bucket/a%2Fb",
    "s3://bucket/prefix#part",
    "s3://bucket?regoin=us-east-1",
    "s3://bucket?region=us-east-1&region=eu-west-1",
    "s3://bucket?region=",
    "s3://bucket?region=us east",
    "s3://bucket?endpoint=",
    "s3://bucket?endpoint=localhost:4566",
    "s3://bucket?endpoint=file:///etc",
    "s3://bucket?endpoint=https://host?x=1",
    "file://host/mirror",
    "file:mirror",
    "file:/mirror",
    "file:///mirror?x=1",
    "file:///mirror%2Fa",
    "nfs:server",
    "path\0name",
  ])("is refused: %j", async (url) => {
    const error = await openMirror(url, here).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(RollwardError);
    if (!(error instanceof RollwardError)) return;
    expect([error.code, error.fault.exit]).toEqual(["mirror-url", 2]);
    expect(error.sentence("fr")).not.toContain("{reason");
    await expect(mirrorIdentity(url)).rejects.toThrow(RollwardError);
  });

  test.for([
    "s3://AKIAEXAMPLE:wJalr/K7MDENG/bPx@bucket/prefix",
    "s3://AKIAEXAMPLE:wJalrK7MDENG@bucket/prefix",
    "s3://AKIAEXAMPLE@bucket/prefix",
    "s3://AKIAEXAMPLE:wJalrK7MDENG/bucket",
    "s3://bucket/prefix?accessKey=AKIAEXAMPLE&secret=wJalrK7MDENG",
    "s3://bucket/prefix?endpoint=https://AKIAEXAMPLE:wJalr@example.org",
    "https://AKIAEXAMPLE:wJalrK7MDENG@example.org/mirror",
    "https://example.org/?X-Amz-Credential=AKIAEXAMPLE",
  ])("is never shown with the secrets it carries: %s", async (url) => {
    const error = await openMirror(url, here).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(RollwardError);
    if (!(error instanceof RollwardError)) return;
    expect(error.code).toBe("mirror-url");
    for (const lang of ["en", "fr"] as const) expect(error.sentence(lang)).not.toMatch(/AKIA|wJalr|MDENG/);
    expect(error.message).not.toMatch(/AKIA|wJalr|MDENG/);
    if (!url.startsWith("https")) expect(error.sentence("en")).toMatch(/AWS_PROFILE|endpoint must be/);
  });

  test("of a bucket has bucket, prefix, region and endpoint", () => {
    expect(
      parseS3Url(
        "s3://rolls.example/office-7/a?region=ca-central-1&endpoint=https%3A%2F%2Fstore.example%3A9000/",
      ),
    ).toEqual({
      bucket: "rolls.example",
      prefix: "office-7/a/",
      region: "ca-central-1",
      endpoint: "https://store.example:9000",
    });
    const bare = { bucket: "rolls", prefix: "", region: undefined, endpoint: undefined };
    expect([parseS3Url("s3://rolls"), parseS3Url("s3://rolls/")]).toEqual([bare, bare]);
  });

  test("names the same mirror however it is written", async () => {
    const path = join(folder, "a folder");
    const same = [
      path,
      `${path}/`,
      `${path}/../a folder`,
      pathToFileURL(path).href,
      join(folder, "alias/a folder"),
    ];
    expect(new Set(await Promise.all(same.map(mirrorIdentity))).size).toBe(1);
    const unmade = [join(folder, "new"), join(folder, "alias/new")];
    expect(new Set(await Promise.all(unmade.map(mirrorIdentity))).size).toBe(1);
    const bucket = ["s3://rolls/a", "s3://rolls/a/", "S3://rolls/a?region=eu-west-1"];
    expect(new Set(await Promise.all(bucket.map(mirrorIdentity))).size).toBe(1);
  });

  test.for<[string, readonly string[]]>([
    [
      "http://localhost",
      [
        "http://127.0.0.1",
        "http://127.9.8.7:80/",
        "http://[::1]",
        "http://[0:0:0:0:0:0:0:1]:80",
        "http://[::ffff:127.0.0.1]",
        "http://LOCALHOST.",
        "http://s3.localhost",
        "http://0.0.0.0",
        "http://2130706433",
        "http://0x7f.1",
      ],
    ],
    ["https://store.example", ["https://Store.EXAMPLE:443/", "https://store.example."]],
    [
      "https://s3.amazonaws.com",
      ["https://s3.ca-central-1.amazonaws.com", "HTTPS://S3.EU-WEST-1.AMAZONAWS.COM"],
    ],
  ])("names one store however its address is written: %s", async ([address, others]) => {
    const named = (endpoint: string) =>
      mirrorIdentity(`s3://rolls/a?endpoint=${encodeURIComponent(endpoint)}`);
    const [first, ...rest] = await Promise.all([address, ...others].map(named));
    expect(rest).toEqual(rest.map(() => first));
  });

  test("knows the endpoint of the environment, and Amazon’s own address as none", async () => {
    vi.stubEnv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000");
    const named = [
      await mirrorIdentity("s3://rolls"),
      await mirrorIdentity("s3://rolls?endpoint=http://localhost:9000"),
    ];
    vi.unstubAllEnvs();
    expect(named).toEqual(["s3:http://localhost:9000 rolls/", "s3:http://localhost:9000 rolls/"]);
    expect(await mirrorIdentity("s3://rolls?endpoint=https://s3.amazonaws.com")).toBe("s3:aws rolls/");
  });

  test("tells mirrors apart", async () => {
    const urls = [
      folder,
      join(folder, "a folder"),
      "s3://rolls",
      "s3://rolls/a",
      "s3://rollsa",
      "s3://rolls?endpoint=http://h",
      "s3://rolls?endpoint=http://h:9000",
      "s3://rolls?endpoint=http://localhost:9000",
      "s3://rolls?endpoint=http://localhost:9001",
      "s3://rolls?endpoint=http://localhost.example",
      "s3://rolls?endpoint=http://127.0.0.1.example",
      "s3://rolls?endpoint=https://amazonaws.com.example",
    ];
    expect(new Set(await Promise.all(urls.map(mirrorIdentity))).size).toBe(urls.length);
  });
});
