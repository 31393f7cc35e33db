/** Folders, links and pipes in place of plain files and folders. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BrokenSet } from "./broken-set.ts";
import { folderOf, guideOf, manifestOf, moveOut, partOf, remove, type Stage } from "./stage.ts";

type Put = (stage: Stage, path: string) => void;

const folder: Put = (_, path) => {
  remove(path);
  mkdirSync(path);
};

/** A link to the very bytes that belong there: still nothing that a seal makes. */
const link: Put = (stage, path) => symlinkSync(moveOut(stage, path), path);

const dangling: Put = (stage, path) => {
  remove(path);
  symlinkSync(join(stage.folder, "nowhere"), path);
};

const pipe: Put = (_, path) => {
  remove(path);
  execFileSync("mkfifo", [path]);
};

const file: Put = (_, path) => {
  remove(path);
  writeFileSync(path, "x");
};

const part = { problems: ["part-kind"], exit: 4, restore: "restore-part" } as const;
const manifest = { problems: ["manifest-kind"], exit: 4, restore: "restore-newest-broken" } as const;
const guide = { problems: ["guide-missing"], exit: 4, restore: 3 } as const;
const needs = "posix";

export const brokenKinds: readonly BrokenSet[] = [
  { act: "a folder in place of a part", does: (on) => folder(on, partOf(on.a, 3, 0)), ...part },
  { act: "a link in place of a part", does: (on) => link(on, partOf(on.a, 3, 0)), ...part, needs },
  {
    act: "a link to nowhere in place of a part",
    does: (on) => dangling(on, partOf(on.a, 3, 0)),
    ...part,
    needs,
  },
  { act: "a pipe in place of a part", does: (on) => pipe(on, partOf(on.a, 3, 0)), ...part, needs },
  {
    act: "a pipe in place of a part of an older set",
    does: (on) => pipe(on, partOf(on.a, 1, 0)),
    ...part,
    restore: 3,
    needs,
  },
  { act: "a folder in place of the manifest", does: (on) => folder(on, manifestOf(on.a, 3)), ...manifest },
  { act: "a link in place of the manifest", does: (on) => link(on, manifestOf(on.a, 3)), ...manifest, needs },
  { act: "a pipe in place of the manifest", does: (on) => pipe(on, manifestOf(on.a, 3)), ...manifest, needs },
  {
    act: "a folder in place of an older manifest",
    does: (on) => folder(on, manifestOf(on.a, 2)),
    ...manifest,
    restore: 3,
  },
  { act: "a folder in place of the guide", does: (on) => folder(on, guideOf(on.a, 3)), ...guide },
  { act: "a link in place of the guide", does: (on) => link(on, guideOf(on.a, 3)), ...guide, needs },
  { act: "a pipe in place of the guide", does: (on) => pipe(on, guideOf(on.a, 3)), ...guide, needs },
  {
    act: "a link in place of the newest set",
    does: (on) => link(on, folderOf(on.a, 3).slice(0, -1)),
    ...manifest,
    needs,
  },
  {
    act: "a link in place of an older set",
    does: (on) => link(on, folderOf(on.a, 2).slice(0, -1)),
    ...manifest,
    restore: 3,
    needs,
  },
  {
    act: "a pipe in place of the newest set",
    does: (on) => pipe(on, folderOf(on.a, 3).slice(0, -1)),
    ...manifest,
    needs,
  },
  {
    act: "a file in place of a middle set",
    does: (on) => file(on, folderOf(on.a, 2).slice(0, -1)),
    problems: ["set-missing"],
    notes: ["unlisted-file"],
    exit: 4,
    restore: 3,
  },
  {
    act: "a file in place of the newest set",
    does: (on) => file(on, folderOf(on.a, 3).slice(0, -1)),
    seen: true,
    problems: ["rolled-back"],
    notes: ["unlisted-file"],
    exit: 4,
    restore: "restore-rolled-back",
  },
  { act: "a link in place of all sets", does: (on) => link(on, join(on.a, "sets")), ...manifest, needs },
  { act: "a pipe in place of all sets", does: (on) => pipe(on, join(on.a, "sets")), ...manifest, needs },
  {
    act: "a file in place of all sets",
    does: (on) => file(on, join(on.a, "sets")),
    problems: ["mirror-empty"],
    notes: ["unlisted-file"],
    exit: 3,
    restore: "restore-nothing",
  },
];
