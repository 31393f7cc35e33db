import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** The top of the repository. */
export const top = join(import.meta.dirname, "../..");

/** Paths from the top, with forward slashes, of files that match; sorted. */
export function files(...patterns: readonly string[]): readonly string[] {
  return globSync([...patterns], { cwd: top })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !/(^|\/)(node_modules|demo-out|dist|\.cache|work)\//.test(path))
    .toSorted();
}

/** Every source file of ours. */
export function sources(): readonly string[] {
  return files("*.ts", "{bin,lib,checks,tests,bench}/**/*.ts");
}

export function textOf(path: string): string {
  return readFileSync(join(top, path), "utf8");
}

/**
 * What a source imports, static, dynamic, re-exported or only as a type. Our own files come as paths from the top,
 * packages by their names.
 */
export function importsOf(path: string, text: string): readonly string[] {
  const line =
    /(?:^|[;{}\s])(?:import|export)\s(?:[^"';]*?\sfrom\s*)?"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/gm;
  return [...text.matchAll(line)].map((match) => {
    const specifier = (match[1] ?? match[2])!;
    if (!specifier.startsWith(".")) return specifier;
    return relative(top, join(top, dirname(path), specifier)).replaceAll("\\", "/");
  });
}
