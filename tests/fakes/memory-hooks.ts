import type { Listed } from "../../lib/backup/mirrors/mirror.ts";

interface ReadCall {
  /** The how-manieth read of this mirror, from 1. */
  readonly nth: number;
  readonly key: string;
  readonly version: string;
}

type Answer<T> = T | undefined | Promise<T | undefined>;

/** What can be made to go wrong with a memory mirror. A hook may throw; what it returns replaces the honest answer. */
export interface MemoryHooks {
  readonly list?: (honest: readonly Listed[], call: { readonly nth: number }) => Answer<readonly Listed[]>;
  readonly read?: (honest: Uint8Array, call: ReadCall) => Answer<Uint8Array>;
  /** Runs before anything is stored. */
  readonly write?: (
    bytes: Uint8Array,
    call: { readonly nth: number; readonly key: string },
  ) => void | Promise<void>;
}

/** Throws at the calls that are named, from 1; at all of them when none is. */
export function failing(error: Error, ...nths: readonly number[]) {
  return (_: unknown, { nth }: { readonly nth: number }): undefined => {
    if (nths.length === 0 || nths.includes(nth)) throw error;
  };
}

/** Flips one bit of what is read from keys that match: by default the lowest of the byte in the middle. */
export function flipping(keys: RegExp, byteAt?: number, bit = 0) {
  return (bytes: Uint8Array, { key }: { readonly key: string }): Uint8Array => {
    if (!keys.test(key) || bytes.length === 0) return bytes;
    const at = byteAt ?? bytes.length >> 1;
    return bytes.map((byte, index) => (index === at ? byte ^ (1 << bit) : byte));
  };
}

/** Cuts what is read from keys that match after `length` bytes. */
export function truncating(keys: RegExp, length: number) {
  return (bytes: Uint8Array, { key }: { readonly key: string }): Uint8Array =>
    keys.test(key) ? bytes.subarray(0, length) : bytes;
}

/** Leaves keys that match out of listings. */
export function hiding(keys: RegExp) {
  return (honest: readonly Listed[]): readonly Listed[] => honest.filter(({ key }) => !keys.test(key));
}

/** Lets a hook act the first time only. */
export function once<Value, Call, Result>(hook: (value: Value, call: Call) => Result) {
  let done = false;
  return (value: Value, call: Call): Result | undefined => {
    if (done) return undefined;
    done = true;
    return hook(value, call);
  };
}
