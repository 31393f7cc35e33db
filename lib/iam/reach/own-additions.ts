import type { Identity, Policy } from "../landscape.ts";
import { parsePolicy } from "../parse.ts";
import type { Guise } from "./guises.ts";
import type { Table } from "./hops.ts";
import { allows, denies, doubts, unique, waysOf, withMore, type Change, type Met } from "./own-ways.ts";
import type { EscalationPath } from "./path.ts";
import { withPolicyName } from "./policy-names.ts";

/** Policies that come together, by what gives them. */
interface Addition {
  readonly key: string;
  readonly policies: readonly Policy[];
  readonly met: Met;
}

/** All at once that deny nothing; each of the others by itself. */
function together(guise: Guise, additions: readonly Addition[]): readonly Change[] {
  const denying = additions.filter(({ policies }) => policies.some(denies));
  const plain = additions.filter((each) => !denying.includes(each));
  const add = (of: readonly Addition[]): Change => {
    const more = of.reduce((made, { key, policies }) => withMore(made, key, policies), guise.made.more);
    return { change: { more }, met: { answers: of.flatMap(({ met }) => met.answers) } };
  };
  const alone = guise.made.more.size === 0 ? denying.map((each) => add([each])) : [];
  return [...(plain.length > 0 ? [add(plain)] : []), ...alone];
}

/** Groups with rights that it is not in. */
export function joining(
  table: Table,
  guise: Guise,
  identity: Identity,
  row: EscalationPath,
): readonly Change[] {
  if (identity.kind !== "user") return [];
  const { facts } = table.ground;
  const member = new Set(facts.groupsOf(identity.arn).map(({ arn }) => arn));
  const all = waysOf(table, guise, identity, row).flatMap((met) => {
    const group = facts.groupsIn(identity.account).find(({ arn }) => arn === met.on);
    const is = group === undefined || member.has(group.arn) || guise.made.more.has(group.arn);
    return is || !group.policies.some(allows) ? [] : [{ met, group }];
  });
  const sure = all.filter(({ met }) => doubts(met) === 0);
  const joined = sure.length > 0 ? sure : all;
  return together(
    guise,
    joined.map(({ group, met }) => ({ key: group.arn, policies: group.policies, met })),
  );
}

/** What another version of a policy of its own says, instead of the one in force. */
export function otherVersions(
  table: Table,
  guise: Guise,
  identity: Identity,
  row: EscalationPath,
): readonly Change[] {
  return waysOf(table, guise, identity, row).flatMap((met): readonly Change[] => {
    const ref = met.on!;
    const documents = table.ground.facts.otherVersionsOf(identity.account, ref);
    if (documents === undefined) {
      return [
        { change: { granted: true }, met, unsure: `the other versions of ${ref} are not in the snapshot` },
      ];
    }
    return documents.flatMap((document, at): readonly Change[] => {
      const key = `${ref} ${at}`;
      if (guise.made.more.has(key)) return [];
      const policy = parsePolicy(document, ref, "identity");
      return [
        {
          change: {
            more: withMore(guise.made.more, key, [policy]),
            without: unique([...guise.made.without, ref]),
          },
          met,
        },
      ];
    });
  });
}

/** So many policies are tried one by one. */
const mostPolicies = 300;

/** Managed policies of the account that it may attach to itself, whichever they are. */
export function attaching(
  table: Table,
  guise: Guise,
  identity: Identity,
  row: EscalationPath,
): readonly Change[] {
  const [any] = waysOf(table, guise, identity, row);
  if (any === undefined) return [];
  const managed = table.ground.landscape.managed.get(identity.account) ?? new Map<string, Policy>();
  const has = new Set(identity.policies.map(({ ref }) => ref));
  const open = [...managed.values()].filter((policy) => !has.has(policy.ref) && allows(policy));
  const met = open.slice(0, mostPolicies).flatMap((policy) => {
    const [way] = waysOf(table, guise, identity, withPolicyName(row, policy.ref));
    return way === undefined || doubts(way) > 0 ? [] : [{ policy, way }];
  });
  const found = together(
    guise,
    met.map(({ policy, way }) => ({ key: policy.ref, policies: [policy], met: way })),
  );
  const missing = policyIn(any);
  // Those of the account are all in the snapshot; of AWS’s own, those that somebody uses.
  const elsewhere = missing !== undefined && /^arn:[^:]+:iam::aws:policy\//.test(missing);
  const known = elsewhere ? managed.has(missing) : open.length <= mostPolicies;
  if (known) return found;
  const unsure = `which rights ${missing ?? "the policies that it may attach"} would give is not in the snapshot`;
  return [...found, { change: { granted: true }, met: any, unsure }];
}

/** The policy that a request is about. */
function policyIn({ answers }: Met): string | undefined {
  for (const { proof } of answers) {
    const context = proof.verdict === "yes" ? (proof.witness.context ?? {}) : {};
    const [, value] = Object.entries(context).find(([key]) => key.toLowerCase() === "iam:policyarn") ?? [];
    if (typeof value === "string") return value;
  }
  return undefined;
}
