import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { verifyExit } from "../../lib/backup/verify.ts";
import { readTrust } from "../../lib/backup/trust.ts";
import type { Remark } from "../../lib/backup/state/result.ts";
import { brokenBytes } from "./broken/bytes.ts";
import { brokenChains } from "./broken/chains.ts";
import { brokenKinds } from "./broken/kinds.ts";
import { brokenManifests } from "./broken/manifests.ts";
import { brokenNames } from "./broken/names.ts";
import { brokenParts } from "./broken/parts.ts";
import { brokenTrusts } from "./broken/trusts.ts";
import type { BrokenSet } from "./broken/broken-set.ts";
import type { Stage } from "./broken/stage.ts";
import { threeSets } from "./chain-fixture.ts";
import { codeOf, restoreAt, temporaryFolder, verifyAt } from "./commands.ts";
import { noon, office } from "./office.ts";
import { canonical, threeDays } from "./rolls.ts";

const groups = {
  "bytes that are not what was sealed": brokenBytes,
  "things gone, moved, or out of place": brokenNames,
  "folders, links and pipes": brokenKinds,
  "other manifests, other signers": brokenManifests,
  "sets by somebody who can sign or seal": brokenParts,
  "mirrors, state and clock": brokenChains,
  "another trust file": brokenTrusts,
} as const satisfies Record<string, readonly BrokenSet[]>;

const all = Object.values(groups).flat();
const chain = await threeSets();
const codes = (remarks: readonly Remark[]) => remarks.map(({ code }) => code).toSorted();

/** The number of the set that came back, after a look at every byte of it; else the code of what went wrong. */
async function restored(
  now: string,
  mirrors: readonly string[],
  trustPath: string,
  state: string | undefined,
) {
  const trust = await readTrust(trustPath);
  let sequence = 0;
  const code = await codeOf(async () => {
    const { result, lines } = await restoreAt(now, mirrors, { trust, trustPath, state });
    ({ sequence } = result.set);
    expect(lines.equals(canonical(threeDays[sequence - 1]!))).toBe(true);
  });
  return code === "no fault" ? sequence : code;
}

test("at least sixty sets are broken, each in its own way", () => {
  expect(
    all.filter(({ problems, problemsOfB = [] }) => problems.length + problemsOfB.length > 0).length,
  ).toBeGreaterThanOrEqual(60);
  expect(new Set(all.map(({ act }) => act)).size).toBe(all.length);
});

test("the mirror that all of them begin with has nothing wrong", async () => {
  const result = await verifyAt(noon, [chain.copy()], { identities: office.identityPaths });
  expect(codes(result.mirrors[0]!.problems)).toEqual([]);
  expect(codes(result.mirrors[0]!.notes)).toEqual([
    "rollback-unseen",
    "set-opened",
    "set-opened",
    "set-opened",
  ]);
  expect([verifyExit(result), result.mirrors[0]!.sets, result.mirrors[0]!.newest?.sequence]).toEqual([
    0, 3, 3,
  ]);
});

describe.each(Object.entries(groups))("%s", (_, cases: readonly BrokenSet[]) => {
  test.for(cases)("$act", async (broken, { skip }) => {
    if (broken.needs === "posix" && process.platform === "win32") skip("needs links and pipes");
    const folder = temporaryFolder();
    const stage: Stage = { folder, a: chain.copy("a", folder), b: chain.copy("b", folder) };
    const mirrors = broken.problemsOfB === undefined ? [stage.a] : [stage.a, stage.b];
    const state = broken.seen === true ? join(folder, "state") : undefined;
    if (state !== undefined) await verifyAt(noon, mirrors, { state });
    const asked = { ...broken.verify?.(stage), ...(state === undefined ? {} : { state }) };
    await broken.does(stage);
    const now = broken.now ?? noon;

    const trustPath = asked.trust ?? office.trustPath;
    const restoring =
      broken.restore === undefined ? undefined : await restored(now, mirrors, trustPath, state);
    const result = await verifyAt(now, mirrors, asked);
    const [a, b] = result.mirrors;
    const own = state === undefined ? ["rollback-unseen"] : [];
    expect({
      problems: codes(a!.problems),
      problemsOfB: b && codes(b.problems),
      notes: codes(a!.notes),
      exit: verifyExit(result),
      restore: restoring,
    }).toEqual({
      problems: broken.problems.toSorted(),
      problemsOfB: broken.problemsOfB?.toSorted(),
      notes: [...own, ...(broken.notes ?? [])].toSorted(),
      exit: broken.exit,
      restore: broken.restore,
    });
  });
});
