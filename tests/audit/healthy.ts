import type {
  MirrorResult,
  NewestSet,
  Remark,
  TrustSummary,
  VerifyResult,
} from "../../lib/backup/state/result.ts";
import about from "../../package.json" with { type: "json" };
import type { CheckInput, Objectives } from "../../lib/audit/check.ts";
import type { Contract } from "../../lib/contract/contract.ts";
import type { Access } from "../../lib/iam/access.ts";
import { stillReach } from "../fakes/still-reach.ts";
import type { Snapshot } from "../../lib/snapshot/model.ts";

/** The moment of every audit in these tests. */
export const now = new Date("2026-11-03T20:00:00Z");
export const hourMs = 3_600_000;

export function at(offsetMs: number): string {
  return new Date(now.getTime() + offsetMs).toISOString().replace(".000Z", "Z");
}

/** A set taken two hours ago, the next due in four. */
export const newestSet: NewestSet = {
  sequence: 7,
  chain: "0123456789abcdef0123456789abcdef",
  office: "Comté de Sablière",
  manifest: "ab".repeat(32),
  takenAt: at(-2 * hourMs),
  nextDueAt: at(4 * hourMs),
  expiresAt: at(100 * hourMs),
  voters: 100_000,
  bytes: 49_000_000,
  recipients: 2,
};

/** A mirror at its own place, with seven whole sets. */
export function mirror(name: string, change: Partial<MirrorResult> = {}): MirrorResult {
  return {
    url: `/mirrors/${name}`,
    place: {
      id: `device:${name}`,
      kind: "device",
      label: { en: `device ${name}`, fr: `périphérique ${name}` },
    },
    sets: 7,
    newest: newestSet,
    problems: [],
    notes: [],
    ...change,
  };
}

export function problem(code: string, exit: Remark["exit"], file?: string): Remark {
  return { code, exit, message: `${code} happened`, ...(file === undefined ? {} : { file }) };
}

export const emptied: Partial<MirrorResult> = {
  sets: 0,
  newest: null,
  problems: [problem("mirror-empty", 3)],
};
export const unreachable: Partial<MirrorResult> = {
  sets: 0,
  newest: null,
  problems: [problem("mirror-unreadable", 3)],
};

export const origin = { tool: `rollward ${about.version}`, nowGiven: false };

/** Version 1 of a trust file with one root key and one seal key. */
export const trustFile: TrustSummary = {
  kind: "trust-file",
  hash: "7a".repeat(32),
  version: 1,
  issuedAt: at(-1000 * hourMs),
  expiresAt: at(8000 * hourMs),
  rootKeys: ["3f2a".repeat(16)],
  sealKeys: ["5e1d".repeat(16)],
  sealThreshold: 1,
  witnessThreshold: 0,
};

export const bareKey: TrustSummary = {
  ...trustFile,
  kind: "public-key",
  hash: trustFile.sealKeys[0]!,
  version: null,
  issuedAt: null,
  expiresAt: null,
  rootKeys: [],
};

export function snapshotOf(mirrors: readonly MirrorResult[], change: Partial<VerifyResult> = {}): Snapshot {
  const result = {
    format: "rollward/verify@1",
    observedAt: at(0),
    quick: false,
    rollbackChecked: true,
    trust: trustFile,
    mirrors,
  } as const;
  return {
    format: "rollward/snapshot@1",
    takenAt: at(0),
    source: "live",
    ...origin,
    accounts: [],
    backups: [{ ...result, ...change }],
  };
}

/** Three mirrors that hold the same whole sets at three places. */
export const healthy: readonly MirrorResult[] = [mirror("a"), mirror("b"), mirror("c")];

export const noMirrors: Snapshot = {
  format: "rollward/snapshot@1",
  takenAt: at(0),
  source: "live",
  ...origin,
  accounts: [],
};

export const objectives: Objectives = {
  recoveryPointMs: 24 * hourMs,
  retentionDays: 400,
  idleKeyDays: 90,
  unusedRightDays: 90,
};

/** What a snapshot without accounts gives the checks of accounts. */
export const noContract: Contract = { config: undefined, assets: [], holders: {}, outsideMirrors: [] };
export const noAccess: Access = {
  principals: [],
  decide: () => ({ decision: "implicitDeny", by: [] }),
  can: () => ({ verdict: "no" }),
  who: () => [],
  notUnderstood: [],
};

export const noReach = stillReach(noAccess);

export function inputOf(snapshot: Snapshot, moment: Date = now): CheckInput {
  return { snapshot, objectives, contract: noContract, access: noAccess, reach: noReach, now: moment };
}

/** Freezes a value all the way down: whatever writes to it then throws. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
