import { expect } from "vitest";
import type { VerifyResult } from "../../lib/backup/state/result.ts";
import { noon } from "./office.ts";
import type { Session } from "./session.ts";

/** What `verify` says: its exit code, and the code of every problem and note of every mirror, each once. */
export async function judged(session: Session, args: readonly string[], now = noon) {
  const { exit, stdout, stderr } = await session.run([...args, "--json", "--now", now]);
  // A remark may stand there, a line of JSON; nothing else.
  expect(stderr).toMatch(/^(\{"format":"rollward\/remark@1",.+\}\n)*$/);
  const { mirrors } = JSON.parse(stdout) as VerifyResult;
  const codes = (kind: "problems" | "notes") =>
    mirrors.map((mirror) => [...new Set(mirror[kind].map(({ code }) => code))]);
  return { exit, problems: codes("problems"), notes: codes("notes") };
}
