import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { time } from "../measure.ts";
import type { Installed } from "../peers/python.ts";
import type { Case } from "./cases.ts";
import { emulatedEnvironment } from "./emulated.ts";

const checks = ["iam_inline_policy_allows_privilege_escalation", "iam_policy_allows_privilege_escalation"];
// What Prowler ends with when a check failed somewhere; where none did in all cases, its list of actions is broken.
const failed = 3;

interface Finding {
  readonly status_code: string;
  readonly resources: readonly { readonly uid: string; readonly name: string }[];
}

/** The cases of which Prowler’s checks for privilege escalation fail an inline policy of the goer. */
export async function namedByProwler(
  tool: Installed,
  {
    cases,
    folder,
    endpoint,
    account,
  }: {
    readonly cases: readonly Case[];
    readonly folder: string;
    readonly endpoint: string;
    readonly account: string;
  },
): Promise<ReadonlySet<Case>> {
  mkdirSync(folder, { recursive: true });
  const line = `${tool.program("prowler")} aws --checks ${checks.join(" ")} --region us-east-1 --no-banner --output-formats json-ocsf --output-directory . --output-filename cases`;
  await time(`${emulatedEnvironment(endpoint, account)} ${line}`, folder, failed);
  const findings = JSON.parse(readFileSync(join(folder, "cases.ocsf.json"), "utf8")) as readonly Finding[];
  const named = new Set(
    findings
      .filter(({ status_code: status }) => status === "FAIL")
      .flatMap(({ resources }) => resources.map(({ uid }) => uid)),
  );
  return new Set(cases.filter(({ goer }) => named.has(goer)));
}
