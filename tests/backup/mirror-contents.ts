import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { verifyAt } from "./commands.ts";

/** Everything in a mirror, with its bytes: equal when nothing was touched. */
export const contents = (mirror: string) =>
  readdirSync(mirror, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => [path, readFileSync(path, "base64")]);

/** Every mirror verifies, with so many sets and nothing to remark. */
export async function allWell(now: string, mirrors: readonly string[], sets: number): Promise<void> {
  const result = await verifyAt(now, mirrors);
  expect(result.mirrors.map((each) => [each.sets, each.problems])).toEqual(mirrors.map(() => [sets, []]));
}
