import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { maxConfigBytes, readConfig } from "../../lib/contract/read-config.ts";

const format = "rollward/config@1";

describe("the file of a configuration", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "rollward-config-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each<[string, string | Uint8Array, string]>([
    ["bytes that are no text", new Uint8Array([0xff, 0xfe, 0x00]), "file-text"],
    ["too much", " ".repeat(maxConfigBytes + 1), "file-size"],
    ["a byte-order mark", `\ufeff{"format":"${format}"}`, "config-malformed"],
  ])("%s", async (name, content, code) => {
    const path = join(folder, name.replaceAll(" ", "-"));
    await writeFile(path, content);
    await expect(readConfig(path)).rejects.toMatchObject({ code });
  });

  test("none, and a folder", async () => {
    await expect(readConfig(join(folder, "none.json"))).rejects.toMatchObject({ code: "file-missing" });
    await expect(readConfig(folder)).rejects.toMatchObject({ code: "file-kind" });
  });
});
