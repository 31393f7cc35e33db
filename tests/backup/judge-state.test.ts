import { expect, test } from "vitest";
import { trustFaults } from "../../lib/backup/trust-faults.ts";
import { mirrorFaults } from "../../lib/backup/mirrors/mirror-faults.ts";
import {
  bad,
  good,
  hashOf,
  judged,
  mirror,
  noon,
  state,
  three,
  leftover,
  type JudgedRow,
} from "./readings.ts";

const stopped = { fault: mirrorFaults["mirror-unreadable"], args: {} };

/** What state and clock add. */
const rows: readonly JudgedRow[] = [
  {
    name: "empty, no state",
    mirrors: [mirror("a", [])],
    known: { state: undefined },
    problems: [["mirror-empty"]],
  },
  {
    name: "leftovers only are as good as empty",
    mirrors: [mirror("a", [leftover(1), leftover(2)])],
    problems: [["mirror-empty"]],
  },
  {
    name: "a broken set is not empty",
    mirrors: [mirror("a", [bad(1)])],
    problems: [["manifest-signature 1"]],
  },
  {
    name: "unreadable is not empty, nor behind",
    mirrors: [mirror("a", [], { stopped }), mirror("b", three)],
    problems: [["mirror-unreadable"], []],
  },
  {
    name: "unreadable says nothing of the state",
    mirrors: [mirror("a", [], { stopped })],
    known: { state: state(3, { "file:/a": 3 }) },
    problems: [["mirror-unreadable"]],
  },
  {
    name: "the state met",
    mirrors: [mirror("a", three)],
    known: { state: state(3, { "file:/a": 3 }) },
    problems: [[]],
  },
  {
    name: "ahead of the state",
    mirrors: [mirror("a", three)],
    known: { state: state(2, { "file:/a": 2 }) },
    problems: [[]],
  },
  {
    name: "short of the state",
    mirrors: [mirror("a", [good(1), good(2)])],
    known: { state: state(3) },
    problems: [["rolled-back"]],
  },
  { name: "emptied", mirrors: [mirror("a", [])], known: { state: state(3) }, problems: [["rolled-back"]] },
  {
    name: "short of what this mirror held, though another has it",
    mirrors: [mirror("a", [good(1), good(2)]), mirror("b", three)],
    known: { state: state(3, { "file:/a": 3 }) },
    problems: [["behind", "rolled-back"], []],
  },
  {
    name: "never had it, and another has it",
    mirrors: [mirror("a", [good(1), good(2)]), mirror("b", three)],
    known: { state: state(3, { "file:/a": 2 }) },
    problems: [["behind"], []],
  },
  {
    name: "new and empty, and another has it",
    mirrors: [mirror("a", []), mirror("b", three)],
    known: { state: state(3, { "file:/b": 3 }) },
    problems: [["behind", "mirror-empty"], []],
  },
  {
    name: "another set than was seen",
    mirrors: [mirror("a", [good(1), good(2), good(3, { hash: hashOf(3, "b") })])],
    known: { state: state(3) },
    problems: [["state-forked 3"]],
  },
  {
    name: "another set than was seen, buried under a newer",
    mirrors: [mirror("a", three)],
    known: { state: { ...state(2), manifest: hashOf(2, "b") } },
    problems: [["state-forked 2"]],
  },
  {
    name: "due this very second",
    mirrors: [mirror("a", three)],
    now: "2026-03-10T00:00:00Z",
    problems: [[]],
  },
  {
    name: "due a moment ago",
    mirrors: [mirror("a", three)],
    now: "2026-03-10T00:00:00.001Z",
    problems: [["stale 3"]],
  },
  {
    name: "expiring this very second",
    mirrors: [mirror("a", three)],
    now: "2026-03-20T00:00:00Z",
    problems: [["stale 3"]],
  },
  {
    name: "expired, which is more than stale",
    mirrors: [mirror("a", three)],
    now: "2026-03-20T00:00:00.001Z",
    problems: [["expired 3"]],
  },
  { name: "five minutes young", mirrors: [mirror("a", three)], now: "2026-03-03T01:55:00Z", problems: [[]] },
  {
    name: "from the future",
    mirrors: [mirror("a", three)],
    now: "2026-03-03T01:54:59Z",
    problems: [["taken-in-future 3"]],
  },
  {
    name: "freshness is of the newest that can be trusted",
    mirrors: [mirror("a", [good(1, { nextDueAt: "2026-03-02T02:00:00Z" }), bad(2)])],
    problems: [["manifest-signature 2", "stale 1"]],
  },
  {
    name: "an expired trust file, on every mirror",
    mirrors: [mirror("a", three), mirror("b", three)],
    known: { trustFault: { fault: trustFaults["trust-expired"], args: {} } },
    problems: [["trust-expired"], ["trust-expired"]],
  },
];

test.each(rows)("$name", ({ mirrors, known, now, problems }) => {
  expect(judged(mirrors, known, now === undefined ? noon : new Date(now))).toEqual(problems);
});
