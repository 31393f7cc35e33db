import type { Args, Words } from "../base/words.ts";
import { capabilities } from "../contract/capabilities.ts";
import { assetKeys, type TaskId } from "../contract/config.ts";
import { capabilityIds, type CapabilityId } from "../contract/contract.ts";
import type { Witness } from "../iam/access.ts";
import { openOf } from "./asset-open.ts";
import { assetsOf } from "./assets.ts";
import { byText } from "./backups.ts";
import type { CheckInput } from "./check.ts";
import { tasksHeld } from "./holders.ts";
import { officeAccountUnread } from "./outside-accounts.ts";
import { rememberedAnswers } from "./remember.ts";
import { cellsOf } from "./matrix-cells.ts";

export type Possible = "yes" | "no" | "unknown";

/**
 * What somebody is allowed, and can do, of one capability on one asset. Where a task allows a part of a capability and
 * more is possible, there are two: one `allowed`, and one `never` for what goes beyond.
 */
export interface MatrixCell {
  /** As a finding names it: ARN of a user or role, of an account that was not read (its root), a service, `*`. */
  readonly principal: string;
  readonly capability: CapabilityId;
  /** The asset’s id, such as `roll` or `mirrors/1`. */
  readonly asset: string;
  readonly contract: "allowed" | "never";
  /** Whether there is a request that does it, before escalation. */
  readonly fact: Possible;
  /** The same after escalation; `yes` wherever the fact is. */
  readonly escalated: Possible;
  /** Of a `never`: a task allows other actions of the capability (`excess`), or all with a second factor (`mfa`). */
  readonly beyond?: "excess" | "mfa";
  /** A request that shows it. Its `principal` is who makes it: after escalation, whom this one acts as by then. */
  readonly witness?: Witness & { readonly principal: string };
  /** How it comes to act as that one, where it cannot do it by itself. */
  readonly route?: readonly MatrixStep[];
  /** What the route takes for granted, since the snapshot does not say. */
  readonly assumes?: readonly Words[];
  /** Of what is unknown: the reason, in English. */
  readonly why?: string;
}

export interface MatrixStep {
  /** Id of the path of escalation. */
  readonly kind: string;
  readonly via: readonly string[];
  /** ARN. */
  readonly target: string;
}

/** Something without which nobody can say that the cells are all there are. */
export interface OpenQuestion {
  readonly subject: string;
  readonly words: Words;
  readonly args?: Args;
}

/** Everybody’s capabilities, allowed by the contract against possible in fact. */
export interface Matrix {
  /** Who holds a task, by ARN. Sorted. */
  readonly holders: readonly { readonly principal: string; readonly tasks: readonly TaskId[] }[];
  /** Only where something is allowed, possible or unknown; by principal, then capability, then asset. */
  readonly cells: readonly MatrixCell[];
  readonly open: readonly OpenQuestion[];
}

/**
 * The contract’s matrix against the snapshot: by the same questions as the checks of accounts, each put once for all
 * principals, and once more after escalation.
 */
export function matrixOf(input: CheckInput): Matrix {
  const answers = remembered(input, input.contract);
  const made = answers.get("matrix") ?? makeMatrix(input);
  answers.set("matrix", made);
  return made;
}

const remembered = rememberedAnswers<Matrix>();

function makeMatrix(input: CheckInput): Matrix {
  const { contract } = input;
  const { assets, gaps } = assetsOf(input, assetKeys);
  const holders = holdersIn(input);
  const cells = assets.flatMap((asset) =>
    capabilityIds
      .filter((id) => capabilities[id].actions[asset.key] !== undefined)
      .flatMap((id) => cellsOf(input, holders, asset, id)),
  );
  const open = [...gaps, ...assets.flatMap((asset) => openOf(input, asset, capabilityIds))];
  return {
    holders: holders.map((principal) => ({ principal, tasks: tasksHeld(contract, principal) })),
    cells: cells
      .map((cell) => [cell, capabilityIds.indexOf(cell.capability)] as const)
      .sort(([a, of], [b, than]) => byText(a.principal, b.principal) || of - than)
      .map(([cell]) => cell),
    open: open
      .filter(({ status }) => status === "unknown")
      .map(({ subject, words, args }) => ({ subject, words, ...(args !== undefined && { args }) })),
  };
}

/** Whoever holds a task: users and roles that were read, and those of accounts of the office that were not. Sorted. */
function holdersIn(input: CheckInput): readonly string[] {
  const { contract, access } = input;
  const read = access.principals.filter((principal) => tasksHeld(contract, principal).length > 0);
  const named = Object.values(contract.holders).flatMap((patterns) =>
    patterns.filter((one) => !/[*?]/.test(one) && officeAccountUnread(input, one) !== undefined),
  );
  return [...new Set([...read, ...named])].sort();
}
