import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { guideName } from "../../lib/backup/layout.ts";
import { flip, folderOf } from "./broken/stage.ts";
import { threeSets } from "./chain-fixture.ts";
import { codeOf, sealAt, temporaryFolder, verifyAt } from "./commands.ts";
import { allWell, contents } from "./mirror-contents.ts";
import { asPipe, rollOf, threeDays, voter } from "./rolls.ts";

const chain = await threeSets();
const now = "2026-03-04T02:00:00Z";
const next = [...threeDays[2]!, voter("AR-40", "Quillmoor")];
const roll = () => asPipe(rollOf(next));
const outcomes = (mirrors: readonly { readonly outcome: string }[]) => mirrors.map(({ outcome }) => outcome);
describe("a mirror that is not sound", () => {
  async function withBad(spoil: (bad: string) => void, state: boolean) {
    const folder = temporaryFolder();
    const [good, bad] = [chain.copy("good", folder), chain.copy("bad", folder)];
    const seen = state ? { state: join(folder, "state") } : {};
    if (state) await verifyAt(now, [good, bad], seen);
    spoil(bad);
    const before = contents(good);
    const sealing = sealAt(now, { roll: roll(), mirrors: [good, bad], ...seen });
    return { good, bad, before, sealing };
  }

  const broken = (bad: string) => flip(folderOf(bad, 2) + "manifest.json", 300);
  const gone = (bad: string) => rmSync(folderOf(bad, 3) + guideName);

  test.each([broken, gone])("stops the seal when nothing proves what the others have (%#)", async (spoil) => {
    const { good, before, sealing } = await withBad(spoil, false);
    expect(await codeOf(sealing)).toBe("seal-left-out-broken");
    expect(contents(good)).toEqual(before);
  });

  test.each([broken, gone])(
    "gets nothing when the state proves it; the others do, and the end is 4 (%#)",
    async (spoil) => {
      const { good, bad, sealing } = await withBad(spoil, true);
      const { result, exit } = await sealing;
      expect([result.sequence, exit, outcomes(result.mirrors)]).toEqual([4, 4, ["written", "left-out"]]);
      expect(readdirSync(join(bad, "sets"))).toHaveLength(3);
      await allWell(now, [good], 4);
    },
  );

  test("that was rolled back gets nothing, as the state knows", async () => {
    const { sealing } = await withBad((bad) => rmSync(folderOf(bad, 3), { recursive: true }), true);
    const { result, exit } = await sealing;
    expect([exit, outcomes(result.mirrors), result.mirrors[1]!.problems.map(({ code }) => code)]).toEqual([
      4,
      ["written", "left-out"],
      ["rolled-back", "behind", "stale"],
    ]);
  });

  test("that cannot be reached: 3, when the state proves the rest", async () => {
    const folder = temporaryFolder();
    const good = chain.copy("good", folder);
    const away = join(folder, "not-mounted", "disk");
    const before = contents(good);
    expect(await codeOf(sealAt(now, { roll: roll(), mirrors: [good, away] }))).toBe("seal-left-out");
    expect(contents(good)).toEqual(before);
    const state = join(folder, "state");
    await verifyAt(now, [good], { state });
    const { result, exit } = await sealAt(now, { roll: roll(), mirrors: [good, away], state });
    expect([exit, outcomes(result.mirrors)]).toEqual([3, ["written", "left-out"]]);
  });

  test("all of them: nothing is sealed", async () => {
    const folder = temporaryFolder();
    const mirror = chain.copy("a", folder);
    const state = join(folder, "state");
    await verifyAt(now, [mirror], { state });
    broken(mirror);
    expect(await codeOf(sealAt(now, { roll: roll(), mirrors: [mirror], state }))).toMatch(
      /^seal-(left-out-broken|no-mirror)$/,
    );
  });

  test("the only one rolled back behind the state: refused", async () => {
    const folder = temporaryFolder();
    const mirror = chain.copy("a", folder);
    const state = join(folder, "state");
    await verifyAt(now, [mirror], { state });
    // The same state, on a mirror that was never seen before and is empty: the newest sets are not to be had.
    const code = await codeOf(sealAt(now, { roll: roll(), mirrors: [join(folder, "new")], state }));
    expect(code).toMatch(/^seal-(behind-state|left-out-broken)$/);
    expect(existsSync(join(folder, "new", "sets"))).toBe(false);
  });
});
