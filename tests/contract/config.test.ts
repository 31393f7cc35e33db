import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RollwardError } from "../../lib/base/faults.ts";
import type { Config } from "../../lib/contract/config.ts";
import { parseConfig, readConfig } from "../../lib/contract/read-config.ts";

const top = join(import.meta.dirname, "../..");
const format = "rollward/config@1";
const parse = (value: unknown): Config => parseConfig(JSON.stringify(value), "office.json");

/** What is wrong, without the sentence around it. */
function faults(value: unknown, lang: "en" | "fr" = "en"): readonly string[] {
  try {
    parse({ format, ...(value as object) });
  } catch (error) {
    if (!(error instanceof RollwardError) || error.code !== "config-malformed") throw error;
    const text = error.sentence(lang);
    return text
      .slice(
        text.indexOf("config@1") + (lang === "en" ? "config@1 file: " : "config@1 : ").length,
        text.lastIndexOf(lang === "en" ? ". Put" : ". Corrigez"),
      )
      .split(/ ?; /);
  }
  return [];
}

describe("a configuration that fits", () => {
  test("the repository’s own, whole, with its hash and folder", async () => {
    const { config, sha256, folder } = await readConfig(join(top, "rollward.config.json"));
    expect(config.office?.id).toBe("alder-county");
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(folder).toBe(top);
  });

  test("nothing but the format", () => {
    expect(parse({ format })).toEqual({ format });
  });

  test.each<[string, object]>([
    ["one account in all places, for a trial", { accounts: same("111111111111") }],
    [
      "a holder with a path and wildcards",
      { tasks: { restore: ["arn:aws:iam::111111111111:role/staff/*-senior"] } },
    ],
    ["a task that nobody holds", { tasks: { "break-glass": [] } }],
    ["a session", { tasks: { audit: ["arn:aws:sts::111111111111:assumed-role/audit/*"] } }],
    [
      "a bucket, a table, a key in another partition",
      {
        assets: {
          vault: ["arn:aws:s3:::alder-vault"],
          roll: ["arn:aws-us-gov:dynamodb:us-gov-west-1:111111111111:table/voters"],
          dataKey: ["arn:aws:kms:ca-central-1:111111111111:key/mrk-1"],
        },
      },
    ],
    [
      "mirrors of every kind",
      {
        mirrors: [
          "/mnt/disk",
          "C:/disk",
          "folder:of/mine",
          "file:///mnt/b",
          "s3://b/p?region=r&endpoint=https://o.example",
        ],
      },
    ],
  ])("%s", (_, part) => {
    expect(parse({ format, ...part })).toEqual({ format, ...part });
  });
});

describe("what does not fit is told with its place and what was expected", () => {
  test.each<[object, string]>([
    [{ office: { id: "a b", name: "x" } }, "office.id takes 1 to 100 letters, digits"],
    [{ office: { id: "a" } }, "office.name takes a name"],
    [{ office: { id: "a", name: "two\nlines" } }, "office.name takes a name"],
    [
      { accounts: { ...same("111111111111"), vault: 222222222222 } },
      "accounts.vault takes an account id of twelve",
    ],
    [{ accounts: same("11111111111") }, "accounts.register takes an account id"],
    [{ regions: [] }, "regions takes a list with at least one entry"],
    [{ regions: ["ca-central-1", "ca-central-1"] }, "regions takes each entry once only"],
    [{ regions: ["mars"] }, "regions[0] takes a region of AWS, such as ca-central-1"],
    [
      { regions: ["ca-wst-1"] },
      "regions[0] takes a region of AWS, such as ca-central-1 (did you mean ca-west-1?)",
    ],
    [{ regions: "ca-central-1" }, "regions takes a list in brackets"],
    [
      { identityProvider: { issuer: "http://x.example", audience: "a" } },
      "identityProvider.issuer takes the https",
    ],
    [
      { identityProvider: { issuer: "https://u:p@x.example", audience: "a" } },
      "identityProvider.issuer takes",
    ],
    [{ assets: { vault: [] } }, "assets.vault takes a list with at least one entry"],
    [{ assets: { vault: ["arn:aws:s3:::*"] } }, "assets.vault[0] takes the ARN of one resource"],
    [{ assets: { roll: ["voters"] } }, "assets.roll[0] takes the ARN of one resource"],
    [
      { assets: { rol: ["x"] } },
      "assets.rol is not a known key, did you mean roll? (known there: roll, checkins,",
    ],
    [{ tasks: { seal: ["*"] } }, "tasks.seal[0] takes a user or role of one account"],
    [{ tasks: { seal: ["arn:aws:iam::*:role/x"] } }, "tasks.seal[0] takes a user or role of one account"],
    [
      { tasks: { seal: ["arn:aws:iam::111111111111:*"] } },
      "tasks.seal[0] takes a user or role of one account",
    ],
    [{ tasks: { sealing: [] } }, "tasks.sealing is not a known key"],
    [{ mirrors: ["ftp://x"] }, "mirrors[0] takes the URL of a mirror"],
    [{ mirrors: ["s3:/bucket/roll"] }, "mirrors[0] takes the URL of a mirror"],
    [{ mirrors: ["S3:bucket"] }, "mirrors[0] takes the URL of a mirror"],
    [{ mirrors: ["file:/mnt/b"] }, "mirrors[0] takes the URL of a mirror"],
    [{ mirrors: ["s3://user:secret@b"] }, "mirrors[0] takes the URL of a mirror"],
    [{ mirrors: ["/a", "/a"] }, "mirrors takes each entry once only"],
    [{ trust: "" }, "trust takes a path"],
    [
      { calendar: [{ phase: "winter", from: "2026-01-01T00:00:00Z" }] },
      "calendar[0].phase takes quiet, registration",
    ],
    [
      { calendar: [{ phase: "quiet", from: "2026-02-30T00:00:00Z" }] },
      "calendar[0].from takes a moment in UTC",
    ],
    [
      { calendar: [{ phase: "quiet", from: "2026-01-01T00:00:00+02:00" }] },
      "calendar[0].from takes a moment in UTC",
    ],
    [
      {
        calendar: [
          { phase: "quiet", from: "2026-02-01T00:00:00Z" },
          { phase: "freeze", from: "2026-02-01T00:00:00Z" },
        ],
      },
      "calendar[1].from takes a moment after the one of the phase before it",
    ],
    [
      { calendar: [{ phase: "quiet", from: "2026-01-01T00:00:00Z", rpo: "1h" }] },
      "calendar[0].rpo is not a known key",
    ],
    [{ objectives: { recoveryPoint: "0h" } }, "objectives.recoveryPoint takes a duration"],
    [{ objectives: { retentionDays: 0 } }, "objectives.retentionDays takes a whole number of days"],
    [{ objectives: { retentionDays: "400" } }, "objectives.retentionDays takes a whole number of days"],
    [{ objectives: 7 }, "objectives takes an object in braces"],
    [
      { recepients: "x" },
      "recepients is not a known key, did you mean recipients? (known there: format, office,",
    ],
  ])("%j", (part, expected) => {
    const [first, ...others] = faults(part).filter((each) => each.includes(expected.split(" ")[0]!));
    expect(first).toContain(expected);
    expect(others).toEqual([]);
    expect(faults(part, "fr").length).toBe(faults(part).length);
  });

  test("all at once", () => {
    expect(
      faults({ regions: ["x"], trust: 1, office: {}, nonsense: 1 }).map((each) => each.split(" ")[0]),
    ).toEqual(["office.id", "office.name", "regions[0]", "trust", "nonsense"]);
  });

  test("at most twenty, and how many more", () => {
    const shown = faults({ mirrors: Array.from({ length: 50 }, () => 1) });
    expect(shown.length).toBe(21);
    expect(shown.at(-1)).toBe("and 30 more");
    expect(faults({ mirrors: Array.from({ length: 1001 }, (_, index) => `/m${index}`) })).toEqual([
      "mirrors takes a list in brackets, of at most 1,000",
    ]);
  });
});

describe("hostile configurations", () => {
  test.each([
    "",
    "{",
    "[]",
    "null",
    "7",
    '"x"',
    `{"format":"${format}"`,
    "{}",
    '{"format":1}',
    '{"format":"other"}',
  ])("%j is not one", (text) => {
    expect(() => parseConfig(text, "p")).toThrow(expect.objectContaining({ code: "config-malformed" }));
  });

  test.each([
    ['{"format":"x",}', "line 1, column 14, a comma is one too many"],
    ['{\n  "format": "x"\n  "office": {}\n}', "line 2, column 16, a comma is missing"],
    ['{\n  "format": "x",\n', "line 2, column 17, the text ends too early"],
    ["// mine\n{}", "line 1, column 1, stands something that JSON does not have"],
  ])("%j is no JSON, and it is said where and why, never what stood there", (text, words) => {
    expect(() => parseConfig(text, "p")).toThrow(`file: it is not JSON, for at ${words}`);
  });

  test("a list where the file’s own braces belong", () => {
    expect(() => parseConfig("[]", "p")).toThrow("file: the file takes an object in braces. Put");
  });

  test("a higher number is a newer format", () => {
    expect(() => parse({ format: "rollward/config@2" })).toThrow(
      expect.objectContaining({ code: "config-newer" }),
    );
    expect(() => parse({ format: "rollward/config@0" })).toThrow(
      expect.objectContaining({ code: "config-malformed" }),
    );
  });

  test("no key reaches a prototype", () => {
    for (const key of ["__proto__", "constructor", "toString"]) {
      const text = `{"format":"${format}","${key}":{"polluted":1},"assets":{"${key}":["x"]},"tasks":{"${key}":[]}}`;
      expect(() => parseConfig(text, "p")).toThrow(new RegExp(`assets\\.${key} .*; ${key} `));
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("what stood at a place is never shown, and hostile keys are printed safely", () => {
    expect(faults({ trust: { secret: "hunter2" } }).join("")).not.toContain("hunter2");
    expect(faults({ "{a}'": 1 })[0]).toContain("{a}' is not a known key");
    expect(faults({ "\u001b[2J\u202e": 1 })[0]).toContain("\\u{1b}[2J\\u{202e} is not");
    expect(faults({ ["k".repeat(5000)]: 1 })[0]!.length).toBeLessThan(300);
  });

  test("any JSON gives a configuration or config-malformed, within bounds", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(
          typeof value === "object" && value !== null ? { format, ...value } : value,
        );
        try {
          expect(parseConfig(text, "p").format).toBe(format);
        } catch (error) {
          expect(error).toMatchObject({ code: "config-malformed" });
        }
      }),
    );
  });
});

function same(id: string) {
  return { register: id, vault: id, mirror: id, audit: id };
}
