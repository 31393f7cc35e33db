/**
 * `rollward.config.json`, format `rollward/config@1` (docs/formats/config.md): which office, which accounts, and who
 * holds which task. All but `format` is optional: an office that did not deploy these stacks names its assets and
 * tasks, and what is not named is found by the tag `rollward:asset`.
 */
export interface Config {
  readonly format: "rollward/config@1";
  readonly office?: { readonly id: string; readonly name: string };
  /** Account ids, twelve digits. One id may stand in several places (a trial in one account). */
  readonly accounts?: Accounts;
  /** Allowed regions. The first is home: register, vault, audit. The last is where the mirror stands. */
  readonly regions?: readonly string[];
  /** Who signs the staff's tokens (OpenID Connect). */
  readonly identityProvider?: { readonly issuer: string; readonly audience: string };
  /** Assets as ARNs, in place of the names that these stacks give. */
  readonly assets?: Readonly<Partial<Record<AssetKey, readonly string[]>>>;
  /** Patterns of principal ARNs by task, in place of the roles that these stacks make. */
  readonly tasks?: Readonly<Partial<Record<TaskId, readonly string[]>>>;
  /** Every mirror's URL, those outside the cloud among them. */
  readonly mirrors?: readonly string[];
  /** Path of the trust file, from the configuration's folder. */
  readonly trust?: string;
  /** Path of the recipients' file. */
  readonly recipients?: string;
  readonly calendar?: readonly Phase[];
  readonly objectives?: ObjectivesConfig;
}

export interface Accounts {
  readonly register: string;
  readonly vault: string;
  readonly mirror: string;
  readonly audit: string;
}

export interface ObjectivesConfig {
  /** How old the newest set may be, such as `24h`. */
  readonly recoveryPoint?: string;
  /** Days that sealed parts are locked; 400 when left out. */
  readonly retentionDays?: number;
  /** Days after which an unused access key is idle; 90 when left out. */
  readonly idleKeyDays?: number;
  /** Days after which a right that nobody used is one that nobody needs; 90 when left out. */
  readonly unusedRightDays?: number;
}

export const phaseNames = [
  "quiet",
  "registration",
  "freeze",
  "advance-polls",
  "election-day",
  "canvass",
  "certified",
] as const;
export type PhaseName = (typeof phaseNames)[number];

export interface Phase {
  readonly phase: PhaseName;
  /** RFC 3339 in UTC; it lasts until the next phase begins. */
  readonly from: string;
  readonly recoveryPoint?: string;
}

export const assetKeys = [
  "roll",
  "checkins",
  "vault",
  "mirrors",
  "dataKey",
  "protectedKey",
  "signingKey",
  "trail",
  "alarms",
  "head",
  "code",
  "identity",
  "deployment",
  "account",
  "organisation",
] as const;
/** The assets of the contract, as a configuration names them. */
export type AssetKey = (typeof assetKeys)[number];

export const taskIds = [
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
  "drill",
  "restore",
  "audit",
  "change-phase",
  "propose-change",
  "approve-change",
  "sign-code",
  "break-glass",
] as const;
export type TaskId = (typeof taskIds)[number];
