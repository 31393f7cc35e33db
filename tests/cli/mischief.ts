/** What may befall a mirror, done to one in a session's folder. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Session } from "./session.ts";

/** The folder of a set, such as `a/sets/00000003`. */
export function setFolder(mirror: string, sequence: number): string {
  return join(mirror, "sets", String(sequence).padStart(8, "0"));
}

/** The parts of a set in their order, as paths inside the session's folder. */
export function partsOf(session: Session, mirror: string, sequence: number): readonly string[] {
  const folder = setFolder(mirror, sequence);
  const parts = readdirSync(session.path(folder)).filter((name) => name.startsWith("part-"));
  return parts.toSorted().map((name) => join(folder, name));
}

/** Turns the last bit of a file, or of the byte at `at`. */
export function flipBit(session: Session, file: string, at = -1): void {
  const bytes = readFileSync(session.path(file));
  const index = at < 0 ? bytes.length + at : at;
  bytes[index] = bytes[index]! ^ 1;
  writeFileSync(session.path(file), bytes);
}

export function remove(session: Session, ...names: readonly string[]): void {
  for (const name of names) rmSync(session.path(name), { recursive: true });
}

/** Breaks the signature of a set's manifest. */
export function spoilManifest(session: Session, mirror: string, sequence: number): void {
  const path = session.path(setFolder(mirror, sequence), "manifest.json");
  const envelope = JSON.parse(readFileSync(path, "utf8")) as { payload: string };
  const payload = Buffer.from(envelope.payload, "base64")
    .toString()
    .replace(/"voters":\d+/, '"voters":7');
  writeFileSync(path, JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString("base64") }));
}
