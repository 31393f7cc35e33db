import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { baseFaults } from "../../lib/base/base-faults.ts";
import { failure, RollwardError } from "../../lib/base/faults.ts";
import { silentProgress } from "../../lib/base/context.ts";
import { restore, type RestoreRequest } from "../../lib/backup/restore.ts";
import { restoreTarget } from "../../lib/backup/restore/target.ts";
import { cut, empty, flip, folderOf, manifestOf, partOf, remove } from "./broken/stage.ts";
import { threeSets } from "./chain-fixture.ts";
import { codeOf, restoreNow, sealAt, temporaryFolder } from "./commands.ts";
import { noon, office, stranger, workAt } from "./office.ts";
import { asFile, asPipe, canonical, rollOf, threeDays, voter } from "./rolls.ts";

const chain = await threeSets();
const newest = canonical(threeDays[2]!);
const trio = () => {
  const folder = temporaryFolder();
  return ["a", "b", "c"].map((name) => chain.copy(name, folder)) as [string, string, string];
};
/** A restore to a target of one’s own choice. */
const restoreTo = (
  to: string,
  mirrors: readonly string[],
  changes: Partial<RestoreRequest> = {},
  work = workAt(noon),
  stdout: Writable = process.stdout,
) =>
  restore(
    {
      mirrors,
      trust: office.trust,
      trustPath: office.trustPath,
      state: undefined,
      identities: office.identities,
      wanted: { kind: "newest" },
      counties: [],
      target: restoreTarget(to, false, stdout),
      ...changes,
    },
    work,
  );

describe("part by part from several broken mirrors", () => {
  test("each lacks another part; one has only its parts left", async () => {
    const [a, b, c] = trio();
    flip(partOf(a, 3, 0), 2000);
    remove(partOf(b, 3, 1));
    cut(partOf(b, 3, 2), 1);
    remove(partOf(a, 3, 2));
    empty(manifestOf(c, 3));
    const { lines, result } = await restoreNow([a, b, c]);
    expect(lines.equals(newest)).toBe(true);
    expect(result.sources.map(({ parts }) => parts)).toEqual([1, 1, 1]);
    expect(result.mirrors.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      ["part-missing", "part-altered"],
      ["part-missing", "part-length"],
      ["manifest-malformed", "behind"],
    ]);
  });

  test("an unreachable mirror is passed over, and told", async () => {
    const [a, b] = trio();
    const { lines, result } = await restoreNow([join(a, "nowhere"), b]);
    expect(lines.equals(newest)).toBe(true);
    expect(result.mirrors[0]!.problems.map(({ code }) => code)).toEqual(["mirror-missing"]);
  });

  test("a part that is whole nowhere stops it", async () => {
    const [a, b, c] = trio();
    for (const mirror of [a, b, c]) flip(partOf(mirror, 3, 1), 1000);
    expect(await codeOf(restoreNow([a, b, c]))).toBe("restore-part");
    const { lines } = await restoreNow([a, b, c], { counties: ["Birchmere", "Érablefell"] });
    expect(lines.equals(canonical(threeDays[2]!.filter(({ County }) => County !== "Quillmoor")))).toBe(true);
  });

  test("the newest broken on all: it stops, and names the older", async () => {
    const [a, b, c] = trio();
    for (const mirror of [a, b, c]) flip(manifestOf(mirror, 3), 300);
    const error = await restoreNow([a, b, c]).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(RollwardError);
    expect(error).toMatchObject({ code: "restore-newest-broken", args: { sequence: 3, older: 2 } });
    const { lines } = await restoreNow([a, b, c], { wanted: { kind: "set", sequence: 2 } });
    expect(lines.equals(canonical(threeDays[1]!))).toBe(true);
  });

  test("an older moment, with the newest gone wrong", async () => {
    const [a] = trio();
    flip(manifestOf(a, 3), 300);
    const { result, lines } = await restoreNow([a], {
      wanted: { kind: "at", moment: new Date("2026-03-01T12:00:00Z") },
    });
    expect([result.set.sequence, lines.equals(canonical(threeDays[0]!))]).toEqual([1, true]);
  });

  test("it says that nothing proves this to be the newest, and that a set is old", async () => {
    const [a] = trio();
    const { remarks, result } = await restoreNow([a]);
    expect([result.newestProved, remarks]).toEqual([false, [expect.stringContaining("withheld")]]);
  });
});

describe("wrong asks", () => {
  test.each([
    ["a stranger’s identity", { identities: stranger.identities }, "identity-wrong"],
    ["no identity", { identities: [] }, "identity-wrong"],
    ["a county that is not there", { counties: ["Nowhere"] }, "restore-county"],
    ["a set that is not there", { wanted: { kind: "set", sequence: 9 } }, "restore-set-missing"],
    ["a stranger’s trust", { trust: stranger.trust, trustPath: stranger.trustPath }, "restore-newest-broken"],
  ] as const)("%s: nothing is left", async (_, changes, code) => {
    const folder = temporaryFolder();
    for (const to of [join(folder, "roll"), `sqlite:${join(folder, "roll.db")}`]) {
      expect(await codeOf(restoreTo(to, [chain.sound], changes))).toBe(code);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each(["csv:roll.csv", "", "sqlite:", "dynamodb:T"])("target %j", async (to) => {
    expect(await codeOf(async () => restoreTo(to, [chain.sound]))).toBe("restore-target");
  });

  test("a target that exists is left as it is, and refused before any work", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "roll"), "mine");
    mkdirSync(join(folder, "folder"));
    for (const [to, code] of [
      ["roll", "target-exists"],
      ["folder", "target-kind"],
      ["no/roll", "target-folder"],
    ] as const) {
      expect(await codeOf(restoreTo(join(folder, to), [join(folder, "nowhere")]))).toBe(code);
      expect(await codeOf(restoreTo(`sqlite:${join(folder, to)}`, [join(folder, "nowhere")]))).toBe(code);
    }
    expect(readFileSync(join(folder, "roll"), "utf8")).toBe("mine");
    expect(readdirSync(folder).toSorted()).toEqual(["folder", "roll"]);
  });
});

describe("an error or an interruption in the middle", () => {
  /** Work that is interrupted once the restore has done something. */
  const interrupted = () => {
    const stop = new AbortController();
    const add = () => stop.abort(failure(baseFaults.interrupted));
    return workAt(noon, { signal: stop.signal, progress: { ...silentProgress, add } });
  };

  test.each(["", "sqlite:"])(
    "an interrupted restore leaves nothing and touches nothing: %j",
    async (scheme) => {
      const folder = temporaryFolder();
      expect(
        await codeOf(restoreTo(`${scheme}${join(folder, "roll")}`, [chain.sound], {}, interrupted())),
      ).toBe("interrupted");
      expect(readdirSync(folder)).toEqual([]);
      writeFileSync(join(folder, "roll"), "mine");
      const target = restoreTarget(`${scheme}${join(folder, "roll")}`, true, process.stdout);
      expect(await codeOf(restoreTo("x", [chain.sound], { target }, interrupted()))).toBe("interrupted");
      expect(readFileSync(join(folder, "roll"), "utf8")).toBe("mine");
      expect(readdirSync(folder)).toEqual(["roll"]);
    },
  );

  test.each(["", "sqlite:"])("a last part that is broken leaves nothing: %j", async (scheme) => {
    const folder = temporaryFolder();
    const [a] = trio();
    flip(partOf(a, 3, 2), 2000);
    expect(await codeOf(restoreTo(`${scheme}${join(folder, "roll")}`, [a]))).toBe("restore-part");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("standard output gets nothing at all when a later part is broken", async () => {
    const [a] = trio();
    flip(partOf(a, 3, 2), 2000);
    const written: Buffer[] = [];
    const stdout = new Writable({ write: (chunk: Buffer, _, done) => done(void written.push(chunk)) });
    expect(await codeOf(restoreTo("-", [a], {}, workAt(noon), stdout))).toBe("restore-part");
    expect(
      await codeOf(restoreTo("-", [a], { identities: stranger.identities }, workAt(noon), stdout)),
    ).toMatch(/identity-wrong|restore-part/);
    expect(written).toEqual([]);
    await restoreTo("-", [chain.sound], {}, workAt(noon), stdout);
    expect(Buffer.concat(written).equals(newest)).toBe(true);
  });

  test.each([asFile, asPipe])("an interrupted seal leaves every mirror as it was (%#)", async (source) => {
    const [a, b] = trio();
    const many = Array.from({ length: 400 }, (_, index) => voter(`AR-${index}`, `County ${index % 7}`));
    for (let steps = 1; steps <= 16; steps += 3) {
      let left = steps;
      const stop = new AbortController();
      const add = () => {
        if (--left === 0) stop.abort(failure(baseFaults.interrupted));
      };
      const work = workAt(noon, { signal: stop.signal, progress: { ...silentProgress, add } });
      const code = await codeOf(sealAt(noon, { roll: source(rollOf(many), 20_000), mirrors: [a, b] }, work));
      expect(code).toBe("interrupted");
      expect([existsSync(folderOf(a, 4)), existsSync(folderOf(b, 4))]).toEqual([false, false]);
    }
  });
});

describe("into SQLite", () => {
  test("the same lines in the same order, the same SHA-256, and which set this is", async () => {
    const path = join(temporaryFolder(), "roll.db");
    await restoreTo(`sqlite:${path}`, [chain.sound]);
    const database = new DatabaseSync(path, { readOnly: true });
    const digest = createHash("sha256");
    for (const { record } of database.prepare("SELECT record FROM voter ORDER BY rowid").iterate())
      digest.update(`${String(record)}\n`);
    expect(digest.digest("hex")).toBe(createHash("sha256").update(newest).digest("hex"));
    expect(database.prepare("SELECT office, sequence, taken_at, voters_in_set FROM roll").get()).toEqual({
      office: "arden",
      sequence: 3,
      taken_at: "2026-03-03T02:00:00Z",
      voters_in_set: 11,
    });
    const found = database
      .prepare("SELECT county, status, last_name FROM voter WHERE voter_id = ?")
      .get("AR-30");
    expect(found).toEqual({ county: "Érablefell", status: "inactive", last_name: "Delrivière" });
    database.close();
    rmSync(path);
  });
});
