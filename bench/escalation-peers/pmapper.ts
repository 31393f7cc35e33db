import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { time } from "../measure.ts";
import type { Installed } from "../peers/python.ts";
import type { Case } from "./cases.ts";
import { emulatedEnvironment } from "./emulated.ts";

// PMapper 1.1.5 was written for a Python in which these names stood elsewhere; nothing else of it is touched.
const start = `
import collections, collections.abc, sys
collections.Mapping, collections.MutableMapping = collections.abc.Mapping, collections.abc.MutableMapping
sys.argv[0] = "pmapper"
from principalmapper.__main__ import main
sys.exit(main())
`;

export interface PMapperPlace {
  readonly pmapper: Installed;
  readonly endpoint: string;
  readonly account: string;
  /** Folder of its graphs. */
  readonly storage: string;
}

/** The shell line that draws the graph of the emulated account. */
export function graphLine({ pmapper, endpoint, account, storage }: PMapperPlace): string {
  mkdirSync(storage, { recursive: true });
  const asked = `graph create --ignore-orgs --localstack-endpoint ${endpoint} --include-regions us-east-1`;
  return `${emulatedEnvironment(endpoint, account)} PMAPPER_STORAGE=${storage} ${pmapper.python} -c '${start}' ${asked}`;
}

/** The cases in whose graph the goer is an administrator, or has an edge to the one who is gained. */
export async function namedByPMapper(
  cases: readonly Case[],
  place: PMapperPlace,
  folder: string,
): Promise<ReadonlySet<Case>> {
  await time(graphLine(place), folder);
  const graph = (name: string): unknown =>
    JSON.parse(readFileSync(join(place.storage, place.account, "graph", `${name}.json`), "utf8"));
  const nodes = graph("nodes") as readonly { readonly arn: string; readonly is_admin: boolean }[];
  const admins = new Set(nodes.filter(({ is_admin: admin }) => admin).map(({ arn }) => arn));
  const drawn = graph("edges") as readonly { readonly source: string; readonly destination: string }[];
  const edges = new Set(drawn.map(({ source, destination }) => `${source} ${destination}`));
  return new Set(cases.filter(({ goer, gained }) => admins.has(goer) || edges.has(`${goer} ${gained}`)));
}
