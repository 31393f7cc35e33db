/** A sound mirror of three sets that one act breaks: names of its files, and how to get at them. */
import { copyFileSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KeyObject } from "node:crypto";
import { signEnvelope, parseEnvelope } from "../../../lib/backup/dsse.ts";
import { guideName, manifestName, setFolder } from "../../../lib/backup/layout.ts";
import {
  decodeManifest,
  encodeManifest,
  manifestHash,
  manifestType,
  type Manifest,
} from "../../../lib/backup/manifest.ts";
import { office } from "../office.ts";

export interface Stage {
  /** The folder that holds the mirrors `a` and `b`, with room beside them. */
  readonly folder: string;
  /** The mirror, and a second one that is as sound. */
  readonly a: string;
  readonly b: string;
}

export const folderOf = (mirror: string, sequence: number) => join(mirror, setFolder(sequence));
export const manifestOf = (mirror: string, sequence: number) =>
  join(folderOf(mirror, sequence), manifestName);
export const guideOf = (mirror: string, sequence: number) => join(folderOf(mirror, sequence), guideName);

/** The file of a part, counted from 0: Birchmere, Quillmoor, Érablefell. */
export function partOf(mirror: string, sequence: number, index: number): string {
  return join(folderOf(mirror, sequence), readManifest(mirror, sequence).parts[index]!.file);
}

export function readManifest(mirror: string, sequence: number): Manifest {
  const manifest = decodeManifest(payloadOf(readFileSync(manifestOf(mirror, sequence), "utf8")));
  if (!("parts" in manifest)) throw new Error("no manifest to begin with");
  return manifest;
}

export function hashOf(mirror: string, sequence: number): string {
  return manifestHash(payloadOf(readFileSync(manifestOf(mirror, sequence), "utf8")));
}

function payloadOf(envelope: string): Uint8Array {
  return parseEnvelope(envelope)!.payload;
}

/** Changes what the manifest says and signs it, as whoever holds `key` could: by default the office's own sealer. */
export function resign(
  mirror: string,
  sequence: number,
  change: (manifest: Manifest) => object = (same) => same,
  key: KeyObject = office.signingKey,
): void {
  const payload = encodeManifest(change(readManifest(mirror, sequence)) as Manifest);
  writeFileSync(manifestOf(mirror, sequence), signEnvelope(manifestType, payload, [key]));
}

/** Edits the envelope's JSON without signing it again. */
export function editEnvelope(
  mirror: string,
  sequence: number,
  edit: (text: string) => string | Uint8Array,
): void {
  const path = manifestOf(mirror, sequence);
  writeFileSync(path, edit(readFileSync(path, "utf8")));
}

/** Flips one bit; `at` counts from the end when negative. */
export function flip(path: string, at: number, bit = 0): void {
  const bytes = readFileSync(path);
  bytes[at < 0 ? bytes.length + at : at]! ^= 1 << bit;
  writeFileSync(path, bytes);
}

export function cut(path: string, by: number): void {
  writeFileSync(path, readFileSync(path).subarray(0, statSync(path).size - by));
}

export function append(path: string, text: string): void {
  writeFileSync(path, text, { flag: "a" });
}

export const empty = (path: string) => writeFileSync(path, "");
export const remove = (path: string) => rmSync(path, { recursive: true });

export function swap(one: string, other: string): void {
  const aside = `${one.replace(/\/$/, "")}.aside`;
  renameSync(one, aside);
  renameSync(other, one);
  renameSync(aside, other);
}

/** Moves a file or folder out of the mirror; gives where it is now. */
export function moveOut(stage: Stage, path: string): string {
  const outside = join(stage.folder, "outside");
  renameSync(path, outside);
  return outside;
}

export const copy = copyFileSync;
