import { describe, expect, test } from "vitest";
import type { ChainState, MirrorReading } from "../../lib/backup/state/facts.ts";
import { judgeMirrors, nextState } from "../../lib/backup/state/judge.ts";
import { setFaults } from "../../lib/backup/state/set-faults.ts";
import { setNotes } from "../../lib/backup/state/set-notes.ts";
import { bad, good, judged, knownOf, mirror, noon, pinned, state, three, type Pins } from "./readings.ts";

test("an identity that does not open the newest set is told; one that does not open an older one is a note", () => {
  const unopened = { fault: setNotes["set-not-opened"], args: {} };
  const opened = { fault: setNotes["set-opened"], args: {} };
  expect(judged([mirror("a", [good(1), { ...good(2), notes: [unopened] }])])).toEqual([
    ["identity-foreign 2"],
  ]);
  expect(
    judged([
      mirror("a", [
        { ...good(1), notes: [unopened] },
        { ...good(2), notes: [opened] },
      ]),
    ]),
  ).toEqual([[]]);
});

describe("notes", () => {
  const notesOf = (known: Pins, quick = false) =>
    judgeMirrors([mirror("a", three)], knownOf(known), noon, quick)[0]!.notes.map(({ fault }) => fault.code);

  test("say what could not be seen", () => {
    expect(notesOf({})).toEqual(["state-new"]);
    expect(notesOf({ state: undefined })).toEqual(["rollback-unseen"]);
    expect(notesOf("nothing")).toEqual(["state-new", "chain-unpinned"]);
    expect(notesOf({}, true)).toEqual(["state-new", "parts-not-read"]);
  });

  test("count the parts that were not read", () => {
    const note = judgeMirrors([mirror("a", three)], pinned, noon, true)[0]!.notes.at(-1);
    expect(note!.args).toEqual({ parts: 6 });
  });
});

describe("what is remembered after a run", () => {
  const after = (readings: readonly MirrorReading[], before: ChainState | null, known?: Pins) =>
    nextState(judgeMirrors(readings, knownOf(known), noon, false), before);

  test("rises with the mirrors", () => {
    expect(after([mirror("a", three), mirror("b", [good(1)])], null)).toEqual({
      ...state(3),
      mirrors: { "file:/a": 3, "file:/b": 1 },
    });
  });

  test("never falls, and forgets no mirror", () => {
    const before = state(3, { "file:/a": 3, "file:/c": 2 });
    expect(after([mirror("a", [good(1)])], before, { state: before })).toEqual(before);
  });

  test("learns nothing from a mirror that is broken", () => {
    const before = state(1, { "file:/a": 1 });
    expect(after([mirror("a", [good(1), good(2), bad(3), good(4)])], before, { state: before })).toEqual(
      before,
    );
  });

  test("is nothing while nothing was seen", () => expect(after([mirror("a", [])], null)).toBeNull());

  test("learns from a mirror that is merely late", () => {
    const late = judgeMirrors([mirror("a", three)], pinned, new Date("2026-05-01T00:00:00Z"), false);
    expect(nextState(late, null)).toMatchObject({ sequence: 3 });
  });
});

test("the verdict says how grave each thing is by its fault alone", () => {
  for (const code of ["forked", "rolled-back", "state-forked", "set-missing", "chain-broken"] as const)
    expect(setFaults[code].exit).toBe(4);
  for (const code of ["behind", "stale", "expired", "taken-in-future", "overwritten"] as const)
    expect(setFaults[code].exit).toBe(1);
  expect(setFaults["mirror-empty"].exit).toBe(3);
});
