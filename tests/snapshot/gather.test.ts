import { expect, test } from "vitest";
import { silentProgress, type Work } from "../../lib/base/context.ts";
import { failure } from "../../lib/base/faults.ts";
import { baseFaults } from "../../lib/base/base-faults.ts";
import { gatherMirrors } from "../../lib/snapshot/gather.ts";
import { healthy, mirror, now, origin, problem, snapshotOf, unreachable } from "../audit/healthy.ts";

const work: Work = {
  lang: "en",
  clock: () => now,
  random: (bytes) => new Uint8Array(bytes),
  signal: new AbortController().signal,
  progress: silentProgress,
  remark: () => {},
};
const request = { mirrors: ["/mirrors/a"], trust: "trust.json", identities: [], quick: false };
const resultOf = (mirrors: Parameters<typeof snapshotOf>[0]) => snapshotOf(mirrors).backups![0]!;

test("a snapshot holds what the verification said, and the moment it began", async () => {
  const asked: unknown[] = [];
  const snapshot = await gatherMirrors(
    request,
    async (given) => {
      asked.push(given);
      return resultOf(healthy);
    },
    work,
    origin,
  );
  expect(snapshot).toEqual(snapshotOf(healthy));
  expect(asked).toEqual([request]);
});

test("what could not be read is said under unread, once a mirror", async () => {
  const many = [
    problem("part-altered", 4),
    problem("part-unread", 3),
    problem("part-unread", 3),
    problem("part-unread", 3),
  ];
  const mirrors = [mirror("a"), mirror("b", unreachable), mirror("c", { problems: many })];
  const { unread } = await gatherMirrors(request, async () => resultOf(mirrors), work, origin);
  expect(unread).toEqual([
    { what: "/mirrors/b", why: "mirror-unreadable happened" },
    { what: "/mirrors/c", why: "part-unread happened (and 2 more)" },
  ]);
});

test("a verification that cannot begin leaves no snapshot", async () => {
  const failing = gatherMirrors(
    request,
    async () => {
      throw failure(baseFaults.interrupted);
    },
    work,
    origin,
  );
  await expect(failing).rejects.toMatchObject({ code: "interrupted" });
});
