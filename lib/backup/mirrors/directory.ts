import { mkdir, rmdir, stat, unlink } from "node:fs/promises";
import { resolve } from "node:path";
import { failure } from "../../base/faults.ts";
import { systemCode } from "../../base/files.ts";
import { openDown } from "./folder-handle.ts";
import { listBelow } from "./folder-list.ts";
import { readBelow } from "./folder-read.ts";
import { writeBelow } from "./folder-write.ts";
import { mirrorFaults } from "./mirror-faults.ts";
import { createIt, systemTrouble, unreadable } from "./mirror-reasons.ts";
import type { Listed, Mirror, MirrorOptions, Place } from "./mirror.ts";
import { keySegments } from "./object-key.ts";

/**
 * A folder as mirror. What stands in it is not trusted: below the root no link is followed, and nothing but a plain
 * file is opened. Two folders on one device are one place; that two devices are one disk cannot be seen from here.
 *
 * @param url as the person wrote it; what errors call this mirror
 * @throws RollwardError mirror-missing, mirror-kind, mirror-unreadable
 */
export async function openDirectory(url: string, path: string, options: MirrorOptions): Promise<Mirror> {
  const root = resolve(path);
  if (options.create) await createRoot(root, url);
  await rootDevice(root, url);
  return {
    url,
    place: async () => placeOf(await rootDevice(root, url)),
    list: () => listDirectory(root, url),
    async read(key, version, limit) {
      const segments = keySegments(key, url);
      if (version !== "") throw failure(mirrorFaults["object-changed"], { key, url });
      return readBelow(root, url, segments, limit);
    },
    async write(key, bytes, { signal, replace = false }) {
      const segments = keySegments(key, url);
      if (replace) await takeBack(root, segments);
      return writeBelow(root, url, segments, bytes, signal);
    },
    takeBack: async (key) => takeBack(root, keySegments(key, url)),
    notes: () => [],
    close: async () => {},
  };
}

/** Makes the folder, not those above it: a disk that is not mounted must not be replaced by a folder. */
async function createRoot(root: string, url: string): Promise<void> {
  try {
    await mkdir(root);
  } catch (cause) {
    const code = systemCode(cause);
    if (code === "EEXIST") return;
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw failure(mirrorFaults["mirror-missing"], { url, remedy: createParent }, cause);
    }
    throw failure(mirrorFaults["mirror-missing"], { url, remedy: notCreatable(code) }, cause);
  }
}

const createParent = {
  en: "nor does the folder above it: create that one, or connect the disk that holds it",
  fr: "ni le dossier qui le contiendrait : créez celui-ci ou branchez le disque qui le contient",
};

const notCreatable = (code: string) => ({
  en: `it cannot be created either (${code}): check the permissions and the space of the folder above it`,
  fr: `il ne peut pas non plus être créé (${code}) : vérifiez les droits et la place du dossier qui le contiendrait`,
});

async function rootDevice(root: string, url: string): Promise<number> {
  const found = await stat(root).catch((cause: unknown) => {
    const code = systemCode(cause);
    if (code === "ENOENT") throw failure(mirrorFaults["mirror-missing"], { url, remedy: createIt }, cause);
    if (code === "ENOTDIR") throw failure(mirrorFaults["mirror-kind"], { url }, cause);
    throw unreadable(url, systemTrouble(code), cause);
  });
  if (!found.isDirectory()) throw failure(mirrorFaults["mirror-kind"], { url });
  return found.dev;
}

async function* listDirectory(root: string, url: string): AsyncGenerator<Listed> {
  await rootDevice(root, url);
  try {
    yield* listBelow(root);
  } catch (cause) {
    throw unreadable(url, systemTrouble(systemCode(cause)), cause);
  }
}

function placeOf(device: number): Place {
  const label = { en: `device ${device} of this machine`, fr: `périphérique ${device} de cette machine` };
  return { id: `device:${device}`, kind: "device", label };
}

async function takeBack(root: string, segments: readonly string[]): Promise<boolean> {
  const folders = segments.slice(0, -1);
  try {
    await using folder = await openDown(root, folders);
    await unlink(`${folder.path}/${segments.at(-1) ?? ""}`);
    await folder.sync();
  } catch (cause) {
    if (systemCode(cause) !== "ENOENT") return false;
  }
  await removeIfEmpty(root, folders);
  return true;
}

async function removeIfEmpty(root: string, folders: readonly string[]): Promise<void> {
  const name = folders.at(-1);
  if (name === undefined || folders.length < 2) return;
  try {
    await using above = await openDown(root, folders.slice(0, -1));
    await rmdir(`${above.path}/${name}`);
  } catch {
    // Not empty, or gone already: either way there is nothing to take back.
  }
}
