import type { AccessQuestion, Witness } from "../access.ts";

/** A policy’s JSON object, or a statement’s. */
export type Json = Readonly<Record<string, unknown>>;

/** One question about one principal. */
export interface Asked {
  /** ARN of a user, a role, an outsider; or `*`. */
  readonly principal: string;
  readonly question: AccessQuestion;
}

/** What must not be possible: no request of the principal may be allowed in any of the questions. */
export interface Violation {
  readonly principal: string;
  readonly questions: readonly AccessQuestion[];
}

export interface RepairRequest {
  readonly remove: readonly Violation[];
  /**
   * What must stay possible, best with one action and one resource pattern each. Where a part of it is to be removed from
   * the same principal, the rest is kept; where all of it is, nothing is proposed.
   */
  readonly keep: readonly Asked[];
}

/** How one policy would change. */
export interface PolicyEdit {
  /** As `StatementRef.policy` names it; of a new one the name that it would have. */
  readonly policy: string;
  /**
   * `narrowed`: it reads otherwise. `deleted`: nothing is left of it. `detached`: it stays as it is, but not at `of`.
   * `added`: a new inline policy of `of`.
   */
  readonly change: "narrowed" | "deleted" | "detached" | "added";
  /** `null`: there is none yet. */
  readonly before: Json | null;
  /** `null`: it goes. */
  readonly after: Json | null;
  /** ARNs of users, roles and groups that a `detached` or `added` is about. */
  readonly of: readonly string[];
  /** Actions, resources, principals, condition values and effects taken out or put in. */
  readonly elements: number;
}

/** A request that was possible and is no longer. */
export interface Lost extends Asked {
  readonly before: Witness;
}

/** Why something was not repaired. */
export type Unsolved = Asked & {
  /**
   * `unknown`: the engine does not know whether it is possible at all. `keeps`: every edit that was found takes something
   * that must stay. `fixed`: what allows it is no policy that can be edited. `bound`: the search was given up.
   */
  readonly reason: "unknown" | "keeps" | "fixed" | "bound";
  /** The engine’s own sentence, in English. */
  readonly why?: string;
  readonly before?: Witness;
};

export interface Repair {
  /** Sorted by policy. Empty: there is nothing to repair, or nothing was found. */
  readonly edits: readonly PolicyEdit[];
  /** Each proved impossible once all edits are made. */
  readonly removed: readonly Lost[];
  /** What was possible, and that the edits might touch: each proved possible once all edits are made. */
  readonly kept: readonly Asked[];
  /** What was to be kept and was not provably possible before either, where edits touch it. */
  readonly neverWas: readonly Asked[];
  /** What else goes: a request each, which was allowed and is not any more, and which is no violation. */
  readonly alsoTakes: readonly Lost[];
  /** True when there may be more in `alsoTakes` than was looked for. */
  readonly takesMore: boolean;
  readonly unsolved: readonly Unsolved[];
  /** False when the search for a smaller set of edits was given up at its bound. */
  readonly smallest: boolean;
}
