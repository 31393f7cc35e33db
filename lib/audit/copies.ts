import { matchesPattern } from "../actions/wildcard.ts";
import { taskIds } from "../contract/config.ts";
import type { AssetKey } from "../contract/config.ts";
import { tasks } from "../contract/tasks.ts";
import type { Bucket, FunctionFacts, Table } from "../snapshot/resources.ts";
import type { CheckInput } from "./check.ts";
import type { Sought } from "./facts.ts";
import type { Wanted } from "./unread.ts";

/** Where a setting copies something to, as far as it is not the office's place for it. */
export interface Copies {
  /** ARNs, sorted. */
  readonly elsewhere: readonly string[];
  /** Facts without which nobody can say that there is nothing else. */
  readonly missing: readonly Wanted[];
}

/** Where replication copies a bucket's objects: sealed sets may go to vault and mirrors, exports stay with the roll. */
export function copiesOfBucket({ asset, arn, account, fact }: Sought<Bucket>, input: CheckInput): Copies {
  const replication = fact?.replication;
  if (replication === undefined)
    return { elsewhere: [], missing: [{ account, resource: arn, facts: "buckets" }] };
  const allowed: readonly AssetKey[] = asset.key === "roll" ? ["roll"] : ["vault", "mirrors"];
  const places = replication?.destinations ?? [];
  return { elsewhere: places.filter((place) => !isOf(place, allowed, input)).toSorted(), missing: [] };
}

/** Where a table's changes go: to Kinesis, and from its stream to functions. */
export function copiesOfTable({ arn, account, fact }: Sought<Table>, input: CheckInput): Copies {
  const missing: Wanted[] = [];
  const destinations = fact?.streamingDestinations;
  if (destinations === undefined) missing.push({ account, resource: arn, facts: "tables" });
  const elsewhere = (destinations ?? []).filter((place) => !isOf(place, ["roll"], input));
  // A table without a stream hands nobody its records.
  if (fact?.stream === null) return { elsewhere: elsewhere.toSorted(), missing };
  for (const { id, functions } of input.snapshot.accounts) {
    if (functions === undefined) missing.push({ account: id, facts: "functions" });
    for (const one of functions ?? []) {
      const wanted = { account: id, resource: one.arn, facts: "functions" } as const;
      if (one.eventSources === undefined) missing.push(wanted);
      if (!(one.eventSources ?? []).some((source) => source.startsWith(`${arn}/stream/`))) continue;
      const holds = holdsRoll(one, input);
      if (holds === undefined) missing.push(wanted);
      if (holds === false) elsewhere.push(one.arn);
    }
  }
  return { elsewhere: elsewhere.toSorted(), missing };
}

function isOf(arn: string, keys: readonly AssetKey[], { contract }: CheckInput): boolean {
  const own = contract.assets.filter(({ key }) => keys.includes(key)).flatMap(({ resources }) => resources);
  return own.some((pattern) => matchesPattern(pattern, arn));
}

/** Whether a function holds a task on the roll; `undefined`: its role was not read. */
function holdsRoll({ role }: FunctionFacts, { contract }: CheckInput): boolean | undefined {
  if (role === undefined) return undefined;
  const onRoll = taskIds.filter((id) => tasks[id].may.some(({ asset }) => asset === "roll"));
  return onRoll.some((id) => (contract.holders[id] ?? []).some((pattern) => matchesPattern(pattern, role)));
}
