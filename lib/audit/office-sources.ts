import type { Condition } from "../iam/landscape.ts";
import type { CheckInput } from "./check.ts";
import { accountIn } from "./facts.ts";
import { ownAccounts } from "./holders.ts";

/** What is the office’s, as conditions name it. */
export interface Office {
  /** Ids of its accounts. */
  readonly own: ReadonlySet<string>;
  /** ARNs of its buckets that were seen: an ARN of a bucket bears no account. */
  readonly buckets: ReadonlySet<string>;
  /** Id of its organisation, where one was read. */
  readonly organization?: string;
}

export function officeOf({ snapshot, contract }: Pick<CheckInput, "snapshot" | "contract">): Office {
  const organization = snapshot.organization?.id;
  return {
    own: ownAccounts(snapshot.accounts, contract),
    buckets: new Set(snapshot.accounts.flatMap(({ buckets }) => (buckets ?? []).map(({ arn }) => arn))),
    ...(organization === undefined ? {} : { organization }),
  };
}

/**
 * True when one condition lets an AWS service in only while it acts for the office (IAM User Guide, “The confused
 * deputy problem”; KMS Developer Guide, “AWS KMS condition keys”). `kms:ViaService` alone says which service, not for
 * whom.
 */
export function actsForOffice(conditions: readonly Condition[], office: Office): boolean {
  return conditions.some((condition) => isExact(condition) && pins(condition, office));
}

const exact = new Set(["StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike"]);

/** A positive comparison that fails when its key is absent, with values that were understood. */
export function isExact({ operator, ifExists, quantifier, values, problem }: Condition): boolean {
  return (
    exact.has(operator) &&
    !ifExists &&
    quantifier !== "ForAllValues" &&
    problem === undefined &&
    values.length > 0
  );
}

function pins({ operator, key, values }: Condition, { own, buckets, organization }: Office): boolean {
  const all = (test: (text: string) => boolean): boolean => values.every(({ text }) => test(text));
  switch (key) {
    case "aws:sourceaccount":
    case "kms:calleraccount":
      return all((text) => own.has(text) || text.toLowerCase() === "${aws:resourceaccount}");
    case "aws:sourceorgid":
      return all((text) => text === organization || text.toLowerCase() === "${aws:resourceorgid}");
    case "aws:sourcearn":
      return all((text) => buckets.has(text) || isOf(own, text, operator));
    default:
      // What CloudTrail and CloudWatch Logs encrypt bears the ARN that they do it for.
      return key.startsWith("kms:encryptioncontext:") && all((text) => isOf(own, text, operator));
  }
}

/** In a string a wildcard runs on over colons: before the account only the region may be one, which no name can imitate. */
function isOf(own: ReadonlySet<string>, arn: string, operator: string): boolean {
  if (!own.has(accountIn(arn) ?? "")) return false;
  return operator.startsWith("Arn") || !/[*?]/.test(arn.split(":", 3).join(""));
}
