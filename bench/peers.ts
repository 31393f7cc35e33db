import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Go age, from PATH or built once by its own package manager; `undefined` where neither works. */
export function findAge(cache: string): string | undefined {
  const onPath = spawnSync("age", ["--version"], { encoding: "utf8" });
  if (onPath.status === 0 && /^v?1\.[3-9]/.test(onPath.stdout.trim())) return "age";
  const built = join(cache, "age");
  if (existsSync(built)) return built;
  const go = spawnSync("go", ["install", "filippo.io/age/cmd/age@v1.3.2"], {
    env: { ...process.env, GOBIN: cache },
    stdio: "ignore",
  });
  return go.status === 0 && existsSync(built) ? built : undefined;
}

export function has(program: string): boolean {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0;
}
