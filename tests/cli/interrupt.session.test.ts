import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { ChildProcess } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setFolder } from "./mischief.ts";
import { noon, ok, opening, prepareOffice, restoring, sealing, trusting, verifying } from "./office.ts";
import type { Session } from "./session.ts";
import { expectRefusal, treeOf } from "./traces.ts";

const office = prepareOffice();
const evening = "2026-03-04T02:00:00Z";
const seal = ["seal", "--roll", "large.ndjson", "--mirror", "a", "--mirror", "b", ...sealing, ...trusting];
const verifyBoth = [...verifying("a", "--mirror", "b"), "--now", evening];

/** A roll that takes a while, and a set of it, so that there is time to interrupt. */
let shared: Session;
beforeAll(async () => {
  shared = await office.open();
  await ok(shared, ["roll", "synth", "--voters", "60000", "--counties", "6", "--out", "large.ndjson"]);
});
afterAll(() => shared[Symbol.asyncDispose]());

/** Sends the signal once `begun` says that the work is under way, and `delayMs` later; or never, if it ends before. */
function signalled(signal: NodeJS.Signals, begun: () => boolean, delayMs: number) {
  return {
    during: (child: ChildProcess) => {
      const watch = setInterval(() => {
        if (!begun()) return;
        clearInterval(watch);
        setTimeout(() => child.kill(signal), delayMs);
      }, 5);
      child.on("exit", () => clearInterval(watch));
    },
  };
}

const namesIn = (session: Session, folder: string): readonly string[] =>
  existsSync(session.path(folder)) ? readdirSync(session.path(folder)) : [];
const partial = (session: Session) =>
  Object.keys(treeOf(session.folder)).filter((name) => name.endsWith(".partial"));

describe("Ctrl-C in mid-seal", () => {
  const surveying = () => existsSync(shared.path("new"));
  const writing = () => namesIn(shared, setFolder("a", 4)).length > 0;
  test.each<readonly [string, () => boolean, number, "en" | "fr"]>([
    ["as it begins", surveying, 0, "en"],
    ["while the roll is read", surveying, 100, "fr"],
    ["with the first part on a mirror", writing, 0, "en"],
    ["a moment later", writing, 5, "fr"],
  ])("%s leaves the mirrors as they were, and no new one", async (_, begun, delayMs, lang) => {
    const before = treeOf(shared.folder);
    // A new mirror is made when the mirrors are read; later it would be filled with older sets, whole ones.
    const fresh = begun === surveying ? ["--mirror", "new"] : [];
    const args = [...seal, ...fresh, "--state", "state", "--now", evening, "--lang", lang];
    const outcome = await shared.run(args, signalled("SIGINT", begun, delayMs));
    expectRefusal(outcome, { exit: 130, code: "interrupted", lang });
    const after: Record<string, string> = { ...treeOf(shared.folder) };
    // The state may have been written anew, with the same knowledge.
    for (const name of Object.keys(before).filter((each) => each.startsWith("state/")))
      after[name] = before[name]!;
    expect(after).toEqual(before);
    await ok(shared, [...verifyBoth, "--state", "state"]);
  });
});

describe("Ctrl-C in mid-restore", () => {
  beforeAll(() => ok(shared, [...seal, "--now", evening]));
  const begun = () => partial(shared).length > 0;

  test.each([
    ["back.ndjson", 0, "en"],
    ["back.ndjson", 20, "fr"],
    ["sqlite:back.db", 0, "fr"],
    ["sqlite:back.db", 30, "en"],
  ] as const)(
    "to %s, %i ms after it began to write, leaves no target and no part of it",
    async (to, delayMs, lang) => {
      const before = treeOf(shared.folder);
      const outcome = await shared.run(
        [...restoring("a", "--to", to, "--lang", lang)],
        signalled("SIGINT", begun, delayMs),
      );
      expectRefusal(outcome, { exit: 130, code: "interrupted", lang });
      expect(treeOf(shared.folder)).toEqual(before);
    },
  );

  test("to stdout ends it, and what came is a beginning of the roll", async () => {
    const outcome = await shared.run(restoring("a", "--to", "-"), {
      during: (child) => child.stdout?.once("data", () => child.kill("SIGINT")),
    });
    expect(outcome.exit).toBe(130);
    const large = readFileSync(shared.path("large.ndjson"), "utf8");
    expect(large.startsWith(outcome.stdout)).toBe(true);
    expect(outcome.stdout.length).toBeLessThan(large.length);
  });

  test("over an existing file with --force leaves that file", async () => {
    const before = treeOf(shared.folder);
    const args = restoring("a", "--to", "roll-1.ndjson", "--force");
    const outcome = await shared.run(args, signalled("SIGINT", begun, 5));
    expectRefusal(outcome, { exit: 130, code: "interrupted" });
    expect(treeOf(shared.folder)).toEqual(before);
  });
});

describe("the plug pulled in mid-seal", () => {
  test.each([0, 5, 15])(
    "%i ms after the first part: the next seal takes the same number and all is well",
    async (delayMs) => {
      await using session = await office.open();
      await ok(session, ["roll", "synth", "--voters", "60000", "--counties", "6", "--out", "large.ndjson"]);
      const begun = () => namesIn(session, setFolder("a", 4)).length > 0;
      const killed = await session.run([...seal, "--now", evening], signalled("SIGKILL", begun, delayMs));
      expect(killed).toMatchObject({ exit: null, stdout: "" });
      const lying = [...namesIn(session, setFolder("a", 4)), ...namesIn(session, setFolder("b", 4))];
      expect(lying).not.toEqual([]);

      // What lies there without a manifest is a note; a manifest on one mirror alone leaves the other behind.
      const committed = lying.includes("manifest.json");
      const { exit } = await session.run(verifyBoth);
      expect(exit === 0 || (committed && exit === 1)).toBe(true);

      const sealed = JSON.parse(await ok(session, [...seal, "--now", evening, "--json"])) as {
        sequence: number;
      };
      expect(sealed.sequence).toBe(committed ? 5 : 4);
      await ok(session, verifyBoth);
      await ok(session, [
        "restore",
        "--mirror",
        "b",
        ...trusting,
        ...opening,
        "--now",
        noon,
        "--to",
        "back.ndjson",
      ]);
      expect(
        readFileSync(session.path("back.ndjson")).equals(readFileSync(session.path("large.ndjson"))),
      ).toBe(true);
    },
  );

  test("in mid-mirror: the next run ends what was begun", async () => {
    const begun = () => namesIn(shared, setFolder("disk", 1)).length > 0;
    const mirror = ["mirror", "--from", "a", "--to", "disk", ...trusting, "--now", evening];
    const killed = await shared.run(mirror, signalled("SIGKILL", begun, 0));
    expect(killed.exit).toBe(null);
    await ok(shared, mirror);
    await ok(shared, [...verifying("disk", "--mirror", "a"), "--now", evening]);
  });
});
