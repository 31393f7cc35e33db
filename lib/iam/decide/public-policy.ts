import { isAccountId } from "../arn.ts";
import { parseNetwork } from "../conditions/ip.ts";
import type { Condition, Policy, Statement } from "../landscape.ts";
import { all, any, unknown, type Truth } from "../truth.ts";

const known = new WeakMap<Policy, Truth>();

/**
 * Is a bucket's policy public? S3 takes it to be, unless every allow is to fixed principals or asks for a fixed value
 * of one of some keys: one without wildcard or variable (S3 User Guide, "The meaning of public").
 */
export function isPublic(policy: Policy): Truth {
  const before = known.get(policy);
  if (before !== undefined) return before;
  const found = policy.problem === undefined ? any(policy.statements, opens) : unknown(policy.problem);
  known.set(policy, found);
  return found;
}

const doubt = unknown("whether S3 takes the bucket's policy for public is not known");

function opens({ effect, principals, conditions, problem }: Statement): Truth {
  if (effect === "Deny") return false;
  if (problem !== undefined || principals === undefined || principals.negated) return doubt;
  const everybody = any(principals.of, ({ kind }) => (kind === "unclear" ? doubt : kind === "everyone"));
  if (everybody === false) return false;
  const open = all(conditions, (condition) => leavesOpen(condition));
  return open === true ? everybody : open;
}

/** AWS's page names these keys. */
const fixing: ReadonlySet<string> = new Set([
  "aws:principalorgid",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
]);
/** It names “an AWS principal” too, and not by which keys. */
const perhaps = /^aws:(principal|source|federatedprovider|vpcsourceip)/;
const plainOperators: ReadonlySet<string> = new Set(["StringEquals", "StringLike", "ArnEquals", "ArnLike"]);

/** False: the condition keeps the statement from being public. */
function leavesOpen(condition: Condition): Truth {
  const { operator, key, values, quantifier, ifExists, problem } = condition;
  const address = key === "aws:sourceip";
  if (!fixing.has(key) && !address && !perhaps.test(key)) return true;
  if (problem !== undefined || operator === "Null" || operator.includes("Not"))
    return problem === undefined || doubt;
  const fixes =
    values.length > 0 && values.every((value) => (address ? isNarrow(value.text) : isFixed(key, value.text)));
  if (!fixes) return true;
  const plain = address ? operator === "IpAddress" : plainOperators.has(operator) && fixing.has(key);
  return plain && quantifier === undefined && !ifExists ? false : doubt;
}

function isFixed(key: string, text: string): boolean {
  // "When used in a bucket policy, this value can contain a wildcard for the access point name", with a fixed account.
  const asked = key === "s3:dataaccesspointarn" ? accountOf(text) : text;
  return asked !== undefined && !/[*?]|\$\{/.test(asked) && !(key === "aws:userid" && asked.endsWith(":"));
}

function accountOf(arn: string): string | undefined {
  const account = arn.split(":")[4] ?? "";
  return isAccountId(account) ? account : undefined;
}

/** Not "very broad": at least /8, or /32 for IPv6. */
function isNarrow(text: string): boolean {
  const network = parseNetwork(text);
  return network !== undefined && network.prefix >= (network.width === 32 ? 8 : 32);
}
