/** An invented office as the session tests find it: its keys, three rolls, and a set of each on two mirrors. */
import { cp, mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { openSession, type RunOptions, type Session } from "./session.ts";

/** When the sets were taken. */
export const days = ["2026-03-01T02:00:00Z", "2026-03-02T02:00:00Z", "2026-03-03T02:00:00Z"] as const;
/** Noon of the third day, at which all is well. */
export const noon = "2026-03-03T12:00:00Z";

export const sealing = ["--recipients", "keys/recipients.txt", "--signing-key", "keys/signing.key"] as const;
export const trusting = ["--trust", "keys/trust.json"] as const;
export const opening = ["--identity", "away/identity-1.txt"] as const;

/** `rollward restore` from a mirror at noon of the third day, with the office's first identity unless others are given. */
export const restoring = (mirror: string, ...args: readonly string[]) => [
  "restore",
  "--mirror",
  mirror,
  ...trusting,
  "--now",
  noon,
  ...(args.includes("--identity") ? [] : opening),
  ...args,
];

/** `rollward verify` of a mirror; the moment is left to the test. */
export const verifying = (mirror: string, ...args: readonly string[]) => [
  "verify",
  "--mirror",
  mirror,
  ...trusting,
  ...args,
];

export interface PreparedOffice {
  /**
   * A session of its own with a copy of the office: `keys/` (public files and the signing key), `away/` (identities
   * and root key), `roll-1.ndjson` to `roll-3.ndjson`, the mirrors `a` and `b` with three sets, `behind` with two,
   * and `state` with what the seals saw.
   */
  open(): Promise<Session>;
}

/** Prepares an office once for all tests of the file. */
export function prepareOffice(): PreparedOffice {
  let master: Session;
  beforeAll(async () => {
    master = await openSession();
    await furnish(master);
  });
  afterAll(() => master[Symbol.asyncDispose]());
  return {
    async open() {
      const session = await openSession();
      await cp(master.folder, session.folder, { recursive: true, preserveTimestamps: true });
      return session;
    },
  };
}

async function furnish(session: Session): Promise<void> {
  await ok(session, ["keys", "new", "--out", "keys", "--office", "alder", "--now", "2026-02-28T12:00:00Z"]);
  await mkdir(session.path("away"));
  for (const name of ["identity-1.txt", "identity-2.txt", "root.key"]) {
    await rename(session.path("keys", name), session.path("away", name));
  }
  for (const [index, now] of days.entries()) {
    const roll = `roll-${index + 1}.ndjson`;
    const voters = String(100 + index);
    const invent = ["roll", "synth", "--voters", voters, "--counties", "3", "--seed", "alder"];
    await ok(session, [...invent, "--out", roll]);
    const mirrors = ["--mirror", "a", "--mirror", "b", "--state", "state"];
    await ok(session, ["seal", "--roll", roll, ...mirrors, ...sealing, ...trusting, "--now", now]);
    if (index === 1) await cp(session.path("b"), session.path("behind"), { recursive: true });
  }
}

/** Runs what must succeed, or the test means nothing. */
export async function ok(
  session: Session,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { exit, stdout, stderr } = await session.run(args, options);
  expect({ exit, stderr: exit === 0 ? "" : stderr }).toEqual({ exit: 0, stderr: "" });
  return stdout;
}

/** The keys of another office, from the test vectors. */
export const stranger = (name: string) => join(import.meta.dirname, "../vectors/keys/stranger", name);
