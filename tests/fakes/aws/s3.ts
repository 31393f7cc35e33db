import { Readable } from "node:stream";
import { S3Client } from "@aws-sdk/client-s3";
import { vi } from "vitest";
import { callOf, ServiceError, type Call, type Command, type Hook } from "./calls.ts";

interface Version {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly modified: Date;
  readonly lock: { readonly mode: unknown; readonly until: unknown };
}

export interface MemoryS3 {
  readonly client: Pick<S3Client, "send">;
  readonly calls: readonly Call[];
  hook: Hook | undefined;
  /** Runs after a call took effect and before its reply: to lose replies. */
  after: Hook | undefined;
  /** Versions of each key of a bucket, oldest first. */
  bucket(name: string): Map<string, Version[]>;
  /** Puts bytes behind everybody's back. */
  plant(bucket: string, key: string, bytes: Uint8Array | string): void;
  /** The newest bytes of a key. */
  peek(bucket: string, key: string): Buffer | undefined;
}

/** S3 as far as the functions use it: buckets with versions; a lock in compliance mode on all but those named. */
export function memoryS3(options: { readonly unlocked?: readonly string[] } = {}): MemoryS3 {
  const buckets = new Map<string, Map<string, Version[]>>();
  const calls: Call[] = [];
  let moments = 0;
  const bucket = (name: string) => {
    const found = buckets.get(name) ?? new Map<string, Version[]>();
    buckets.set(name, found);
    return found;
  };
  const add = (name: string, key: string, bytes: Uint8Array, lock: Version["lock"]) => {
    const versions = bucket(name).get(key) ?? [];
    const modified = new Date(Date.UTC(2026, 0, 1) + ++moments * 1_000);
    versions.push({ id: `v${moments}`, bytes: Uint8Array.from(bytes), modified, lock });
    bucket(name).set(key, versions);
  };
  const memory: MemoryS3 = {
    client: { send: send as never },
    calls,
    hook: undefined,
    after: undefined,
    bucket,
    plant: (name, key, bytes) =>
      add(name, key, Buffer.from(bytes as string), { mode: undefined, until: undefined }),
    peek: (name, key) => {
      const newest = bucket(name).get(key)?.at(-1);
      return newest && Buffer.from(newest.bytes);
    },
  };
  return memory;

  async function send(command: Command): Promise<unknown> {
    const call = callOf(command);
    calls.push(call);
    await memory.hook?.(call, calls.length);
    const reply = answer(call);
    await memory.after?.(call, calls.length);
    return reply;
  }

  function answer({ command, input }: Call): unknown {
    const name = String(input["Bucket"]);
    const key = String(input["Key"]);
    switch (command) {
      case "HeadBucketCommand":
        return { BucketRegion: "ca-central-1" };
      case "GetObjectLockConfigurationCommand":
        if (options.unlocked?.includes(name) === true)
          throw new ServiceError("ObjectLockConfigurationNotFoundError", 404);
        return {
          ObjectLockConfiguration: {
            ObjectLockEnabled: "Enabled",
            Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 400 } },
          },
        };
      case "PutObjectCommand": {
        if (input["IfNoneMatch"] === "*" && bucket(name).has(key))
          throw new ServiceError("PreconditionFailed", 412);
        const lock = { mode: input["ObjectLockMode"], until: input["ObjectLockRetainUntilDate"] };
        add(name, key, input["Body"] as Uint8Array, lock);
        return { ETag: '"etag"', ChecksumSHA256: input["ChecksumSHA256"] };
      }
      case "HeadObjectCommand":
        return { ContentLength: versionOf(name, key, input["VersionId"]).bytes.length };
      case "GetObjectCommand": {
        const { bytes } = versionOf(name, key, input["VersionId"]);
        return { Body: Readable.from([Buffer.from(bytes)]), ContentLength: bytes.length, ETag: '"etag"' };
      }
      case "ListObjectVersionsCommand":
        return listVersions(name, String(input["Prefix"]));
      case "ListObjectsV2Command":
        return listFolders(name, String(input["Prefix"]));
      default:
        throw new Error(`${command} is not in this memory`);
    }
  }

  function versionOf(name: string, key: string, id: unknown): Version {
    const versions = bucket(name).get(key) ?? [];
    const found = id === undefined ? versions.at(-1) : versions.find((each) => each.id === id);
    if (found === undefined) throw new ServiceError("NoSuchKey", 404);
    return found;
  }

  function keysBelow(name: string, prefix: string): readonly string[] {
    const order = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));
    return [...bucket(name).keys()].filter((key) => key.startsWith(prefix)).toSorted(order);
  }

  function listVersions(name: string, prefix: string): unknown {
    const rows = keysBelow(name, prefix).flatMap((Key) =>
      bucket(name)
        .get(Key)!
        .toReversed()
        .map(({ id, bytes, modified }, index) => ({
          Key,
          VersionId: id,
          Size: bytes.length,
          LastModified: modified,
          IsLatest: index === 0,
        })),
    );
    return { Name: name, IsTruncated: false, Versions: rows };
  }

  function listFolders(name: string, prefix: string): unknown {
    const names = keysBelow(name, prefix).map((key) => key.slice(prefix.length));
    const inside = names
      .filter((rest) => rest.includes("/"))
      .map((rest) => `${prefix}${rest.split("/", 1)[0]!}/`);
    const found = [...new Set(inside)].map((Prefix) => ({ Prefix }));
    return { Name: name, IsTruncated: false, CommonPrefixes: found };
  }
}

/** Until `restore` is called, every client of S3 that anybody makes speaks to `memory`. */
export function interceptS3(memory: MemoryS3): { readonly restore: () => void } {
  const spy = vi.spyOn(S3Client.prototype, "send");
  spy.mockImplementation(((command: never) => memory.client.send(command)) as never);
  return { restore: () => spy.mockRestore() };
}
