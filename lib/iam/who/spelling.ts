import type { ContextValue, RequestContext } from "../access.ts";
import type { AskedAction } from "./action-sets.ts";
import type { Assigned } from "./solve-context.ts";

// IAM User Guide, "AWS global condition context keys": those that witnesses are likely to have, in AWS's spelling.
const globalKeys = (
  "CalledVia CalledViaFirst CalledViaLast CurrentTime EpochTime FederatedProvider MultiFactorAuthAge " +
  "MultiFactorAuthPresent PrincipalAccount PrincipalArn PrincipalIsAWSService PrincipalOrgID PrincipalOrgPaths " +
  "PrincipalServiceName PrincipalType Referer RequestedRegion ResourceAccount ResourceOrgID ResourceOrgPaths " +
  "SecureTransport SourceAccount SourceArn SourceIdentity SourceIp SourceOrgID SourceOrgPaths SourceVpc SourceVpce " +
  "TagKeys TokenIssueTime UserAgent ViaAWSService VpcSourceIp"
).split(" ");
const spelled = new Map(globalKeys.map((key) => [`aws:${key.toLowerCase()}`, `aws:${key}`]));
const prefixes = ["aws:PrincipalTag/", "aws:RequestTag/", "aws:ResourceTag/"];

/** The chosen keys as a request has them: in AWS’s spelling where it is known, a list of one as its one value. */
export function contextFrom(assigned: Assigned, action: AskedAction): RequestContext | undefined {
  if (assigned.size === 0) return undefined;
  const entries = [...assigned]
    .map(([key, values]): readonly [string, ContextValue] => [
      spelledKey(key, action),
      values.length === 1 ? values[0]! : values,
    ])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

/** A key in AWS’s spelling, where it is known. */
export function spelledKey(key: string, { fact }: AskedAction): string {
  return spelled.get(key) ?? fact?.conditionKeys.find((each) => each.toLowerCase() === key) ?? tagKey(key);
}

function tagKey(key: string): string {
  const prefix = prefixes.find((each) => key.startsWith(each.toLowerCase()));
  return prefix === undefined ? key : prefix + key.slice(prefix.length);
}
