/** Register, export, seal, mirror, restore: what came in by the API comes back from the mirror, byte for byte. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { restoreAt, verifyAt } from "../backup/commands.ts";
import { canonical, voter } from "../backup/rolls.ts";
import { interceptS3 } from "../fakes/aws/s3.ts";
import { full } from "../register/voters.ts";
import { json, memoryBackend, names } from "./backend.ts";
import type { Voter } from "../../lib/register/voter.ts";

const backend = memoryBackend();
let intercepted: { readonly restore: () => void };
beforeEach(() => {
  intercepted = interceptS3(backend.s3);
});
afterEach(() => intercepted.restore());

const registeredAt = "2026-03-01T01:00:00Z";
const asRegistered = (each: Voter): Voter => ({ ...each, LastModified: registeredAt, Version: 1 });

const arrivals: readonly Voter[] = [
  full,
  voter("AR-30", "Érablefell", { Status: "inactive", Name: { LastName: "Delrivière" } }),
  voter("AR-21", "Quillmoor", { Status: "cancelled", Precinct: '"\\ \u00e9 \u2028' }),
  voter("AR-20", "Quillmoor", { Protected: true }),
  ...Array.from({ length: 30 }, (_, index) => voter(`AR-1${index}`, "Birchmere")),
];

test("what was registered is what comes back", async () => {
  for (const each of arrivals) {
    const { LastModified: _, Version: __, ...body } = each;
    const reply = await backend.register({ body: JSON.stringify(body) }, registeredAt);
    expect(reply.statusCode, reply.body).toBe(201);
    expect(json(reply)).toEqual({ VoterId: each.VoterId, Version: 1, LastModified: registeredAt });
  }
  await backend.export({ time: "2026-03-01T02:00:00Z" });
  backend.exported("2026-03-01T02:00:00.123Z");

  const sealed = await backend.seal("2026-03-01T06:00:00Z");
  expect(sealed).toMatchObject({ outcome: "sealed", sequence: 1, voters: arrivals.length });
  expect(await backend.mirror("2026-03-01T08:00:00Z")).toEqual({ copied: [1], newest: 1 });

  const mirrors = [names.vaultUrl, names.mirrorUrl];
  const verified = await verifyAt("2026-03-01T12:00:00Z", mirrors);
  expect(verified.mirrors.map(({ problems }) => problems.map(({ code }) => code))).toEqual([[], []]);
  const expected = canonical(arrivals.map(asRegistered));
  const { result, lines } = await restoreAt("2026-03-01T12:00:00Z", [names.mirrorUrl]);
  expect(result.set).toMatchObject({ office: "arden", sequence: 1, takenAt: "2026-03-01T02:00:00Z" });
  expect(lines.equals(expected)).toBe(true);

  // A second day, on which somebody came: the next set of the same chain, on both sides.
  const { LastModified: _, Version: __, ...late } = voter("AR-99", "Birchmere");
  expect((await backend.register({ body: JSON.stringify(late) }, "2026-03-01T15:00:00Z")).statusCode).toBe(
    201,
  );
  backend.exported("2026-03-02T02:00:00Z", { files: 5 });
  expect(await backend.seal("2026-03-02T06:00:00Z")).toMatchObject({
    sequence: 2,
    voters: arrivals.length + 1,
  });
  expect(await backend.mirror("2026-03-02T08:00:00Z")).toEqual({ copied: [2], newest: 2 });
  const again = await verifyAt("2026-03-02T12:00:00Z", mirrors);
  expect(again.mirrors.map(({ sets, problems }) => [sets, problems.map(({ code }) => code)])).toEqual([
    [2, []],
    [2, []],
  ]);

  // Whatever was logged on the way, it was nobody's name, day of birth or address.
  const log = JSON.stringify(backend.logged);
  for (const secret of ["Wrenford", "Delrivière", "Maëlle", "1979-05-30", "Fernhaven", "AR-1"]) {
    expect(log).not.toContain(secret);
  }
});
