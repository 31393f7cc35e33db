import { expect, test } from "vitest";
import { silentProgress, type Work } from "../../lib/base/context.ts";
import { failure } from "../../lib/base/faults.ts";
import { baseFaults } from "../../lib/base/base-faults.ts";
import { gatherSnapshot, type VerifyMirrors } from "../../lib/snapshot/gather.ts";
import { scriptedClients, smallAccount } from "../fakes/scripted-account.ts";
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
const ofMirrors = (verify: VerifyMirrors) => gatherSnapshot({ mirrors: request }, { verify }, work, origin);
const resultOf = (mirrors: Parameters<typeof snapshotOf>[0]) => snapshotOf(mirrors).backups![0]!;

test("a snapshot holds what the verification said, and the moment it began", async () => {
  const asked: unknown[] = [];
  const snapshot = await ofMirrors(async (given) => {
    asked.push(given);
    return resultOf(healthy);
  });
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
  const { unread } = await ofMirrors(async () => resultOf(mirrors));
  expect(unread).toEqual([
    { what: "/mirrors/b", why: "mirror-unreadable happened" },
    { what: "/mirrors/c", why: "part-unread happened (and 2 more)" },
  ]);
});

test("a verification that cannot begin leaves no snapshot", async () => {
  const failing = ofMirrors(async () => {
    throw failure(baseFaults.interrupted);
  });
  await expect(failing).rejects.toMatchObject({ code: "interrupted" });
});

test("accounts and mirrors are one look: what either lacks is under unread, accounts first", async () => {
  const clients = scriptedClients(() => smallAccount("123456789012"));
  const verify = async () => resultOf([mirror("a"), mirror("b", unreachable)]);
  const accounts = { profiles: [], regions: [] };
  const snapshot = await gatherSnapshot({ mirrors: request, accounts }, { verify, clients }, work, origin);
  expect(snapshot.accounts.map(({ id }) => id)).toEqual(["123456789012"]);
  expect(snapshot.backups).toHaveLength(1);
  expect(snapshot.unread!.at(0)).toMatchObject({ account: "123456789012", facts: "workloads" });
  expect(snapshot.unread!.at(-1)).toEqual({ what: "/mirrors/b", why: "mirror-unreadable happened" });
});
