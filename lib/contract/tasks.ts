import type { AssetKey, TaskId } from "./config.ts";
import { taskIds } from "./config.ts";
import type { Allowance, CapabilityId, Task } from "./contract.ts";
import { grants } from "./grants.ts";
import { taskWords } from "./task-words.ts";

type Cells = Readonly<Partial<Record<AssetKey, readonly CapabilityId[]>>>;

/** What the stacks make a function of; the others are people’s, or stand behind the API in a later version. */
const functions = [
  "register",
  "look-up",
  "history",
  "amend",
  "cancel",
  "check-in",
  "export",
  "hand-out-list",
  "seal",
  "witness",
  "mirror",
  "verify",
] as const satisfies readonly TaskId[];

/**
 * The matrix: task × capability, by asset. What is not written is never. Nobody may destroy sealed backups or shorten
 * their retention, and nobody may destroy the roll. Whoever seals reads nothing in the vault.
 */
const matrix: Readonly<Record<TaskId, Cells>> = {
  register: { roll: ["alter-voter"], dataKey: ["decrypt"] },
  "look-up": { roll: ["read-voter"], dataKey: ["decrypt"] },
  history: { roll: ["read-voter"], dataKey: ["decrypt"] },
  amend: { roll: ["read-voter", "alter-voter"], dataKey: ["decrypt"] },
  cancel: { roll: ["read-voter", "alter-voter"], dataKey: ["decrypt"] },
  "check-in": { checkins: ["read-voter", "alter-voter"], roll: ["read-voter"], dataKey: ["decrypt"] },
  // An export is written among the roll’s own exports, which is why it alters something of the roll.
  export: { roll: ["read-roll", "alter-voter"], dataKey: ["decrypt"] },
  "hand-out-list": { roll: ["read-roll"], dataKey: ["decrypt"] },
  seal: {
    roll: ["read-roll"],
    dataKey: ["decrypt"],
    protectedKey: ["read-protected-voter"],
    vault: ["write-sealed"],
    head: ["write-sealed"],
    signingKey: ["sign-manifest"],
  },
  witness: { roll: ["read-roll"], dataKey: ["decrypt"] },
  mirror: { vault: ["read-sealed"], mirrors: ["read-sealed", "write-sealed"] },
  verify: { vault: ["read-sealed"], mirrors: ["read-sealed"] },
  drill: { vault: ["read-sealed"], mirrors: ["read-sealed"] },
  restore: { vault: ["read-sealed"], mirrors: ["read-sealed"], roll: ["alter-voter"], dataKey: ["decrypt"] },
  // Auditing reads settings and rights, which are no capability on any asset.
  audit: {},
  "change-phase": {},
  "propose-change": {},
  "approve-change": {
    ...ruled(
      ["roll", "vault", "mirrors", "dataKey", "protectedKey", "signingKey", "trail", "head"],
      "change-rules",
    ),
    ...ruled(["identity", "deployment", "account"], "change-rules"),
    code: ["change-rules", "run-code"],
  },
  "sign-code": {},
  // The day when nothing else helps: with a second factor, and never the backups. Whoever holds several of these rights
  // at once is still named by the checks that keep them apart.
  "break-glass": {
    ...ruled(["vault", "mirrors", "dataKey", "protectedKey", "signingKey", "head"], "change-rules"),
    ...ruled(["identity", "deployment"], "change-rules"),
    roll: ["alter-voter", "change-rules"],
    trail: ["silence-trail", "change-rules"],
    code: ["change-rules", "run-code"],
    account: ["change-rules", "close-account"],
  },
};

const withSecondFactor: readonly TaskId[] = ["restore", "approve-change", "break-glass"];

const routes: Readonly<Partial<Record<TaskId, NonNullable<Task["route"]>>>> = {
  register: { key: "POST /voters", scope: "rollward/register" },
  "look-up": { key: "GET /voters/{id}", scope: "rollward/look-up" },
  "hand-out-list": { key: "GET /counties/{county}/voters", scope: "rollward/hand-out-list" },
};

/** Every task, with all that it may. */
export const tasks: Readonly<Record<TaskId, Task>> = Object.fromEntries(
  taskIds.map((id) => [id, taskOf(id)]),
) as Record<TaskId, Task>;

function taskOf(id: TaskId): Task {
  const granted = Object.entries(grants).find(([task]) => task === id)?.[1];
  const route = routes[id];
  return {
    id,
    kind: functions.some((one) => one === id) ? "function" : "people",
    words: taskWords[id],
    may: allowances(matrix[id], withSecondFactor.includes(id)),
    ...(granted === undefined ? {} : { grants: granted }),
    ...(route === undefined ? {} : { route }),
  };
}

function allowances(cells: Cells, mfa: boolean): readonly Allowance[] {
  return Object.entries(cells).flatMap(([asset, capabilities]) =>
    capabilities.map((capability) => ({
      capability,
      asset: asset as AssetKey,
      ...(mfa ? { when: "mfa" as const } : {}),
    })),
  );
}

function ruled(assets: readonly AssetKey[], capability: CapabilityId): Cells {
  return Object.fromEntries(assets.map((asset) => [asset, [capability]]));
}
