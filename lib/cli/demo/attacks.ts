/** What somebody who holds a mirror could do to it. Each acts on a folder that the demo has copied beforehand. */
import { cp, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

const newestSet = "sets/00000003";

/** Flips the lowest bit of the middle byte of a part. */
export async function flipBit(mirror: string): Promise<void> {
  const [part] = await partsOf(mirror);
  await using file = await open(part!, "r+");
  const at = Math.floor((await file.stat()).size / 2);
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, at);
  byte[0]! ^= 1;
  await file.write(byte, 0, 1, at);
}

/** Gives two parts each other's name. */
export async function swapParts(mirror: string): Promise<void> {
  const [one, other] = await partsOf(mirror);
  await rename(one!, `${one}.away`);
  await rename(other!, one!);
  await rename(`${one}.away`, other!);
}

/** Takes the newest set away. */
export async function rollBack(mirror: string): Promise<void> {
  await rm(join(mirror, newestSet), { recursive: true });
}

/** Puts a stranger's fourth set behind the office's third. */
export async function plantSet(mirror: string, forger: string): Promise<void> {
  await cp(join(forger, "sets/00000004"), join(mirror, "sets/00000004"), { recursive: true });
}

async function partsOf(mirror: string): Promise<readonly string[]> {
  const folder = join(mirror, newestSet);
  const names = await readdir(folder);
  return names
    .filter((name) => name.startsWith("part-"))
    .toSorted()
    .map((name) => join(folder, name));
}
