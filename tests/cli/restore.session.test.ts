import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { expectHelp } from "./help.ts";
import { remove, setFolder } from "./mischief.ts";
import { days, noon, ok, opening, prepareOffice, restoring, sealing, trusting } from "./office.ts";
import type { Session } from "./session.ts";
import { expectRefused, type Refusal } from "./traces.ts";

const office = prepareOffice();
const state = ["--state", "state"];
const read = (session: Session, name: string) => readFileSync(session.path(name), "utf8");
const withheld = "rollward: Without --state, a newer set may have been withheld";

describe("the newest set", () => {
  test("comes back into a file for its owner alone, byte for byte, and it is said from where", async () => {
    await using session = await office.open();
    const { exit, stdout, stderr } = await session.run(restoring("a", "--to", "back.ndjson"));
    expect(exit).toBe(0);
    expect(stdout).toBe(
      `Set 3, taken at ${days[2]}, is restored to back.ndjson: 102 voters, 0.1 MB, every part checked.\n  3 parts from a\n`,
    );
    expect(stderr).toMatch(new RegExp(`^${withheld}.+\n$`));
    expect(read(session, "back.ndjson")).toBe(read(session, "roll-3.ndjson"));
    expect(statSync(session.path("back.ndjson")).mode & 0o777).toBe(0o600);
  });

  test("is told in French", async () => {
    await using session = await office.open();
    const { exit, stdout, stderr } = await session.run(
      restoring("a", "--to", "retour.ndjson", ...state, "--lang", "fr"),
    );
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    expect(stdout).toMatch(
      /^Le jeu 3, pris le .+, est restauré dans retour\.ndjson : 102 électeurs, .+\n {2}3 parties de a\n$/,
    );
  });

  test("is told as JSON", async () => {
    await using session = await office.open();
    const { exit, stdout, stderr } = await session.run(
      restoring("a", "--to", "back.ndjson", ...state, "--json"),
    );
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    const bytes = statSync(session.path("roll-3.ndjson")).size;
    expect(JSON.parse(stdout)).toStrictEqual({
      format: "rollward/restore@1",
      set: {
        sequence: 3,
        chain: expect.stringMatching(/^[0-9a-f]{32}$/),
        office: "alder",
        takenAt: days[2],
        expiresAt: "2026-03-10T02:00:00Z",
        voters: 102,
        bytes,
        manifest: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      counties: [],
      voters: 102,
      bytes,
      sources: [{ url: "a", parts: 3 }],
      newestProved: true,
      mirrors: [expect.objectContaining({ url: "a", sets: 3, problems: [] })],
      to: "back.ndjson",
      now: noon,
    });
  });

  test("goes to stdout alone, its words to stderr", async () => {
    await using session = await office.open();
    const plain = await session.run(restoring("a", "--to", "-", ...state));
    expect(plain).toMatchObject({ exit: 0, stdout: read(session, "roll-3.ndjson") });
    expect(plain.stderr).toMatch(/^Set 3, taken at .+ is restored to -: 102 voters/);
    const json = await session.run(restoring("a", "--to", "-", ...state, "--json"));
    expect(json).toMatchObject({ exit: 0, stdout: read(session, "roll-3.ndjson") });
    expect(JSON.parse(json.stderr)).toMatchObject({ format: "rollward/restore@1", to: "-" });
  });

  test("goes into a database, whose records are the roll and whose columns can be asked", async () => {
    await using session = await office.open();
    await ok(session, restoring("a", "--to", "sqlite:back.db"));
    expect(statSync(session.path("back.db")).mode & 0o777).toBe(0o600);
    using database = new DatabaseSync(session.path("back.db"), { readOnly: true });
    const records = database.prepare("SELECT record FROM voter ORDER BY rowid").all();
    expect(records.map(({ record }) => `${String(record)}\n`).join("")).toBe(read(session, "roll-3.ndjson"));
    expect(database.prepare("SELECT office, sequence, taken_at, voters_in_set FROM roll").all()).toEqual([
      expect.objectContaining({ office: "alder", sequence: 3, taken_at: days[2], voters_in_set: 102 }),
    ]);
    const first = JSON.parse(read(session, "roll-3.ndjson").split("\n")[0]!) as {
      VoterId: string;
      County: string;
    };
    const row = database.prepare("SELECT county FROM voter WHERE voter_id = ?").get(first.VoterId);
    expect(row).toMatchObject({ county: first.County });
  });

  test("opens with either identity alone, with a public key instead of a trust file, from a file URL", async () => {
    await using session = await office.open();
    const args = [
      "restore",
      "--mirror",
      `file://${session.path("b")}`,
      "--public-key",
      "keys/signing.pub",
      "--now",
      noon,
    ];
    await ok(session, [...args, "--identity", "away/identity-2.txt", "--to", "back.ndjson"]);
    expect(read(session, "back.ndjson")).toBe(read(session, "roll-3.ndjson"));
  });
});

describe("another set, or less of one", () => {
  test.each([
    ["--set 1", ["--set", "1"], "roll-1.ndjson"],
    ["--at the very moment", ["--at", days[1]], "roll-2.ndjson"],
    ["--at between two", ["--at", "2026-03-03T03:59:59+02:00"], "roll-2.ndjson"],
    ["--at after all", ["--at", "2027-01-01T00:00:00Z"], "roll-3.ndjson"],
  ])("%s", async (_, args, roll) => {
    await using session = await office.open();
    await ok(session, restoring("a", ...args, "--to", "back.ndjson"));
    expect(read(session, "back.ndjson")).toBe(read(session, roll));
  });

  test("--county gives its lines alone, and both when there are two", async () => {
    await using session = await office.open();
    const lines = read(session, "roll-3.ndjson").split(/(?<=\n)/);
    const countyOf = (line: string) => (JSON.parse(line) as { County: string }).County;
    const [one, other, third] = [...new Set(lines.map(countyOf))];
    const only = async (...counties: readonly string[]) => {
      const flags = counties.flatMap((county) => ["--county", county]);
      return ok(session, restoring("a", ...flags, "--to", "-"));
    };
    expect(await only(other!)).toBe(lines.filter((line) => countyOf(line) === other).join(""));
    expect(await only(third!, one!)).toBe(lines.filter((line) => countyOf(line) !== other).join(""));
    await expectRefused(session, restoring("a", "--county", "Atlantis", "--to", "back.ndjson"), {
      exit: 2,
      code: "restore-county",
      named: ["Atlantis"],
    });
  });

  test.each<readonly [readonly string[], Refusal]>([
    [["--set", "4"], { exit: 3, code: "restore-set-missing", named: ["4"] }],
    [
      ["--at", "2026-02-01T00:00:00Z"],
      { exit: 3, code: "restore-at-none", named: ["2026-02-01T00:00:00Z", days[0]] },
    ],
    [["--set", "1", "--at", noon], { exit: 2, code: "restore-set-or-at", named: ["--set", "--at"] }],
    [["--set", "0"], { exit: 2, code: "number-malformed", named: ["--set"] }],
    [["--set", "three"], { exit: 2, code: "number-malformed", named: ["three"] }],
    [["--at", "tonight"], { exit: 2, code: "instant-malformed", named: ["tonight"] }],
  ])("%j is refused", async (args, refusal) => {
    await using session = await office.open();
    await expectRefused(session, restoring("a", ...args, "--to", "back.ndjson"), refusal);
  });
});

test("an expired set comes back with exit 0, and with its age on stderr, in both languages", async () => {
  await using session = await office.open();
  const later = ["--now", "2027-06-01T00:00:00Z"];
  for (const [lang, expired, trust] of [
    [
      "en",
      `Set 3 was taken at ${days[2]} and expired on 2026-03-10T02:00:00Z`,
      "The trust file keys/trust.json expired on",
    ],
    [
      "fr",
      `Le jeu 3 a été pris le ${days[2]} et a expiré le 2026-03-10T02:00:00Z`,
      "Le fichier de confiance keys/trust.json a expiré le",
    ],
  ] as const) {
    const args = [
      "restore",
      "--mirror",
      "a",
      ...trusting,
      ...opening,
      ...later,
      "--to",
      `${lang}.ndjson`,
      "--lang",
      lang,
    ];
    const { exit, stderr } = await session.run(args);
    expect(exit).toBe(0);
    expect(stderr).toContain(`rollward: ${expired}`);
    expect(stderr).toContain(`rollward: ${trust}`);
    expect(stderr).toMatch(/--state/);
    expect(read(session, `${lang}.ndjson`)).toBe(read(session, "roll-3.ndjson"));
  }
});

describe("--state", () => {
  test("shows that the newest set was withheld, and --set takes the older one all the same", async () => {
    await using session = await office.open();
    await expectRefused(session, restoring("behind", ...state, "--to", "back.ndjson"), {
      exit: 4,
      code: "restore-rolled-back",
      named: ["3", "2"],
    });
    await ok(session, restoring("behind", ...state, "--set", "2", "--to", "back.ndjson"));
    expect(read(session, "back.ndjson")).toBe(read(session, "roll-2.ndjson"));
    // Together with a mirror that has it, the mirror behind is only remarked on.
    await ok(session, restoring("behind", "--mirror", "a", ...state, "--to", "newest.ndjson"));
    expect(read(session, "newest.ndjson")).toBe(read(session, "roll-3.ndjson"));
  });

  test("remembers what a restore saw", async () => {
    await using session = await office.open();
    await ok(session, restoring("a", "--state", "memory", "--to", "back.ndjson"));
    expect(readdirSync(session.path("memory"))).toHaveLength(1);
    remove(session, setFolder("a", 3));
    const { exit } = await session.run(restoring("a", "--state", "memory", "--to", "again.ndjson"));
    expect({ exit, again: existsSync(session.path("again.ndjson")) }).toEqual({ exit: 4, again: false });
  });
});

test("an empty roll comes back empty", async () => {
  await using session = await office.open();
  mkdirSync(session.path("new"));
  const args = [
    "seal",
    "--roll",
    "-",
    "--allow-empty",
    "--mirror",
    "none",
    ...sealing,
    ...trusting,
    "--now",
    noon,
  ];
  await ok(session, args);
  await ok(session, restoring("none", "--to", "back.ndjson"));
  await ok(session, restoring("none", "--to", "sqlite:back.db"));
  expect(statSync(session.path("back.ndjson")).size).toBe(0);
});

test("explains its options, with examples and exit codes", () =>
  expectHelp(
    "restore",
    "--mirror --trust --public-key --identity --state --set --at --county --to --force".split(" "),
  ));
