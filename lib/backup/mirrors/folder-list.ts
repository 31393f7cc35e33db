import type { Stats } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { systemCode } from "../../base/files.ts";
import { openChild, openRoot, type Folder } from "./folder-handle.ts";
import type { Listed } from "./mirror.ts";

interface Entry {
  /** Raw bytes: names in folders need not be UTF-8. */
  readonly name: Buffer;
  readonly stat: Stats;
}

/**
 * Everything below `sets` in the folder `root`, two levels deep, as `Mirror.list`: one set's folder after the
 * other, so that memory holds the names of one. A folder inside a set's folder is named and not entered.
 * Throws system errors.
 */
export async function* listBelow(root: string): AsyncGenerator<Listed> {
  await using top = await openRoot(root);
  const place = await lstatIfThere(top, Buffer.from("sets"));
  if (place === undefined) return;
  if (!place.isDirectory()) {
    yield listed("sets", place);
    return;
  }
  await using sets = await openUnlessSwapped(top, "sets");
  if (sets === undefined) {
    yield swapped("sets");
    return;
  }
  for (const { name, stat } of await entries(sets)) {
    const text = name.toString("utf8");
    // A folder whose name is not UTF-8 cannot be opened by name; it holds nothing of ours.
    if (!stat.isDirectory() || !Buffer.from(text).equals(name)) yield listed(`sets/${text}`, stat);
    else yield* listSet(sets, text);
  }
}

async function* listSet(sets: Folder, set: string): AsyncGenerator<Listed> {
  await using folder = await openUnlessSwapped(sets, set);
  if (folder === undefined) {
    yield swapped(`sets/${set}`);
    return;
  }
  for (const { name, stat } of await entries(folder, "flat"))
    yield listed(`sets/${set}/${name.toString("utf8")}`, stat);
}

/** What is in a folder, in the order of keys: where a folder is entered, its keys go on with a slash. */
async function entries(folder: Folder, depth: "entered" | "flat" = "entered"): Promise<readonly Entry[]> {
  const found: { readonly entry: Entry; readonly order: Buffer }[] = [];
  for (const name of await readdir(folder.path, { encoding: "buffer" })) {
    const stat = await lstatIfThere(folder, name);
    if (stat === undefined) continue;
    const slash = depth === "entered" && stat.isDirectory() ? "/" : "";
    found.push({ entry: { name, stat }, order: Buffer.from(name.toString("utf8") + slash) });
  }
  return found.sort((a, b) => Buffer.compare(a.order, b.order)).map(({ entry }) => entry);
}

async function lstatIfThere(folder: Folder, name: Buffer): Promise<Stats | undefined> {
  try {
    return await lstat(Buffer.concat([Buffer.from(`${folder.path}/`), name]));
  } catch (cause) {
    if (systemCode(cause) === "ENOENT") return undefined;
    throw cause;
  }
}

async function openUnlessSwapped(parent: Folder, name: string): Promise<Folder | undefined> {
  try {
    return await openChild(parent, name);
  } catch (cause) {
    if (["ENOENT", "ENOTDIR", "ELOOP"].includes(systemCode(cause))) return undefined;
    throw cause;
  }
}

/** A folder that became something else between two looks: no honest writer does that. */
const swapped = (key: string): Listed => ({ key, kind: "link", versions: [], deleted: false });

function listed(key: string, stat: Stats): Listed {
  const kind = kindOf(stat);
  const versions = kind === "object" ? [{ id: "", bytes: stat.size }] : [];
  return { key, kind, versions, deleted: false };
}

function kindOf(stat: Stats): Listed["kind"] {
  if (stat.isFile()) return "object";
  if (stat.isDirectory()) return "folder";
  return stat.isSymbolicLink() ? "link" : "device";
}
