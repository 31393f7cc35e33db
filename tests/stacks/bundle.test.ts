import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { functionTasks } from "../../lib/contract/names.ts";
import { bundleFunctions } from "../../lib/stacks/bundle.ts";
import { freshFolder, standIn } from "./templates.ts";

const entry = await standIn(await mkdtemp(join(tmpdir(), "rollward-stand-in-")));
afterAll(() => rm(dirname(entry), { recursive: true }));

describe("the functions’ code", () => {
  test("is one module each, which runs as it stands, and is gone when it was staged", async () => {
    const { code, remove } = await bundleFunctions(() => entry, { files: {} });
    for (const task of functionTasks) {
      expect(await readdir(code(task))).toEqual(["index.mjs"]);
      const module = (await import(pathToFileURL(join(code(task), "index.mjs")).href)) as {
        handler: () => Promise<unknown>;
      };
      await expect(module.handler()).resolves.toEqual({ statusCode: 501 });
    }
    await remove();
    await expect(readdir(code("seal"))).rejects.toThrow("ENOENT");
  });

  test("may use packages that are no ES modules, and the cloud’s clients come with it", async () => {
    const folder = await freshFolder();
    const file = join(folder, "index.ts");
    const client = join(import.meta.dirname, "../../node_modules/@aws-sdk/client-dynamodb");
    await writeFile(
      file,
      `import { DynamoDBClient } from ${JSON.stringify(client)};
       export const handler = async () => new DynamoDBClient({ region: "us-east-1" }).config.apiVersion;`,
    );
    const { code, remove } = await bundleFunctions(() => file, { files: {} });
    try {
      const path = join(code("register"), "index.mjs");
      expect(await readFile(path, "utf8")).not.toMatch(/from"@(aws-sdk|smithy)/);
      const module = (await import(pathToFileURL(path).href)) as { handler: () => Promise<unknown> };
      await expect(module.handler()).resolves.toBe("2012-08-10");
    } finally {
      await remove();
    }
  });

  test("has the office’s public files beside it, where they are needed", async () => {
    const folder = await freshFolder();
    const files = { trust: join(folder, "our-trust.json"), recipients: join(folder, "ours.txt") };
    await writeFile(files.trust, `{"format":"rollward/trust@1"}`);
    await writeFile(files.recipients, "age1invented\n");
    const { code, remove } = await bundleFunctions(() => entry, { files });
    try {
      const found = await Promise.all(
        functionTasks.map(async (task) => [task, (await readdir(code(task))).toSorted()]),
      );
      expect(Object.fromEntries(found)).toEqual({
        register: ["index.mjs"],
        "look-up": ["index.mjs"],
        "hand-out-list": ["index.mjs"],
        export: ["index.mjs"],
        seal: ["index.mjs", "recipients.txt", "trust.json"],
        mirror: ["index.mjs", "trust.json"],
      });
      expect(await readFile(join(code("seal"), "recipients.txt"), "utf8")).toBe("age1invented\n");
    } finally {
      await remove();
    }
  });
});

describe("what cannot be bundled is said, and nothing stays behind", () => {
  const left = async () => (await readdir(tmpdir())).filter((name) => name.startsWith("rollward-bundle-"));

  test.each([
    [
      "a trust file that is not there",
      () => entry,
      { trust: "/nowhere/trust.json" },
      { code: "file-missing" },
    ],
    ["an entry that is not there", () => "/nowhere/entry.ts", {}, { message: /entry\.ts/ }],
  ])("%s", async (_, entries, files, expected) => {
    const before = await left();
    const failed = await bundleFunctions(entries, { files }).then(
      () => undefined,
      (error: unknown) => error as { code?: string; message: string },
    );
    if ("code" in expected) expect(failed?.code).toBe(expected.code);
    else expect(failed?.message).toMatch(expected.message);
    expect((await left()).filter((name) => !before.includes(name))).toEqual([]);
  });
});
