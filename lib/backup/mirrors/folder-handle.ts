import { constants, existsSync } from "node:fs";
import { lstat, open, type FileHandle } from "node:fs/promises";
import { systemCode } from "../../base/files.ts";

/** An open folder. Names below `path` are looked up in this very folder, whatever its name leads to meanwhile. */
export interface Folder {
  readonly path: string;
  /** Makes names that were added or removed here durable. */
  sync(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

// Node has no openat(2). On Linux `/proc/self/fd/N/name` is the same thing: a folder that is swapped for a link
// after we opened it cannot lead us out. Elsewhere a swap between look and use remains possible; what it could
// gain is little, since everything read is judged by signature and digest.
const anchored = existsSync("/proc/self/fd");

const folderOnly = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0);

/** Opens the folder at `path`, which a person named: links on the way are followed. Throws system errors. */
export const openRoot = (path: string): Promise<Folder> => openAt(path, folderOnly);

/** Opens the folder `name` in `parent`; a link in its place is `ENOTDIR` or `ELOOP`. Throws system errors. */
export async function openChild(parent: Folder, name: string): Promise<Folder> {
  const path = `${parent.path}/${name}`;
  if (!(await lstat(path)).isDirectory()) throw Object.assign(new Error("not a folder"), { code: "ENOTDIR" });
  return openAt(path, folderOnly | (constants.O_NOFOLLOW ?? 0));
}

/** Opens the folder that `names` lead to from the root, one by one, none of them through a link. */
export async function openDown(root: string, names: readonly string[]): Promise<Folder> {
  let folder = await openRoot(root);
  for (const name of names) {
    await using parent = folder;
    folder = await openChild(parent, name);
  }
  return folder;
}

async function openAt(path: string, flags: number): Promise<Folder> {
  if (process.platform === "win32")
    return { path, sync: async () => {}, [Symbol.asyncDispose]: async () => {} };
  const handle = await open(path, flags);
  return {
    path: anchored ? `/proc/self/fd/${handle.fd}` : path,
    sync: () => syncFolder(handle),
    [Symbol.asyncDispose]: () => handle.close(),
  };
}

// Some network file systems cannot sync a folder and say EINVAL or ENOTSUP; a disk's EIO must be heard.
async function syncFolder(handle: FileHandle): Promise<void> {
  try {
    await handle.sync();
  } catch (cause) {
    if (!["EINVAL", "ENOTSUP"].includes(systemCode(cause))) throw cause;
  }
}
