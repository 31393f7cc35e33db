import { describe, expect, test } from "vitest";
import { kmsSigner } from "../../lib/backup/cloud/kms-signer.ts";
import type { Trust } from "../../lib/backup/trust.ts";
import { itemOf } from "../../lib/register/item.ts";
import type { Voter } from "../../lib/register/voter.ts";
import { codeOf, restoreAt } from "../backup/commands.ts";
import { office, stranger } from "../backup/office.ts";
import { canonical, threeDays, voter } from "../backup/rolls.ts";
import { ServiceError, type Hook } from "../fakes/aws/calls.ts";
import { memoryKms } from "../fakes/aws/kms.ts";
import { names } from "./backend.ts";
import { sealDays } from "./seal-days.ts";

const days = sealDays();

describe("on a plain day", () => {
  test("sets follow each other; the head record says where the chain stands, and holds no set any more", async () => {
    expect(await days.first()).toMatchObject({
      outcome: "sealed",
      sequence: 1,
      finished: undefined,
      voters: 9,
    });
    const second = await days.second();
    expect(second).toMatchObject({ outcome: "sealed", sequence: 2, voters: 10 });
    const [one] = days.vaultKeys("manifest.json");
    expect(one).toBe("roll/sets/00000001/manifest.json");
    const head = days.head();
    expect(head).toEqual({
      office: "arden",
      chain: office.trust.file!.chain,
      sequence: 2,
      manifest: second.manifest,
      takenAt: "2026-03-02T02:00:00Z",
      nextDueAt: "2026-03-03T04:00:00Z",
      export: `${names.tableArn}/export/0${Date.parse("2026-03-02T02:00:00Z")}-abcdef`,
      revision: 6,
    });
    expect(await days.soundSets("2026-03-02T12:00:00Z")).toBe(2);
    const { lines } = await restoreAt("2026-03-02T12:00:00Z", [names.vaultUrl]);
    expect(lines.equals(canonical(threeDays[1]!))).toBe(true);
  });

  test("the vault is only written: never read, listed or asked for anything but its lock", async () => {
    await days.first();
    const asked = days.backend.s3.calls.filter(({ input }) => input["Bucket"] === names.vault);
    expect([...new Set(asked.map(({ command }) => command))].toSorted()).toEqual([
      "GetObjectLockConfigurationCommand",
      "PutObjectCommand",
    ]);
    for (const { command, input } of asked.filter(({ command }) => command === "PutObjectCommand")) {
      expect(input, command).toMatchObject({ IfNoneMatch: "*", ObjectLockMode: "COMPLIANCE" });
      expect((input["ObjectLockRetainUntilDate"] as Date).toISOString()).toBe("2027-04-05T02:00:00.000Z");
    }
  });

  test("one export is sealed once: an old roll must not look like a new one", async () => {
    const first = await days.first();
    const again = await days.backend.seal("2026-03-01T09:00:00Z");
    expect(again).toEqual({
      outcome: "nothing-new",
      sequence: 1,
      manifest: first.manifest,
      finished: undefined,
    });
    expect(days.vaultKeys("manifest.json")).toHaveLength(1);
  });

  test("an export that is overdue is a failure, not a quiet day", async () => {
    await days.first();
    expect(await codeOf(days.backend.seal("2026-03-02T04:00:00Z"))).toBe("no fault");
    expect(await codeOf(days.backend.seal("2026-03-02T04:00:01Z"))).toBe("export-old");
  });

  test("a vault without a lock is written all the same, and the log says so", async () => {
    days.fresh({ unlocked: [names.vault] });
    await days.first();
    expect(days.backend.logged.at(-1)).toMatchObject({ task: "seal", sequence: 1, locked: false });
  });
});

describe("what stands in the way", () => {
  test("a stranger’s set under the next number stops the sealer for good", async () => {
    await days.first();
    days.backend.s3.plant(names.vault, "roll/sets/00000002/manifest.json", "somebody else’s");
    expect(await codeOf(days.second())).toBe("number-taken");
    // Not only once: the next run must not take these bytes for what it had put itself.
    expect(await codeOf(days.backend.seal("2026-03-02T07:00:00Z"))).toBe("number-taken");
    expect(days.head()).toMatchObject({ sequence: 2, conflict: true });
    expect(days.backend.s3.bucket(names.vault).get("roll/sets/00000002/manifest.json")).toHaveLength(1);
  });

  test("a head record that is lost cannot make a second chain in the same vault", async () => {
    await days.first();
    days.backend.dynamo.items(names.head).clear();
    expect(await codeOf(days.second())).toBe("number-taken");
    expect(await days.soundSets("2026-03-01T12:00:00Z")).toBe(1);
  });

  test.each([
    ["of another chain", { Chain: { S: "00".repeat(16) } }, "head-foreign"],
    ["with a number that is none", { Sequence: { N: "-1" } }, "head-malformed"],
    ["with a hash that is none", { Manifest: { S: "abc" } }, "head-malformed"],
    ["with what nobody wrote", { Note: { S: "x" } }, "head-malformed"],
    ["with a staged set that is none", { Staged: { B: new Uint8Array(20) } }, "head-malformed"],
  ])("a head record %s", async (_, changes, code) => {
    await days.first();
    const record = days.backend.dynamo.items(names.head).get(names.office)!;
    days.backend.dynamo.items(names.head).set(names.office, { ...record, ...(changes as typeof record) });
    expect(await codeOf(days.second())).toBe(code);
    expect(days.vaultKeys("manifest.json")).toHaveLength(1);
  });

  test.each<[string, string, () => Promise<unknown>]>([
    ["another office’s trust file", "office-differs", () => days.backend.seal(first, { office: "alder" })],
    [
      "recipients that the trust file does not name",
      "recipients-differ",
      () => days.backend.seal(first, { recipients: stranger.recipients }),
    ],
    [
      "a signing key that the trust file does not name",
      "key-not-trusted",
      () =>
        days.backend.seal(
          first,
          {},
          { signer: () => kmsSigner(memoryKms(stranger.signingKey).client, "key") },
        ),
    ],
    [
      "a trust file that asks for a witness",
      "set-refused",
      () => days.backend.seal(first, { trust: witnessed }),
    ],
    ["a signing key that AWS refuses", "aws-refused", () => refusedBy(days.backend.kms)],
    ["a head record that AWS refuses", "aws-refused", () => refusedBy(days.backend.dynamo)],
    ["exports that AWS refuses", "aws-refused", () => refusedBy(days.backend.s3)],
    [
      "an older export than the last",
      "export-backwards",
      async () => {
        await days.first();
        days.backend.s3.bucket(names.exports).clear();
        days.backend.exported("2026-02-28T02:00:00Z");
        return days.backend.seal(first);
      },
    ],
    [
      "no export at all",
      "export-none",
      () => {
        days.backend.s3.bucket(names.exports).clear();
        return days.first();
      },
    ],
    [
      "an export that is not finished",
      "export-none",
      () => {
        const bucket = days.backend.s3.bucket(names.exports);
        for (const key of bucket.keys()) if (key.endsWith("manifest-summary.json")) bucket.delete(key);
        return days.first();
      },
    ],
    [
      "an empty register",
      "export-empty",
      () => {
        days.backend.hold(nobody);
        days.backend.exported("2026-03-01T03:00:00Z");
        return days.first();
      },
    ],
    [
      "a voter twice",
      "voter-twice",
      () => {
        days.backend.exported("2026-03-01T03:00:00Z", { items: [...twice] });
        return days.first();
      },
    ],
    [
      "an item that is no voter",
      "line-missing",
      () => {
        days.backend.exported("2026-03-01T03:00:00Z", { items: [{ VoterId: { S: "AR-1" } }] });
        return days.first();
      },
    ],
  ])("%s: nothing is put, nothing staged", async (_, code, run) => {
    expect(await codeOf(run())).toBe(code);
    expect(days.vaultKeys("manifest.json").length).toBe(code === "export-backwards" ? 1 : 0);
    expect(days.head()).not.toHaveProperty("staged");
  });

  const nobody: readonly Voter[] = [];
  const first = "2026-03-01T06:00:00Z";
  const witnessed: Trust = { ...office.trust, witness: { threshold: 1, keys: [] } };
  const twice = [1, 2].map(() => itemOf(voter("AR-1", "Birchmere")));
  function refusedBy(service: { hook: Hook | undefined }): Promise<unknown> {
    service.hook = () => {
      throw new ServiceError("AccessDeniedException", 400, "secret AR-1");
    };
    return days.first();
  }
});
