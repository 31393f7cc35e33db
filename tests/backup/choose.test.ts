import { expect, test } from "vitest";
import { chooseSet, type Wanted } from "../../lib/backup/restore/choose.ts";
import { judgeMirrors } from "../../lib/backup/state/judge.ts";
import { RollwardError } from "../../lib/base/faults.ts";
import type { ChainState, MirrorReading } from "../../lib/backup/state/facts.ts";
import { bad, good, hashOf, leftover, mirror, pinned, voided } from "./readings.ts";

const now = new Date("2026-03-03T12:00:00Z");
const three = [good(1), good(2), good(3)];
const newest: Wanted = { kind: "newest" };
const set = (sequence: number): Wanted => ({ kind: "set", sequence });
const at = (moment: string): Wanted => ({ kind: "at", moment: new Date(moment) });
const state = (sequence: number): ChainState => ({ sequence, manifest: hashOf(sequence), mirrors: {} });
const forked3 = good(3, { hash: hashOf(3, "b") });

interface Row {
  readonly name: string;
  readonly mirrors: readonly (readonly MirrorReading["sets"][number][])[];
  readonly wanted: Wanted;
  readonly state?: ChainState;
  /** The set that is chosen, or the code and what the sentence names. */
  readonly gives: number | string;
}

const rows: readonly Row[] = [
  { name: "the newest", mirrors: [three], wanted: newest, gives: 3 },
  { name: "the newest of several", mirrors: [[good(1)], three], wanted: newest, gives: 3 },
  { name: "leftovers are no set", mirrors: [[...three, leftover(4)]], wanted: newest, gives: 3 },
  { name: "a voided set is none to restore", mirrors: [[...three, voided(4)]], wanted: newest, gives: 3 },
  { name: "nothing at all", mirrors: [[]], wanted: newest, gives: "restore-nothing" },
  { name: "only leftovers", mirrors: [[leftover(1)]], wanted: newest, gives: "restore-nothing" },
  {
    name: "the newest broken: never an older one in silence",
    mirrors: [[good(1), good(2), bad(3)]],
    wanted: newest,
    gives: "restore-newest-broken 3, older 2",
  },
  {
    name: "the only one broken",
    mirrors: [[bad(1)]],
    wanted: newest,
    gives: "restore-newest-broken 1, older 0",
  },
  {
    name: "the newest broken here and whole there",
    mirrors: [[good(1), good(2), bad(3)], three],
    wanted: newest,
    gives: 3,
  },
  {
    name: "the newest broken on one, absent on the other",
    mirrors: [
      [good(1), good(2), bad(3)],
      [good(1), good(2)],
    ],
    wanted: newest,
    gives: "restore-newest-broken 3, older 2",
  },
  { name: "an older one broken", mirrors: [[good(1), bad(2), good(3)]], wanted: newest, gives: 3 },
  { name: "a gap before the newest", mirrors: [[good(1), good(3)]], wanted: newest, gives: 3 },
  {
    name: "a fork at the newest",
    mirrors: [three, [good(1), good(2), forked3]],
    wanted: newest,
    gives: "restore-forked 3",
  },
  {
    name: "a fork at an older one",
    mirrors: [three, [good(1), good(2, { hash: hashOf(2, "b") })]],
    wanted: newest,
    gives: 3,
  },
  {
    name: "a fork, and the state remembers which",
    mirrors: [three, [good(1), good(2), forked3]],
    wanted: newest,
    state: state(3),
    gives: 3,
  },
  {
    name: "another office’s set",
    mirrors: [[good(1), good(2), good(3, { office: "elsewhere" })]],
    wanted: newest,
    gives: "restore-newest-broken 3, older 2",
  },
  {
    name: "another chain’s set",
    mirrors: [[good(1), good(2, { chain: "d".repeat(32) })]],
    wanted: newest,
    gives: "restore-newest-broken 2, older 1",
  },
  {
    name: "a set to other recipients",
    mirrors: [[good(1), good(2, { recipients: ["age1x"] })]],
    wanted: newest,
    gives: "restore-newest-broken 2, older 1",
  },
  {
    name: "a set that does not follow",
    mirrors: [[good(1), good(2, { previous: hashOf(9) })]],
    wanted: newest,
    gives: "restore-newest-broken 2, older 1",
  },
  { name: "as new as the state knows", mirrors: [three], wanted: newest, state: state(3), gives: 3 },
  { name: "newer than the state knows", mirrors: [three], wanted: newest, state: state(2), gives: 3 },
  {
    name: "older than the state knows",
    mirrors: [[good(1), good(2)]],
    wanted: newest,
    state: state(3),
    gives: "restore-rolled-back 3, newest 2",
  },
  {
    name: "gone, as the state knows",
    mirrors: [[]],
    wanted: newest,
    state: state(3),
    gives: "rolled-back 3, newest 0",
  },
  {
    name: "another newest than the state knows",
    mirrors: [[good(1), good(2), forked3]],
    wanted: newest,
    state: state(3),
    gives: "restore-newest-broken 3, older 2",
  },
  { name: "a set by its number", mirrors: [three], wanted: set(2), gives: 2 },
  {
    name: "a set by its number, though newer ones are gone",
    mirrors: [[good(1), good(2)]],
    wanted: set(2),
    state: state(3),
    gives: 2,
  },
  {
    name: "a set by its number, though the newest is broken",
    mirrors: [[good(1), good(2), bad(3)]],
    wanted: set(2),
    gives: 2,
  },
  { name: "a number that nobody has", mirrors: [three], wanted: set(4), gives: "restore-set-missing 4" },
  {
    name: "a number that is broken",
    mirrors: [[good(1), bad(2), good(3)]],
    wanted: set(2),
    gives: "restore-set-broken 2",
  },
  {
    name: "a number that was voided",
    mirrors: [[good(1), voided(2), good(3)]],
    wanted: set(2),
    gives: "restore-set-missing 2",
  },
  {
    name: "a number with two sets",
    mirrors: [three, [good(1), good(2), forked3]],
    wanted: set(3),
    gives: "restore-forked 3",
  },
  {
    name: "a foreign set by its number",
    mirrors: [[good(1), good(2, { office: "elsewhere" })]],
    wanted: set(2),
    gives: "restore-set-broken 2",
  },
  { name: "at the second of a set", mirrors: [three], wanted: at("2026-03-02T02:00:00Z"), gives: 2 },
  { name: "a second before it", mirrors: [three], wanted: at("2026-03-02T01:59:59Z"), gives: 1 },
  { name: "at a moment after all", mirrors: [three], wanted: at("2027-01-01T00:00:00Z"), gives: 3 },
  {
    name: "at a moment before all",
    mirrors: [three],
    wanted: at("2026-02-28T00:00:00Z"),
    gives: "restore-at-none",
  },
  {
    name: "at a moment, on nothing",
    mirrors: [[]],
    wanted: at("2026-03-02T02:00:00Z"),
    gives: "restore-nothing",
  },
  {
    name: "at a moment, and the set after it is broken",
    mirrors: [[good(1), bad(2), good(3)]],
    wanted: at("2026-03-02T12:00:00Z"),
    gives: "restore-set-broken 2",
  },
  {
    name: "at a moment, and a broken one long after",
    mirrors: [[good(1), good(2), good(3), bad(4)]],
    wanted: at("2026-03-02T12:00:00Z"),
    gives: 2,
  },
];

test.each(rows)("$name", ({ mirrors, wanted, state: seen, gives }) => {
  const readings = mirrors.map((sets, index) => mirror(`m${index}`, sets));
  const judged = judgeMirrors(readings, { ...pinned, state: seen ?? null }, now, false);
  expect(given(() => chooseSet(judged, seen, wanted))).toBe(gives);
});

function given(choosing: () => { readonly sequence: number; readonly manifest: string }): number | string {
  try {
    const { sequence, manifest } = choosing();
    expect(manifest).toBe(hashOf(sequence));
    return sequence;
  } catch (cause) {
    if (!(cause instanceof RollwardError)) throw cause;
    const number = (name: string) => (typeof cause.args[name] === "number" ? cause.args[name] : undefined);
    const set = number("sequence") ?? number("known");
    const [older, there] = [number("older"), number("newest")];
    const others =
      (older === undefined ? "" : `, older ${older}`) + (there === undefined ? "" : `, newest ${there}`);
    return `${cause.code}${set === undefined ? "" : ` ${set}`}${others}`;
  }
}
