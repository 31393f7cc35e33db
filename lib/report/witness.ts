import type { Finding } from "../audit/finding.ts";

/** The request that shows a finding, as facts in a fixed order; the names are those of the JSON report. */
export function witnessFacts({ witness }: Finding): Readonly<Record<string, unknown>> | undefined {
  if (witness === undefined) return undefined;
  const { principal, action, resource, context } = witness;
  return { principal, action, resource, ...(context === undefined ? {} : { context }) };
}

/** The statements that allow the request, one text each, such as `arn:…/policy/x, statement 0`. */
export function witnessStatements({ witness }: Finding): readonly string[] {
  return (witness?.by ?? []).map(({ policy, statement, effect }) => `${effect} ${policy} [${statement}]`);
}
