import { policyDiff } from "../../audit/policy-diff.ts";
import type { PolicyEdit } from "../../iam/repair/request.ts";

const nothing = "/dev/null";

/**
 * What changes in a policy, as a unified diff of its pretty-printed JSON; `undefined` where its text stays as it is, or
 * is too long to be compared.
 */
export function editDiff({ policy, change, before, after }: PolicyEdit): string | undefined {
  const name = policy.replaceAll(/[\r\n]/g, " ");
  if (change === "detached") return undefined;
  if (before === null) return oneSided(nothing, name, "+", after);
  if (after === null) return oneSided(name, nothing, "-", before);
  return policyDiff(name, before, after);
}

function oneSided(old: string, fresh: string, mark: "+" | "-", json: unknown): string {
  const lines = JSON.stringify(json, null, 2).split("\n");
  const [range, none] = [`1,${lines.length}`, "0,0"];
  const hunk = mark === "+" ? `@@ -${none} +${range} @@` : `@@ -${range} +${none} @@`;
  return [`--- ${old}`, `+++ ${fresh}`, hunk, ...lines.map((line) => mark + line)].join("\n");
}
