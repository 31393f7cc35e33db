/** Follows RESTORE.md to the letter with Go age, zstd and a POSIX shell: no Rollward on the way back. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
  appendFileSync,
  readdirSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findAge, has } from "../../bench/peers.ts";

const root = join(import.meta.dirname, "../..");
const age = findAge(join(root, ".cache/bench"));
const absent = [...(age === undefined ? ["age 1.3"] : []), ...(has("zstd") ? [] : ["zstd"])];

describe.skipIf(absent.length > 0)(
  `RESTORE.md, by hand (wants age 1.3 and zstd; absent: ${absent.join(", ") || "none"})`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), "rollward-by-hand-"));
    const set = join(folder, "mirror/sets/00000001");
    const rollward = (...args: readonly string[]) =>
      execFileSync(process.execPath, [join(root, "bin/rollward.ts"), ...args], {
        cwd: folder,
        stdio: ["ignore", "ignore", "ignore"],
      });
    const follow = (where: string) => {
      const script = /```sh\n([\s\S]*?)\n```/.exec(readFileSync(join(where, "RESTORE.md"), "utf8"))![1]!;
      const path =
        age === "age" ? process.env["PATH"]! : `${dirname(age!)}${delimiter}${process.env["PATH"]!}`;
      return spawnSync("sh", ["-c", script], {
        cwd: where,
        env: { ...process.env, PATH: path },
        encoding: "utf8",
      });
    };
    const copyWith = (identity: string) => {
      const where = mkdtempSync(join(folder, "try-"));
      cpSync(set, where, { recursive: true });
      cpSync(join(folder, identity), join(where, "identity-1.txt"));
      return where;
    };

    beforeAll(() => {
      rollward("keys", "new", "--out", "keys");
      rollward("keys", "new", "--out", "other");
      rollward("roll", "synth", "--voters", "400", "--counties", "3", "--out", "roll.ndjson");
      rollward(
        "seal",
        "--roll",
        "roll.ndjson",
        "--mirror",
        "mirror",
        "--recipients",
        "keys/recipients.txt",
        "--signing-key",
        "keys/signing.key",
      );
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test.for(["keys/identity-1.txt", "keys/identity-2.txt"])(
      "brings the roll back to the byte with %s alone",
      (identity) => {
        const where = copyWith(identity);
        expect(follow(where).status).toBe(0);
        expect(
          readFileSync(join(where, "roll.ndjson")).equals(readFileSync(join(folder, "roll.ndjson"))),
        ).toBe(true);
      },
    );

    test("leaves no roll when a part was altered, is missing, or the identity is a stranger’s", () => {
      const altered = copyWith("keys/identity-1.txt");
      const part = readdirSync(altered).find((name) => name.startsWith("part-"))!;
      appendFileSync(join(altered, part), "x");
      const missing = copyWith("keys/identity-1.txt");
      rmSync(join(missing, part));
      const stranger = copyWith("other/identity-1.txt");
      const classic = copyWith("keys/identity-1.txt");
      writeFileSync(join(classic, "identity-1.txt"), "not an identity\n");
      for (const where of [altered, missing, stranger, classic]) {
        expect(follow(where).status).not.toBe(0);
        expect(existsSync(join(where, "roll.ndjson"))).toBe(false);
      }
    });
  },
);
