import { describe, expect, test } from "vitest";
import { keys, listed } from "./conformance.ts";
import { fault, mirrorOf, page, useScriptedBucket } from "./scripted-bucket.ts";
import { fail, first, on, xml } from "./scripted-store.ts";

useScriptedBucket();

const version = (key: string, id: string, size: number, at = "2031-01-01T00:00:00.000Z") =>
  `<Version><Key>${key}</Key><VersionId>${id}</VersionId><Size>${size}</Size><LastModified>${at}</LastModified></Version>`;

describe("a listing", () => {
  test.for<[string, string]>([
    ["an error document", "<Error><Code>InternalError</Code></Error>"],
    ["a page of HTML", "<html><body>Sign in</body></html>"],
    ["another document", "<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>"],
    ["another bucket’s list", page("").replace("rolls", "others")],
    ["a key outside the mirror", page(version("elsewhere/sets/a", "v", 1))],
    [
      "a list that does not say whether it was cut",
      "<ListVersionsResult><Name>rolls</Name></ListVersionsResult>",
    ],
    ["half a document", page("").slice(0, 40)],
    ["a page that is cut and does not say where", page("", true)],
    [
      "the same page for ever",
      page(`<NextKeyMarker>k</NextKeyMarker><NextVersionIdMarker>v</NextVersionIdMarker>`, true),
    ],
  ])("that is %s with status 200 is a fault, not an empty mirror", async ([, document]) => {
    const error = await fault(listed(await mirrorOf((_, reply) => xml(reply, document))));
    expect([error.code, error.fault.exit]).toEqual(["mirror-unreadable", 3]);
  });

  test("whose pages go back in the order of keys is a fault", async () => {
    const [one, two] = [version("office/sets/b", "v", 1), version("office/sets/a", "v", 1)];
    const next = "<NextKeyMarker>office/sets/b</NextKeyMarker><NextVersionIdMarker>v</NextVersionIdMarker>";
    const mirror = await mirrorOf(
      first(1, (_, reply) => xml(reply, page(one + next, true))),
      (_, reply) => xml(reply, page(two)),
    );
    expect((await fault(listed(mirror))).code).toBe("mirror-unreadable");
  });

  test("has versions oldest first: by time, and within one moment against the store’s order", async () => {
    const rows = [
      version("office/sets/a", "third", 3),
      // Some stores do not list the newest first.
      version("office/sets/a", "newest", 4, "2031-01-02T00:00:00.000Z"),
      version("office/sets/a", "second", 2),
      version("office/sets/a", "first", 1, "2030-01-01T00:00:00.000Z"),
    ];
    const [entry] = await listed(await mirrorOf((_, reply) => xml(reply, page(rows.join("")))));
    expect(entry?.versions.map(({ id }) => id)).toEqual(["first", "second", "third", "newest"]);
  });

  test("decodes keys only where the store says that it encoded them", async () => {
    const rows = version("office/sets/a%2Bb+c%01", "v", 1);
    const encoded = await mirrorOf((_, reply) => xml(reply, page(`<EncodingType>url</EncodingType>${rows}`)));
    expect(await keys(encoded)).toEqual(["sets/a+b c\u0001"]);
    expect(await keys(await mirrorOf((_, reply) => xml(reply, page(rows))))).toEqual(["sets/a%2Bb+c%01"]);
  });

  test.for([
    [403, "AccessDenied"],
    [501, "NotImplemented"],
    [405, "MethodNotAllowed"],
  ] as const)("falls back to the newest versions after %i %s, with a note", async ([status, code]) => {
    const contents = "<Contents><Key>office/sets/a</Key><Size>3</Size></Contents>";
    const second = "<Contents><Key>office/sets/b</Key><Size>4</Size></Contents>";
    const list = (inside: string) => `<ListBucketResult><Name>rolls</Name>${inside}</ListBucketResult>`;
    const mirror = await mirrorOf(
      on("GET", /versions/, (reply) => fail(reply, status, code)),
      on("GET", /continuation-token=more/, (reply) =>
        xml(reply, list(`<IsTruncated>false</IsTruncated>${second}`)),
      ),
      on("GET", /list-type=2/, (reply) => {
        xml(
          reply,
          list(
            `<IsTruncated>true</IsTruncated><NextContinuationToken>more</NextContinuationToken>${contents}`,
          ),
        );
      }),
    );
    expect(await listed(mirror)).toEqual([
      { key: "sets/a", kind: "object", versions: [{ id: "", bytes: 3 }], deleted: false },
      { key: "sets/b", kind: "object", versions: [{ id: "", bytes: 4 }], deleted: false },
    ]);
    expect(mirror.notes()).toEqual([{ code: "no-version-listing" }]);
  });
});
