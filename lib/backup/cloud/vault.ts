/** The vault as the sealer has it: a place to put, where nothing can be read, listed or replaced. */
export interface Vault {
  /** For error sentences and logs. */
  readonly url: string;
  /**
   * Puts a new object under retention. `"taken"` when something stood there before our first attempt; what a lost reply
   * may have left there is ours, and counts as written.
   *
   * @throws RollwardError mirror-unwritable, mirror-missing
   */
  put(key: string, bytes: Uint8Array, keepUntil: Date): Promise<"written" | "taken">;
  /** Whether the bucket had no Object Lock, so that what was put is not locked. */
  unlocked(): boolean;
  close(): void;
}
