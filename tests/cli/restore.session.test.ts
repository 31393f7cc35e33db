import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { expectHelp } from "./help.ts";
import { flipBit, partsOf, remove, setFolder, spoilManifest } from "./mischief.ts";
import { days, noon, ok, opening, prepareOffice, sealing, stranger, trusting } from "./office.ts";
import type { Session } from "./session.ts";
import { expectRefusal, treeOf, type Refusal } from "./traces.ts";

const office = prepareOffice();
const state = ["--state", "state"];
const restore = (mirror: string, ...args: readonly string[]) => [
  "restore",
  ...["--mirror", mirror, ...trusting, "--now", noon],
  ...(args.includes("--identity") ? [] : opening),
  ...args,
];
const read = (session: Session, name: string) => readFileSync(session.path(name), "utf8");
const withheld = "rollward: Without --state, a newer set may have been withheld";

/** The refusal in both languages, each of which leaves the folder byte for byte as it was. */
async function refuses(session: Session, args: readonly string[], refusal: Refusal): Promise<void> {
  const before = treeOf(session.folder);
  for (const lang of ["en", "fr"] as const) {
    expectRefusal(await session.run([...args, "--lang", lang]), { ...refusal, lang });
    expect(treeOf(session.folder)).toEqual(before);
  }
}

describe("the newest set", () => {
  test("comes back into a file for its owner alone, byte for byte, and it is said from where", async () => {
    await using session = await office.open();
    const { exit, stdout, stderr } = await session.run(restore("a", "--to", "back.ndjson"));
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
      restore("a", "--to", "retour.ndjson", ...state, "--lang", "fr"),
    );
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    expect(stdout).toMatch(
      /^Le jeu 3, pris le .+, est restauré dans retour\.ndjson : 102 électeurs, .+\n {2}3 parties de a\n$/,
    );
  });

  test("is told as JSON", async () => {
    await using session = await office.open();
    const { exit, stdout, stderr } = await session.run(
      restore("a", "--to", "back.ndjson", ...state, "--json"),
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
    const plain = await session.run(restore("a", "--to", "-", ...state));
    expect(plain).toMatchObject({ exit: 0, stdout: read(session, "roll-3.ndjson") });
    expect(plain.stderr).toMatch(/^Set 3, taken at .+ is restored to -: 102 voters/);
    const json = await session.run(restore("a", "--to", "-", ...state, "--json"));
    expect(json).toMatchObject({ exit: 0, stdout: read(session, "roll-3.ndjson") });
    expect(JSON.parse(json.stderr)).toMatchObject({ format: "rollward/restore@1", to: "-" });
  });

  test("goes into a database, whose records are the roll and whose columns can be asked", async () => {
    await using session = await office.open();
    await ok(session, restore("a", "--to", "sqlite:back.db"));
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
    await ok(session, restore("a", ...args, "--to", "back.ndjson"));
    expect(read(session, "back.ndjson")).toBe(read(session, roll));
  });

  test("--county gives its lines alone, and both when there are two", async () => {
    await using session = await office.open();
    const lines = read(session, "roll-3.ndjson").split(/(?<=\n)/);
    const countyOf = (line: string) => (JSON.parse(line) as { County: string }).County;
    const [one, other, third] = [...new Set(lines.map(countyOf))];
    const only = async (...counties: readonly string[]) => {
      const flags = counties.flatMap((county) => ["--county", county]);
      return ok(session, restore("a", ...flags, "--to", "-"));
    };
    expect(await only(other!)).toBe(lines.filter((line) => countyOf(line) === other).join(""));
    expect(await only(third!, one!)).toBe(lines.filter((line) => countyOf(line) !== other).join(""));
    await refuses(session, restore("a", "--county", "Atlantis", "--to", "back.ndjson"), {
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
    await refuses(session, restore("a", ...args, "--to", "back.ndjson"), refusal);
  });
});

describe("the target", () => {
  test("that exists stays as it is, unless --force says to overwrite it", async () => {
    await using session = await office.open();
    writeFileSync(session.path("mine"), "mine");
    for (const to of ["mine", "sqlite:mine"]) {
      await refuses(session, restore("a", "--to", to), { exit: 2, code: "target-exists", named: ["mine"] });
    }
    await ok(session, restore("a", "--to", "mine", "--force"));
    expect(read(session, "mine")).toBe(read(session, "roll-3.ndjson"));
    await ok(session, restore("a", "--to", "sqlite:mine", "--force"));
    expect(read(session, "mine")).toMatch(/^SQLite format 3\0/);
  });

  test("that exists stays as it is even with --force, when the restore fails", async () => {
    await using session = await office.open();
    writeFileSync(session.path("mine"), "mine");
    flipBit(session, partsOf(session, "a", 3)[2]!);
    for (const to of ["mine", "sqlite:mine"]) {
      const part = partsOf(session, "a", 3)[2]!.slice("a/".length);
      await refuses(session, restore("a", "--to", to, "--force"), {
        exit: 4,
        code: "restore-part",
        named: [part],
      });
    }
    expect(read(session, "mine")).toBe("mine");
  });

  test("stdout gets no byte when any part is broken", async () => {
    await using session = await office.open();
    flipBit(session, partsOf(session, "a", 3)[2]!);
    await refuses(session, restore("a", "--to", "-"), { exit: 4, code: "restore-part" });
  });

  test.each([
    ["nowhere/back.ndjson", "target-folder"],
    ["sqlite:nowhere/back.db", "target-folder"],
    ["away", "target-kind"],
    ["pipe", "target-kind"],
    ["linked-pipe", "target-kind"],
    ["sqlite:", "restore-target"],
    ["csv:back.csv", "restore-target"],
    ["dynamodb:voters", "restore-target"],
  ])("%s is refused, even with --force", async (to, code) => {
    await using session = await office.open();
    execFileSync("mkfifo", [session.path("pipe")]);
    symlinkSync("pipe", session.path("linked-pipe"));
    const named = [to.replace("sqlite:nowhere", "nowhere")];
    await refuses(session, restore("a", "--to", to, "--force"), { exit: 2, code, named });
  });
});

describe("broken mirrors", () => {
  test("give back the roll together, part by part, and what was wrong is told with exit 0", async () => {
    await using session = await office.open();
    flipBit(session, partsOf(session, "a", 3)[0]!);
    remove(session, partsOf(session, "b", 3)[1]!);
    const args = restore("a", "--mirror", "b", "--mirror", "nowhere", ...state, "--to", "back.ndjson");
    const { exit, stdout, stderr } = await session.run(args);
    expect(exit).toBe(0);
    expect(read(session, "back.ndjson")).toBe(read(session, "roll-3.ndjson"));
    expect(stdout).toMatch(/\n {2}2 parts from a\n {2}1 part from b\n$/);
    expect(stderr).toMatch(/^rollward: the roll came back whole, but look at b: .+ \[part-missing\]$/m);
    expect(stderr).toMatch(
      /^rollward: the roll came back whole, but look at nowhere: .+ \[mirror-missing\]$/m,
    );
  });

  test("with a broken manifest still lend their parts to one that has it", async () => {
    await using session = await office.open();
    spoilManifest(session, "a", 3);
    for (const part of partsOf(session, "b", 3)) remove(session, part);
    await ok(session, restore("a", "--mirror", "b", "--to", "back.ndjson"));
    expect(read(session, "back.ndjson")).toBe(read(session, "roll-3.ndjson"));
  });

  test("whose newest manifest is broken stop the restore, which names the older set and never takes it by itself", async () => {
    await using session = await office.open();
    spoilManifest(session, "a", 3);
    await refuses(session, restore("a", "--to", "back.ndjson"), {
      exit: 4,
      code: "restore-newest-broken",
      named: ["3", "--set 2"],
    });
    await ok(session, restore("a", "--set", "2", "--to", "back.ndjson"));
    expect(read(session, "back.ndjson")).toBe(read(session, "roll-2.ndjson"));
  });

  test.each<readonly [string, (session: Session) => void, Refusal]>([
    [
      "every manifest broken",
      (session) => [1, 2, 3].forEach((set) => spoilManifest(session, "a", set)),
      { exit: 4, code: "restore-newest-broken" },
    ],
    ["no set", (session) => remove(session, "a/sets"), { exit: 3, code: "restore-nothing" }],
    ["no mirror", (session) => remove(session, "a"), { exit: 3, code: "restore-nothing" }],
  ])("%s", async (_, act, refusal) => {
    await using session = await office.open();
    act(session);
    await refuses(session, restore("a", "--to", "back.ndjson"), refusal);
  });

  test("that hold two signed sets with one number are no ground to choose by", async () => {
    await using session = await office.open();
    await ok(session, [
      "seal",
      "--roll",
      "roll-1.ndjson",
      "--mirror",
      "behind",
      ...sealing,
      ...trusting,
      "--now",
      noon,
    ]);
    const args = restore("a", "--mirror", "behind", "--to", "back.ndjson");
    await refuses(session, args, { exit: 4, code: "restore-forked", named: ["3"] });
  });

  test("of another office are refused", async () => {
    await using session = await office.open();
    const args = [
      "restore",
      "--mirror",
      "a",
      "--trust",
      stranger("trust.json"),
      ...opening,
      "--to",
      "back.ndjson",
    ];
    await refuses(session, args, { exit: 4, code: "restore-newest-broken" });
  });
});

test("an identity of nobody’s opens nothing, and leaves nothing", async () => {
  await using session = await office.open();
  const wrong = ["--identity", stranger("identity-1.txt")];
  for (const to of ["back.ndjson", "sqlite:back.db", "-"]) {
    await refuses(session, restore("a", ...wrong, "--to", to), {
      exit: 4,
      code: "identity-wrong",
      named: ["a"],
    });
  }
  // Beside one that opens, it does no harm.
  await ok(session, restore("a", ...wrong, ...opening, "--to", "back.ndjson"));
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
    await refuses(session, restore("behind", ...state, "--to", "back.ndjson"), {
      exit: 4,
      code: "restore-rolled-back",
      named: ["3", "2"],
    });
    await ok(session, restore("behind", ...state, "--set", "2", "--to", "back.ndjson"));
    expect(read(session, "back.ndjson")).toBe(read(session, "roll-2.ndjson"));
    // Together with a mirror that has it, the mirror behind is only remarked on.
    await ok(session, restore("behind", "--mirror", "a", ...state, "--to", "newest.ndjson"));
    expect(read(session, "newest.ndjson")).toBe(read(session, "roll-3.ndjson"));
  });

  test("remembers what a restore saw", async () => {
    await using session = await office.open();
    await ok(session, restore("a", "--state", "memory", "--to", "back.ndjson"));
    expect(readdirSync(session.path("memory"))).toHaveLength(1);
    remove(session, setFolder("a", 3));
    const { exit } = await session.run(restore("a", "--state", "memory", "--to", "again.ndjson"));
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
  await ok(session, restore("none", "--to", "back.ndjson"));
  await ok(session, restore("none", "--to", "sqlite:back.db"));
  expect(statSync(session.path("back.ndjson")).size).toBe(0);
});

test("explains its options, with examples and exit codes", () =>
  expectHelp("restore", [
    ...["--mirror", "--trust", "--public-key", "--identity", "--state", "--set", "--at", "--county", "--to"],
    "--force",
  ]));
