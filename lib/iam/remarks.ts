import type { ActionIndex } from "../actions/action-index.ts";
import { globalKeys } from "./global-keys.ts";
import type { Landscape, Policy, Statement } from "./landscape.ts";

export interface Remark {
  /** As `StatementRef.policy`. */
  readonly policy: string;
  /** One sentence in plain English: the statement and what is odd about it. */
  readonly why: string;
}

/**
 * What is plain, and nobody can have meant: actions that no service has, by the data of this version, condition keys
 * that neither a service nor AWS as a whole has, and two statements of one Sid, which AWS does not take. Statements mean
 * what they say, so that nothing of this makes a decision doubtful; a deny with a typing error denies nothing. AWS's own
 * policies are left out.
 */
export function remarksOf(landscape: Landscape, index: ActionIndex): readonly Remark[] {
  const keysOf = keyLists(index);
  const ours = [...policiesOf(landscape)].filter(({ ref }) => !/^arn:[a-z-]+:iam::aws:/.test(ref));
  return ours.flatMap((policy) => [
    ...(policy.remarks ?? []).map((why) => ({ policy: policy.ref, why })),
    ...policy.statements.flatMap((statement) => [
      ...actionsNobodyHas(statement, index).map((action) => ({
        policy: policy.ref,
        why: `statement ${statement.index}: no service has the action “${action.slice(0, 60)}”`,
      })),
      ...statement.conditions
        .filter(({ key }) => !isKey(key, keysOf))
        .map(({ key }) => ({
          policy: policy.ref,
          why: `statement ${statement.index}: there is no condition key “${key.slice(0, 60)}”`,
        })),
    ]),
  ]);
}

function policiesOf({ identities, managed, resources, organization }: Landscape): ReadonlySet<Policy> {
  const rails = [...(organization?.serviceControl ?? []), ...(organization?.resourceControl ?? [])];
  return new Set([
    ...[...identities.values()].flatMap(({ policies, trust }) => [
      ...policies,
      ...(trust === undefined ? [] : [trust]),
    ]),
    ...[...managed.values()].flatMap((byArn) => [...byArn.values()]),
    ...[...resources.values()].map(({ policy }) => policy),
    ...rails.map(({ policy }) => policy),
  ]);
}

function actionsNobodyHas({ actions, problem }: Statement, index: ActionIndex): readonly string[] {
  if (problem !== undefined) return [];
  return actions.patterns.filter((pattern) => {
    if (!/[*?]/.test(pattern)) return index.find(pattern) === undefined;
    // A pattern may look ahead to what a service will have; but there must be the service.
    const [service = ""] = pattern.split(":", 1);
    return !/[*?]/.test(service) && index.ofService(service).length === 0;
  });
}

type KeysOf = (service: string) => readonly string[];

/** The keys of a service, in lower case, each up to what stands for a name: `kms:encryptioncontext:`. */
function keyLists(index: ActionIndex): KeysOf {
  const known = new Map<string, readonly string[]>();
  return (service) => {
    const before = known.get(service);
    if (before !== undefined) return before;
    const keys = index.ofService(service).flatMap(({ conditionKeys }) => conditionKeys);
    const found = [...new Set(keys.map(fixedPart))];
    known.set(service, found);
    return found;
  };
}

function fixedPart(key: string): string {
  const [head = ""] = key.toLowerCase().split(/\$\{|</, 1);
  const slash = head.indexOf("/");
  return slash < 0 ? head : head.slice(0, slash + 1);
}

function isKey(key: string, keysOf: KeysOf): boolean {
  const [prefix = ""] = key.split(":", 1);
  const known = prefix === "aws" ? globalKeys : keysOf(prefix);
  // Keys of identity providers begin with the provider's name, and are its own.
  if (known.length === 0) return true;
  return known.some((each) => (/[:/]$/.test(each) ? key.startsWith(each) : key === each));
}
