import { baseFaults } from "../../lib/base/base-faults.ts";
import { failure } from "../../lib/base/faults.ts";
import { mirrorFaults } from "../../lib/backup/mirrors/mirror-faults.ts";
import type { Listed, Mirror, MirrorNote, Place } from "../../lib/backup/mirrors/mirror.ts";
import { compareKeys, keySegments } from "../../lib/backup/mirrors/object-key.ts";
import type { MemoryHooks } from "./memory-hooks.ts";

interface StoredVersion {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly keepUntil: Date | undefined;
}

interface Stored {
  readonly kind: Listed["kind"];
  /** Oldest first. */
  readonly versions: readonly StoredVersion[];
  readonly deleted: boolean;
}

export interface MemoryOptions {
  readonly url?: string;
  /** The id of its place; two mirrors are in two places unless they are given one. */
  readonly place?: string;
  /** Keep what is written over, as a bucket with versions does; default. A folder does not. */
  readonly versioned?: boolean;
  /** Whether retention is kept; without a lock a note says so. Default true. */
  readonly lock?: boolean;
}

/** A mirror in memory, and what somebody else can do to its store behind its back. */
export interface MemoryMirror extends Mirror {
  /** What goes wrong; may be set and cleared at any time. */
  hooks: MemoryHooks;
  /** Puts bytes under a key whether or not it exists: a new version, or, without versions, in place of the old. */
  plant(key: string, bytes: Uint8Array): void;
  /** Puts something that is no object in place of a key. */
  plantKind(key: string, kind: "folder" | "link" | "device"): void;
  /** Deletes a key: a delete marker over its versions, or, without versions, for good. */
  remove(key: string): void;
  /** Takes a key away with all its versions, as an expired retention allows. */
  erase(key: string): void;
  /** The newest bytes of a key; `undefined` when it is not there or deleted. */
  peek(key: string): Uint8Array | undefined;
  keys(): readonly string[];
  /** The retention of each of a key's versions, oldest first. */
  keptUntil(key: string): readonly (Date | undefined)[];
  /** A second mirror on the same store, without hooks. */
  reopen(): MemoryMirror;
}

let made = 0;

export function memoryMirror(options: MemoryOptions = {}): MemoryMirror {
  return onStore(new Map(), { url: `memory:${++made}`, versioned: true, lock: true, ...options });
}

type Settings = MemoryOptions & { readonly url: string; readonly versioned: boolean; readonly lock: boolean };

function onStore(store: Map<string, Stored>, settings: Settings): MemoryMirror {
  const { url, versioned, lock } = settings;
  const notes = new Set<MirrorNote["code"]>();
  const calls = { list: 0, read: 0, write: 0 };
  let written = 0;
  const changed = (key: string) => failure(mirrorFaults["object-changed"], { key, url });

  const add = (key: string, bytes: Uint8Array, keepUntil?: Date) => {
    const before = versioned ? (store.get(key)?.versions ?? []) : [];
    const version = {
      id: versioned ? `v${before.length + 1}-${++written}` : "",
      bytes: new Uint8Array(bytes),
      keepUntil,
    };
    store.set(key, { kind: "object", versions: [...before, version], deleted: false });
  };
  const newest = (key: string) =>
    store.get(key)?.deleted === false ? store.get(key)?.versions.at(-1)?.bytes : undefined;

  return {
    url,
    hooks: {},
    async place(): Promise<Place> {
      const id = settings.place ?? url;
      return { id, kind: "bucket", label: { en: `memory ${id}`, fr: `mémoire ${id}` } };
    },
    async *list() {
      const honest = [...store].map(([key, { kind, versions, deleted }]): Listed => {
        return {
          key,
          kind,
          versions: versions.map(({ id, bytes }) => ({ id, bytes: bytes.length })),
          deleted,
        };
      });
      honest.sort((a, b) => compareKeys(a.key, b.key));
      yield* (await this.hooks.list?.(honest, { nth: ++calls.list })) ?? honest;
    },
    async read(key, version, limit) {
      keySegments(key, url);
      const nth = ++calls.read;
      const found = store.get(key)?.versions.find(({ id }) => id === version);
      if (found === undefined) throw changed(key);
      const copy = new Uint8Array(found.bytes);
      const bytes = (await this.hooks.read?.(copy, { nth, key, version })) ?? copy;
      if (bytes.length > limit) throw changed(key);
      return bytes;
    },
    async write(key, bytes, { keepUntil, signal, replace = false }) {
      keySegments(key, url);
      if (signal.aborted) throw failure(baseFaults.interrupted);
      await this.hooks.write?.(bytes, { nth: ++calls.write, key });
      const stored = store.get(key);
      if (stored !== undefined && !stored.deleted && !replace) {
        if (stored.versions.some((version) => Buffer.compare(version.bytes, bytes) === 0)) return "same";
        throw failure(mirrorFaults["object-exists"], { key, url });
      }
      if (keepUntil !== undefined && !lock) notes.add("no-object-lock");
      add(key, bytes, lock ? keepUntil : undefined);
      return "written";
    },
    async takeBack(key) {
      keySegments(key, url);
      if (!versioned) store.delete(key);
      return !versioned;
    },
    notes: () => [...notes].sort().map((code) => ({ code })),
    close: async () => {},
    plant: add,
    plantKind: (key, kind) => void store.set(key, { kind, versions: [], deleted: false }),
    remove(key) {
      const stored = store.get(key);
      if (stored === undefined) return;
      if (versioned) store.set(key, { ...stored, deleted: true });
      else store.delete(key);
    },
    erase: (key) => void store.delete(key),
    peek: (key) => newest(key)?.slice(),
    keys: () => [...store.keys()].sort(compareKeys),
    keptUntil: (key) => (store.get(key)?.versions ?? []).map(({ keepUntil }) => keepUntil),
    reopen: () => onStore(store, settings),
  };
}
