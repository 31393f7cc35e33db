/** The sealer cut off at any call, and two of it at once: one set for each number, and no number missing. */
import { describe, expect, test } from "vitest";
import { codeOf } from "../backup/commands.ts";
import { threeDays } from "../backup/rolls.ts";
import { ServiceError } from "../fakes/aws/calls.ts";
import { names } from "./backend.ts";
import { sealDays } from "./seal-days.ts";

const days = sealDays();

describe("a run that is cut off", () => {
  /** The first call from `nth` on, and all after it, fail: the function is gone. */
  const dieAt = (nth: number, when: "hook" | "after") => {
    let calls = 0;
    const die = () => {
      if (++calls >= nth) throw new ServiceError("Gone", 400);
    };
    for (const service of [days.backend.dynamo, days.backend.s3]) service[when] = die;
    days.backend.kms.hook = when === "hook" ? die : undefined;
  };
  const live = () => {
    for (const service of [days.backend.dynamo, days.backend.s3, days.backend.kms]) service.hook = undefined;
    for (const service of [days.backend.dynamo, days.backend.s3]) service.after = undefined;
  };

  // Wherever it stops, before a call or after it took effect: the next run leaves a chain without gap or double.
  test.each(["hook", "after"] as const)("at any call (%s) is made good by the next run", async (when) => {
    const endings = new Set<string>();
    for (let nth = 1; ; nth++) {
      days.fresh();
      await days.first();
      days.exportSecond();
      dieAt(nth, when);
      const code = await codeOf(days.backend.seal("2026-03-02T06:00:00Z"));
      live();
      const before = days.head();
      const manifests = days.vaultKeys("manifest.json").map((key) => days.backend.s3.peek(names.vault, key)!);
      const result = await days.backend.seal("2026-03-02T06:05:00Z");
      expect(result.sequence, `call ${nth}`).toBe(2);
      expect(await days.soundSets("2026-03-02T12:00:00Z"), `call ${nth}`).toBe(2);
      // What was there stays what it is, and what waited in the record is what was put.
      for (const [index, bytes] of manifests.entries())
        expect(
          days.backend.s3.peek(names.vault, days.vaultKeys("manifest.json")[index]!)!.equals(bytes),
        ).toBe(true);
      if ("staged" in before && before.staged !== undefined) {
        expect(result).toMatchObject({
          outcome: "nothing-new",
          finished: 2,
          manifest: before.staged.manifest,
        });
        const put = days.backend.s3.peek(names.vault, "roll/sets/00000002/manifest.json")!;
        expect(put.toString()).toBe(before.staged.envelope);
        endings.add(before.sequence === 2 ? "moved" : "staged");
      }
      expect(days.head()).not.toHaveProperty("staged");
      if (code === "no fault") break;
    }
    expect(endings).toEqual(new Set(["staged", "moved"]));
  });

  test("goes on although the newer export of the next day is there already", async () => {
    await days.first();
    days.exportSecond();
    days.backend.s3.hook = ({ command, input }) => {
      if (command === "PutObjectCommand" && String(input["Key"]).endsWith("manifest.json"))
        throw new ServiceError("AccessDenied", 403);
    };
    expect(await codeOf(days.backend.seal("2026-03-02T06:00:00Z"))).toBe("mirror-unwritable");
    days.backend.s3.hook = undefined;
    days.backend.hold(threeDays[2]!);
    days.backend.exported("2026-03-03T02:00:00Z");
    expect(await days.backend.seal("2026-03-03T06:00:00Z")).toMatchObject({
      outcome: "sealed",
      sequence: 3,
      finished: 2,
    });
    expect(await days.soundSets("2026-03-03T12:00:00Z")).toBe(3);
  });
});

describe("two runs at once", () => {
  test("make one set, wherever the second one comes in", async () => {
    let racing = true;
    const seen = new Set<string>();
    for (let nth = 1; racing; nth++) {
      days.fresh();
      let calls = 0;
      let second: Promise<string> | undefined;
      const comeIn = async () => {
        if (++calls !== nth) return;
        second = codeOf(days.first());
        await second;
      };
      for (const service of [days.backend.dynamo, days.backend.s3, days.backend.kms]) service.hook = comeIn;
      const first = await codeOf(days.first());
      racing = second !== undefined;
      seen.add(`${first}, ${await second}`);
      expect(await days.soundSets("2026-03-01T12:00:00Z"), `call ${nth}`).toBe(1);
      expect(days.head()).not.toHaveProperty("conflict");
      expect(days.head()).not.toHaveProperty("staged");
    }
    expect(seen).toEqual(new Set(["head-raced, no fault", "no fault, no fault", "no fault, undefined"]));
  });

  // The first one then finds its name taken by the second: that is a race, not a stranger in the vault.
  test("are not taken for strangers when the second one is cut off between its put and its last word", async () => {
    let second: string | undefined;
    days.backend.s3.hook = async ({ command, input }) => {
      if (command !== "PutObjectCommand" || !String(input["Key"]).endsWith("manifest.json")) return;
      days.backend.s3.hook = undefined;
      let writes = 0;
      days.backend.dynamo.hook = (call) => {
        if (call.command === "PutItemCommand" && ++writes === 2) throw new ServiceError("Gone", 400);
      };
      second = await codeOf(days.first());
      days.backend.dynamo.hook = undefined;
    };
    expect(await codeOf(days.first())).toBe("head-raced");
    expect(second).toBe("aws-refused");
    expect(days.head()).not.toHaveProperty("conflict");
    expect(await days.first()).toMatchObject({ outcome: "nothing-new", finished: 1 });
    expect(await days.soundSets("2026-03-01T12:00:00Z")).toBe(1);
  });
});
