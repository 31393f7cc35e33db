import { expect, test } from "vitest";
import {
  bad,
  facts,
  good,
  hashOf,
  judged,
  leftover,
  mirror,
  noon,
  three,
  voided,
  type JudgedRow,
} from "./readings.ts";

/** What is wrong with the sets of mirrors, without a look at state or clock. */
const rows: readonly JudgedRow[] = [
  { name: "a sound mirror", mirrors: [mirror("a", three)], problems: [[]] },
  { name: "two that agree", mirrors: [mirror("a", three), mirror("b", three)], problems: [[], []] },
  {
    name: "the leftovers of a seal after the newest",
    mirrors: [mirror("a", [...three, leftover(4)])],
    problems: [[]],
  },
  {
    name: "leftovers in the middle are a gap",
    mirrors: [mirror("a", [good(1), leftover(2), good(3)])],
    problems: [["set-missing 2"]],
  },
  { name: "a set missing", mirrors: [mirror("a", [good(1), good(3)])], problems: [["set-missing 2"]] },
  { name: "the first missing", mirrors: [mirror("a", [good(2), good(3)])], problems: [["set-missing 1"]] },
  {
    name: "a bad manifest is told once, not as a gap",
    mirrors: [mirror("a", [good(1), bad(2), good(3)])],
    problems: [["manifest-signature 2"]],
  },
  { name: "a voided set is no gap", mirrors: [mirror("a", [good(1), voided(2), good(3)])], problems: [[]] },
  {
    name: "a voided set is followed by its hash",
    mirrors: [mirror("a", [good(1), voided(2), good(3, { previous: hashOf(9) })])],
    problems: [["chain-broken 3"]],
  },
  {
    name: "a gap before a voided set",
    mirrors: [mirror("a", [good(1), voided(3)])],
    problems: [["set-missing 2"]],
  },
  {
    name: "another hash before",
    mirrors: [mirror("a", [good(1), good(2, { hash: hashOf(9) }), good(3)])],
    problems: [["chain-broken 3"]],
  },
  {
    name: "taken before the one before",
    mirrors: [mirror("a", [good(1), good(2, { takenAt: "2026-03-01T01:59:59Z" })])],
    problems: [["time-backwards 2"]],
  },
  {
    name: "taken in the very same second",
    mirrors: [mirror("a", [good(1), good(2, { takenAt: facts(1).takenAt })])],
    problems: [[]],
  },
  {
    name: "another chain",
    mirrors: [mirror("a", [good(1, { chain: "d".repeat(32) })])],
    problems: [["chain-foreign 1"]],
  },
  {
    name: "another office",
    mirrors: [mirror("a", [good(1, { office: "elsewhere" })])],
    problems: [["office-foreign 1"]],
  },
  {
    name: "other recipients",
    mirrors: [mirror("a", [good(1, { recipients: ["age1one", "age1three"] })])],
    problems: [["recipients-foreign 1"]],
  },
  {
    name: "a recipient more",
    mirrors: [mirror("a", [good(1, { recipients: ["age1one", "age1two", "age1three"] })])],
    problems: [["recipients-foreign 1"]],
  },
  {
    name: "a recipient fewer",
    mirrors: [mirror("a", [good(1, { recipients: ["age1one"] })])],
    problems: [["recipients-foreign 1"]],
  },
  {
    name: "nothing pinned: the first mirror’s chain",
    mirrors: [mirror("a", [good(1)]), mirror("b", [good(1, { chain: "d".repeat(32), hash: hashOf(1) })])],
    known: "nothing",
    problems: [[], ["chain-foreign 1"]],
  },
  {
    name: "nothing pinned: any office, any recipients",
    mirrors: [mirror("a", [good(1, { office: "x", recipients: ["age1x"] })])],
    known: "nothing",
    problems: [[]],
  },
  {
    name: "a fork",
    mirrors: [mirror("a", three), mirror("b", [good(1), good(2), good(3, { hash: hashOf(3, "b") })])],
    problems: [["forked 3"], ["forked 3"]],
  },
  {
    name: "a bad set is no fork",
    mirrors: [mirror("a", three), mirror("b", [good(1), good(2), bad(3)])],
    problems: [[], ["behind", "manifest-signature 3"]],
  },
  { name: "behind", mirrors: [mirror("a", [good(1)]), mirror("b", three)], problems: [["behind"], []] },
  {
    name: "empty beside another",
    mirrors: [mirror("a", []), mirror("b", three)],
    problems: [["behind", "mirror-empty"], []],
  },
];

test.each(rows)("$name", ({ mirrors, known, now, problems }) => {
  expect(judged(mirrors, known, now === undefined ? noon : new Date(now))).toEqual(problems);
});

test("a number far ahead tells a hundred gaps and no more", () => {
  expect(judged([mirror("a", [good(99_999_999, { takenAt: facts(3).takenAt })])])[0]).toHaveLength(100);
});
