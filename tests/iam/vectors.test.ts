import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import type { AccessRequest, Outcome, StatementRef } from "../../lib/iam/access.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import { fitSnapshot } from "../../lib/snapshot/shape.ts";

const folder = new URL("../vectors/iam/", import.meta.url);

interface Vector {
  readonly id: string;
  readonly what: string;
  readonly source: string;
  readonly url: string;
  readonly snapshot: unknown;
  readonly request: AccessRequest;
  readonly expected: Outcome;
  readonly by?: readonly StatementRef[];
}

const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
const suites = files.map((name) => {
  const { format, vectors } = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as {
    readonly format: string;
    readonly vectors: readonly Vector[];
  };
  return { name, format, vectors };
});

describe.each(suites)("$name", ({ format, vectors }) => {
  test("has the format that its page describes, and names each vector once", () => {
    expect(format).toBe("rollward/iam-vectors@1");
    expect(new Set(vectors.map(({ id }) => id)).size).toBe(vectors.length);
    for (const { source, url } of vectors) {
      expect(source).toMatch(/^[A-Z].+, "/);
      expect(url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    }
  });

  test.each(vectors)("$id: $what", ({ snapshot, request, expected, by }) => {
    // Read as a file would be, so that a vector is a snapshot that the command line takes.
    const read = fitSnapshot(snapshot);
    if ("at" in read) throw new Error(`${read.at}: ${read.expected}`);
    const decision = compileAccess(read.snapshot, loadActions()).decide(request);
    expect(decision.decision).toBe(expected);
    if (by !== undefined) expect(decision.by).toEqual(by);
  });
});

test("there are enough of them, of every outcome", () => {
  const all = suites.flatMap(({ vectors }) => vectors);
  expect(all.length).toBeGreaterThanOrEqual(80);
  const outcomes = new Set(all.map(({ expected }) => expected));
  expect([...outcomes].toSorted()).toEqual(["allowed", "explicitDeny", "implicitDeny", "unknown"]);
});
