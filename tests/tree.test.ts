import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isRecord } from "../lib/base/json.ts";
import { commandNames, loadCommand } from "../lib/cli/catalogue.ts";
import { summaries } from "../lib/cli/catalogue-words.ts";
import { exits } from "../lib/base/exit.ts";
import { forbidden } from "./tree/arrows.ts";
import { files, importsOf, sources, textOf, top } from "./tree/sources.ts";
import { faultsOf, wordsIn, type Found, wordsOfText } from "./tree/texts.ts";

describe("the map in lib/README.md", () => {
  const map = textOf("lib/README.md");
  const folders = (path: string) =>
    readdirSync(join(top, path), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  const onMap = [...map.matchAll(/^\| `([^`]+)\/` \|/gm)].map((match) => match[1]!);

  test("names every room of lib, and none that is not there", () => {
    const rooms = folders("lib").filter((room) => files(`lib/${room}/**/*.ts`).length > 0);
    expect(onMap.filter((name) => name.startsWith("lib/")).toSorted()).toEqual(
      rooms.map((room) => `lib/${room}`),
    );
  });

  test("names every folder at the top, and none that is not there", () => {
    const ignored = [...textOf(".gitignore").matchAll(/^([^/\n]+)\/$/gm)].map((match) => match[1]!);
    const here = folders(".").filter((name) => name !== ".git" && name !== "lib" && !ignored.includes(name));
    expect(onMap.filter((name) => !name.startsWith("lib/")).toSorted()).toEqual(here.toSorted());
  });
});

describe("commands", () => {
  test.each(commandNames)("%s has its session test", (name) => {
    expect(files("tests/cli/*.session.test.ts")).toContain(
      `tests/cli/${name.replaceAll(" ", "-")}.session.test.ts`,
    );
  });

  test.each(commandNames)("%s has its name, its summary from the catalogue, and an example", async (name) => {
    const command = await loadCommand(name);
    expect(command.name).toBe(name);
    expect(command.summary).toEqual(summaries[name]);
    expect(command.examples.length).toBeGreaterThan(0);
    for (const { command: line } of command.examples) expect(line).toContain(`rollward ${name}`);
  });

  test("every file of lib/cli/commands that exports a command is in the catalogue", async () => {
    const found: string[] = [];
    for (const path of files("lib/cli/commands/*.ts")) {
      const { command } = await load(path);
      if (isRecord(command) && typeof command["name"] === "string") found.push(command["name"]);
    }
    expect(found.toSorted()).toEqual([...commandNames].toSorted());
  });
});

describe("faults", () => {
  test("each code is used once over all rooms, leads to a known exit, and has its page", async () => {
    const codes: string[] = [];
    for (const path of files("lib/**/*-{faults,notes}.ts")) {
      for (const catalogue of Object.values(await load(path)).filter(isRecord)) {
        for (const [code, fault] of Object.entries(catalogue)) {
          if (path.endsWith("-notes.ts") && isRecord(fault) && !("exit" in fault)) continue;
          expect(code, path).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          expect(fault, `${path} ${code}`).toMatchObject({ code });
          expect(Object.values(exits)).toContain(isRecord(fault) ? fault["exit"] : undefined);
          codes.push(code);
        }
      }
    }
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    const pages = files("docs/errors/*.md").map((path) => path.slice("docs/errors/".length, -".md".length));
    expect({ withoutPage: codes.filter((code) => !pages.includes(code)) }).toEqual({ withoutPage: [] });
    expect({ withoutCode: pages.filter((page) => page !== "README" && !codes.includes(page)) }).toEqual({
      withoutCode: [],
    });
  });
});

describe("words", () => {
  test("each text has both languages, with the same places, and typographic apostrophes", async () => {
    const found: Found[] = [];
    for (const path of files(
      "lib/**/*-{faults,notes}.ts",
      "lib/**/*words.ts",
      "lib/cli/*.ts",
      "checks/**/*.ts",
    )) {
      if (path !== "checks/generate.ts") found.push(...wordsIn({ ...(await load(path)) }, path));
    }
    for (const name of commandNames) found.push(...wordsIn(await loadCommand(name), `command ${name}`));
    // What a module keeps to itself is found by its text: most words are not exported.
    for (const path of files("{lib,checks}/**/*.ts")) found.push(...wordsOfText(textOf(path), path));
    expect(found.length).toBeGreaterThan(600);
    expect([...new Set(found.flatMap(faultsOf))]).toEqual([]);
  });

  test.each([
    ["a language missing", { en: "Roll" }],
    ["a straight apostrophe", { en: "The office's roll", fr: "La liste du bureau" }],
    ["other places", { en: "{path} is missing", fr: "{chemin} manque" }],
    [
      "another place in a plural",
      { en: "{n, plural, other {# in {a}}}", fr: "{n, plural, other {# dans {b}}}" },
    ],
    ["no translation", { en: "Missing part", fr: "Missing part" }],
    ["a broken message", { en: "{path", fr: "{path" }],
  ])("the test sees %s", (_, words) => {
    expect(faultsOf({ where: "here", words })).not.toEqual([]);
  });
});

describe("sources", () => {
  test("imports point the way of the arrows", () => {
    const wrong = sources().flatMap((file) =>
      importsOf(file, textOf(file)).map((target) => forbidden(file, target)),
    );
    expect(wrong.filter((reason) => reason !== undefined)).toEqual([]);
  });

  test("importsOf sees every kind of import", () => {
    const text = [
      `import "./a.ts";`,
      `import { b,\n  bb } from "../base/b.ts";`,
      `import type { C } from "./c.ts";`,
      `export { d } from "./d.ts"; export * from "./e.ts";`,
      `const f = await import("../../checks/f.ts");`,
      `import g from "zod/mini";`,
    ].join("\n");
    expect(importsOf("lib/cli/x.ts", text).toSorted()).toEqual([
      "checks/f.ts",
      "lib/base/b.ts",
      "lib/cli/a.ts",
      "lib/cli/c.ts",
      "lib/cli/d.ts",
      "lib/cli/e.ts",
      "zod/mini",
    ]);
  });

  test("no source is over 250 lines or bears a name that says nothing", () => {
    const long = sources().filter((file) => textOf(file).split("\n").length > 251);
    const vague = sources().filter((file) =>
      /(^|\/)(utils?|helpers?|common|manager|misc)(\.|\/)/i.test(file),
    );
    expect({ long, vague }).toEqual({ long: [], vague: [] });
  });

  test("every image, page and file that a Markdown page links to is there", () => {
    const broken = files("*.md", "{docs,lib,bench,tests}/**/*.md").flatMap((page) =>
      [...textOf(page).matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
        .map((match) => match[1]!)
        .filter((target) => !/^[a-z]+:/i.test(target) && !existsSync(join(top, page, "..", target)))
        .map((target) => `${page} → ${target}`),
    );
    expect(broken).toEqual([]);
  });
});

async function load(path: string): Promise<Readonly<Record<string, unknown>>> {
  const module: unknown = await import(join(top, path));
  return isRecord(module) ? module : {};
}
