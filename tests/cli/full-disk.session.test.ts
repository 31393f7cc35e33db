import { symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runCramped } from "./limits.ts";
import { noon, prepareOffice, restoring, sealing, stranger, trusting } from "./office.ts";
import { expectRefusal, expectRefused, treeOf } from "./traces.ts";

const office = prepareOffice();
const later = ["--now", "2026-03-04T01:00:00Z"];
const seal = ["seal", "--roll", "roll-3.ndjson", "--mirror", "a", "--mirror", "new", ...sealing, ...trusting];

interface Full {
  readonly args: readonly string[];
  /** How large a file may grow. */
  readonly bytes: number;
  readonly code: string;
  readonly named: string;
}

describe("a full disk leaves nothing, and nothing existing is touched", () => {
  test.each<Full>([
    {
      args: restoring("a", "--to", "back.ndjson"),
      bytes: 10_240,
      code: "target-unwritable",
      named: "back.ndjson",
    },
    {
      args: restoring("a", "--to", "sqlite:back.db"),
      bytes: 10_240,
      code: "target-unwritable",
      named: "back.db",
    },
    // The whole roll is sealed before any mirror gets a byte.
    { args: [...seal, ...later], bytes: 2048, code: "spill-failed", named: "TMPDIR" },
    {
      args: ["snapshot", "--mirror", "a", ...trusting, "--out", "new.json"],
      bytes: 1024,
      code: "target-unwritable",
      named: "new.json",
    },
    {
      args: ["audit", "--mirror", "a", ...trusting, "--out", "new.json"],
      bytes: 1024,
      code: "target-unwritable",
      named: "new.json",
    },
    { args: ["keys", "new", "--out", "new"], bytes: 1024, code: "target-unwritable", named: "new/" },
    {
      args: ["roll", "synth", "--voters", "100", "--out", "new.ndjson"],
      bytes: 10_240,
      code: "target-unwritable",
      named: "new.ndjson",
    },
  ])("under $args.0 $args.1 $args.2", async ({ args, bytes, code, named }) => {
    await using session = await office.open();
    const before = treeOf(session.folder);
    for (const lang of ["en", "fr"] as const) {
      const outcome = await runCramped(session, bytes, [...args, "--lang", lang]);
      expectRefusal(outcome, { exit: 2, code, named: [named], lang });
      expect(treeOf(session.folder)).toEqual(before);
    }
  });

  test("under the demo, which takes its folder away", async () => {
    await using session = await office.open();
    const before = treeOf(session.folder);
    const args = ["demo", "--voters", "1000", "--out", "new"];
    const { exit, stderr } = await runCramped(session, 10_240, args);
    expect(exit).toBe(2);
    expect(stderr).toMatch(/^rollward: new\/cdk.out cannot be written \(EFBIG\).+ \[target-unwritable\]\n$/);
    expect(treeOf(session.folder)).toEqual(before);
  });

  test("under a mirror, which is told with exit 3 and holds no half of a set", async () => {
    await using session = await office.open();
    const before = treeOf(session.folder);
    const args = ["mirror", "--from", "a", "--to", "new", ...trusting, "--now", noon];
    const { exit, stdout, stderr } = await runCramped(session, 2048, args);
    expect({ exit, stderr }).toEqual({ exit: 3, stderr: "" });
    expect(stdout).toMatch(/\nFAILED after no set:\nnew\n[^]*\[mirror-unwritable\] .+\(EFBIG\)/);
    const after = Object.entries(treeOf(session.folder));
    // Empty folders may stay where writes went on side by side; no mirror takes them for anything.
    expect(after.filter(([name, what]) => !(name.startsWith("new") && what === "folder"))).toEqual(
      Object.entries(before),
    );
  });
});

describe("a state that cannot be written", () => {
  test.each([
    ["seal", [...seal, ...later]],
    ["restore", restoring("a", "--to", "back.ndjson")],
    ["restore to stdout", restoring("a", "--to", "-")],
  ])("keeps %s from doing anything", async (_, args) => {
    await using session = await office.open();
    symlinkSync("nowhere", session.path("memory"));
    const refusal = { exit: 2, code: "target-unwritable", named: ["memory/"] };
    await expectRefused(session, [...args, "--state", "memory"], refusal);
  });
});

test("a trust file of a stranger’s leaves no state behind", async () => {
  await using session = await office.open();
  const args = restoring("a", "--to", "back.ndjson", "--state", "memory");
  const changed = args.with(args.indexOf("keys/trust.json"), stranger("trust.json"));
  await expectRefused(session, changed, { exit: 4, code: "restore-newest-broken" });
});
