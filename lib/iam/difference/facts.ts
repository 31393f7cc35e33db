import type { Landscape, Policy } from "../landscape.ts";
import { keysOfPrincipals } from "./bodies.ts";
import { keysOf } from "./settle.ts";

/** A policy that stands on something, in one snapshot or both. */
export interface Standing {
  readonly arn: string;
  /** A role with its trust policy, which only `sts` actions ask. */
  readonly trust: boolean;
  readonly before?: Policy;
  readonly after?: Policy;
  /** Whose it is, whether it is there at all, or what else is told of it beside its policy differs. */
  readonly moved: boolean;
  /** S3 looks at its policy as a whole: a change of one statement may change what another is worth. */
  readonly whole: boolean;
}

/** All that has a policy of its own in either of two snapshots: resources, and roles with their trust policies. */
export function standingsOf(before: Landscape, after: Landscape): readonly Standing[] {
  const resources = [...new Set([...before.resources.keys(), ...after.resources.keys()])].map(
    (arn): Standing => {
      const [was, is] = [before.resources.get(arn), after.resources.get(arn)];
      return {
        arn,
        trust: false,
        ...(was && { before: was.policy }),
        ...(is && { after: is.policy }),
        moved:
          was?.account !== is?.account ||
          was?.publicRestricted !== is?.publicRestricted ||
          was?.managedByAws !== is?.managedByAws,
        whole: (was?.publicRestricted ?? is?.publicRestricted) === true,
      };
    },
  );
  const roles = [...new Set([...before.identities.keys(), ...after.identities.keys()])].flatMap((arn) => {
    const [was, is] = [before.identities.get(arn)?.trust, after.identities.get(arn)?.trust];
    if (was === undefined && is === undefined) return [];
    return [
      { arn, trust: true, ...(was && { before: was }), ...(is && { after: is }), moved: false, whole: false },
    ];
  });
  return [...resources, ...roles];
}

/** The condition keys that any of these policies asks about, and what else of a requester their principals ask. */
export function keysAsked(standings: readonly Standing[]): ReadonlySet<string> {
  const policies = standings.flatMap(({ before, after }) =>
    [before, after].filter((each) => each !== undefined),
  );
  const statements = policies.flatMap((policy) => policy.statements);
  return new Set(statements.flatMap((each) => [...keysOf(each), ...keysOfPrincipals(each)]));
}

/** What keys about a resource’s account and organisation are derived from, as text: equal texts derive equal keys. */
export function groundText({ accounts, organization, resources }: Landscape): string {
  const targets = [...(organization?.serviceControl ?? []), ...(organization?.resourceControl ?? [])].flatMap(
    (rail) => [...rail.targets],
  );
  return JSON.stringify([
    [...accounts].toSorted(),
    organization === undefined ? "none" : [organization.id, organization.managementAccount],
    [...new Set(targets)].toSorted(),
    [...resources.values()].map(({ arn, account }) => `${arn} ${account}`).toSorted(),
  ]);
}
