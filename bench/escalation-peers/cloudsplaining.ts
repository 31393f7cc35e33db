import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { replyOf } from "../accounts/reply.ts";
import { time } from "../measure.ts";
import type { Installed } from "../peers/python.ts";
import { togetherOf, type Case } from "./cases.ts";

interface PolicyResult {
  readonly PrivilegeEscalation?: { readonly findings: readonly unknown[] };
  readonly ResourceExposure?: { readonly findings: readonly unknown[] };
}
interface Results {
  readonly inline_policies: Readonly<Record<string, PolicyResult>>;
  readonly users: Readonly<Record<string, Holder>>;
  readonly roles: Readonly<Record<string, Holder>>;
}
interface Holder {
  readonly arn: string;
  readonly inline_policies: Readonly<Record<string, string>>;
}

/**
 * The cases that `cloudsplaining scan` names: privilege escalation by an inline policy of the goer, or, where what is
 * gained is a resource, exposure of resources.
 *
 * @param flags of the scan, such as `--flag-all-risky-actions`
 */
export async function namedByCloudsplaining(
  tool: Installed,
  {
    cases,
    folder,
    flags,
  }: { readonly cases: readonly Case[]; readonly folder: string; readonly flags: string },
): Promise<ReadonlySet<Case>> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cases.json"), JSON.stringify(replyOf(togetherOf(cases))));
  const scan = `${tool.program("cloudsplaining")} scan --input-file cases.json --output . --skip-open-report ${flags}`;
  await time(scan, folder);
  const results = JSON.parse(readFileSync(join(folder, "iam-results-cases.json"), "utf8")) as Results;
  const found = new Map<string, { escalates: boolean; exposes: boolean }>();
  for (const { arn, inline_policies: own } of [
    ...Object.values(results.users),
    ...Object.values(results.roles),
  ]) {
    const policies = Object.keys(own).map((id) => results.inline_policies[id]);
    found.set(arn, {
      escalates: policies.some((each) => (each?.PrivilegeEscalation?.findings.length ?? 0) > 0),
      exposes: policies.some((each) => (each?.ResourceExposure?.findings.length ?? 0) > 0),
    });
  }
  return new Set(
    cases.filter(({ goer, path }) => {
      const of = found.get(goer);
      return of?.escalates || (path.gains.kind === "resource-opened" && of?.exposes);
    }),
  );
}
