/** The verifier's memory: a folder with one small file a chain, so that a rollback between runs is seen. */
import { createPublicKey } from "node:crypto";
import { lstat, mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod/mini";
import { baseFaults } from "../base/base-faults.ts";
import { failure } from "../base/faults.ts";
import { readInputText, systemCode } from "../base/files.ts";
import { parseJson } from "../base/json.ts";
import { writeOutput } from "../base/output.ts";
import { formatInstant } from "../base/time.ts";
import { trustFaults } from "./trust-faults.ts";
import type { ChainState } from "./state/facts.ts";

const keyName = z.string().check(z.regex(/^[0-9a-f]{64}$/));

const stateShape = z.strictObject({
  format: z.literal("rollward/state@1"),
  chain: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  updatedAt: z.string(),
  sequence: z.int().check(z.nonnegative()),
  manifest: z.string().check(z.regex(/^([0-9a-f]{64})?$/)),
  mirrors: z.record(z.string(), z.int().check(z.nonnegative())),
  trust: z.optional(
    z.strictObject({
      version: z.int(),
      hash: keyName,
      rootThreshold: z.int().check(z.positive()),
      rootKeys: z.record(keyName, z.string().check(z.refine(isPublicKey))),
    }),
  ),
});

function isPublicKey(pem: string): boolean {
  try {
    return createPublicKey(pem).type === "public";
  } catch {
    return false;
  }
}

/** What was seen of the trust file, so that an older one, or one of other root keys, is refused. */
export type TrustState = NonNullable<z.infer<typeof stateShape>["trust"]>;

export interface VerifierState {
  readonly chain: ChainState | null;
  readonly trust: TrustState | undefined;
}

const role = { en: "The verifier state", fr: "L’état du vérificateur" };

/**
 * What is remembered of `chain`; nothing when the folder or its file does not exist yet.
 *
 * @throws RollwardError file-…, state-malformed
 */
export async function readState(folder: string, chain: string): Promise<VerifierState> {
  const path = statePath(folder, chain);
  if ((await lstat(path).catch(() => undefined)) === undefined) {
    await requireFolder(folder);
    return { chain: null, trust: undefined };
  }
  const parsed = stateShape.safeParse(parseJson(await readInputText(path, role, 10_000_000)));
  if (!parsed.success || parsed.data.chain !== chain) throw failure(trustFaults["state-malformed"], { path });
  const { sequence, manifest, mirrors, trust } = parsed.data;
  return { chain: sequence === 0 ? null : { sequence, manifest, mirrors }, trust };
}

/** The chains that a state folder remembers; none when it does not exist yet. */
export async function chainsIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder).catch(() => []);
  return files.flatMap((file) => /^([0-9a-f]{32})\.json$/.exec(file)?.[1] ?? []);
}

/** The mirrors, by identity, on which a set was ever seen, whatever the chain. */
export async function mirrorsSeen(folder: string): Promise<ReadonlySet<string>> {
  const states = await Promise.all((await chainsIn(folder)).map((chain) => readState(folder, chain)));
  return new Set(states.flatMap(({ chain }) => Object.keys(chain?.mirrors ?? {})));
}

/** Writes the state in one step; the folder is made when its parent exists. */
export async function writeState(
  folder: string,
  chain: string,
  state: VerifierState,
  now: Date,
): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (cause) {
    if (systemCode(cause) !== "EEXIST")
      throw failure(baseFaults["target-unwritable"], { path: folder, reason: systemCode(cause) }, cause);
  }
  const { sequence, manifest, mirrors } = state.chain ?? { sequence: 0, manifest: "", mirrors: {} };
  const content = {
    format: "rollward/state@1",
    chain,
    updatedAt: formatInstant(now),
    sequence,
    manifest,
    mirrors,
    ...(state.trust === undefined ? {} : { trust: state.trust }),
  };
  await writeOutput(statePath(folder, chain), `${JSON.stringify(content, undefined, 2)}\n`, { force: true });
}

function statePath(folder: string, chain: string): string {
  return join(folder, `${chain}.json`);
}

/** A folder that does not exist yet is a first run; one whose parent does not either is a slip of the pen. */
async function requireFolder(folder: string): Promise<void> {
  const found = await lstat(folder).catch(() => undefined);
  if (found !== undefined && !found.isDirectory() && !found.isSymbolicLink()) {
    throw failure(trustFaults["state-folder"], { path: folder });
  }
  const parent = await lstat(dirname(folder)).catch(() => undefined);
  if (parent === undefined) throw failure(baseFaults["target-folder"], { path: folder });
}
