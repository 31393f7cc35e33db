/** Ways in which a verdict or a restore once said more than it had read; each was found by attacking the code. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { restoreTarget } from "../../lib/backup/restore/target.ts";
import { failure, RollwardError } from "../../lib/base/faults.ts";
import { keyFaults } from "../../lib/backup/key-faults.ts";
import { refuseOwnInputs } from "../../lib/cli/commands/own-input.ts";

const folder = mkdtempSync(join(tmpdir(), "rollward-readers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (cause: unknown) => (cause instanceof RollwardError ? cause.code : String(cause)),
  );

describe("a database target", () => {
  test.each(["-wal", "-journal", "-shm"])(
    "is refused while %s lies beside it, with and without --force",
    async (suffix) => {
      const path = join(folder, `roll${suffix}.db`);
      writeFileSync(`${path}${suffix}`, "");
      for (const force of [false, true]) {
        expect(await codeOf(restoreTarget(`sqlite:${path}`, force, process.stdout).check())).toBe(
          "restore-sidecar",
        );
      }
    },
  );
});

describe("the inputs of a restore", () => {
  const mirror = join(folder, "mirror");
  const identity = join(folder, "identity-1.txt");
  beforeAll(() => {
    mkdirSync(join(mirror, "sets/00000001"), { recursive: true });
    writeFileSync(identity, "");
    appendFileSync(join(mirror, "sets/00000001/manifest.json"), "{}");
  });

  test.each([
    ["a file of the mirror", () => join(mirror, "sets/00000001/manifest.json")],
    ["a new file in the mirror", () => join(mirror, "roll.ndjson")],
    ["a database in the mirror", () => `sqlite:${join(mirror, "roll.db")}`],
    ["the identity", () => identity],
  ])("are never its target: %s", async (_, to) => {
    expect(await codeOf(refuseOwnInputs(to(), [mirror, identity]))).toBe("restore-own-input");
    expect(await codeOf(refuseOwnInputs(to(), [`file://${mirror}`, identity]))).toBe("restore-own-input");
  });

  test("leave every other place free", async () => {
    for (const to of ["-", join(folder, "roll.ndjson"), `${mirror}-else`, `sqlite:${join(folder, "x.db")}`]) {
      expect(await codeOf(refuseOwnInputs(to, [mirror, identity, undefined, "s3://vault/roll"]))).toBe(
        "none",
      );
    }
    expect(existsSync(join(folder, "roll.ndjson"))).toBe(false);
    expect(readFileSync(identity, "utf8")).toBe("");
  });
});

test("an identity pasted where a file was meant is not quoted in the error", () => {
  const pasted = `AGE-SECRET-KEY-PQ-1${"Q".repeat(58)}`;
  for (const lang of ["en", "fr"] as const) {
    const sentence = failure(keyFaults["identity-malformed"], { path: `./${pasted}` }).sentence(lang);
    expect(sentence).toContain("AGE-SECRET-KEY-…");
    expect(sentence).not.toContain("QQQQ");
  }
});
