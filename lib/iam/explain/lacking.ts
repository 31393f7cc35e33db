import { standOf, type Request } from "../decide/request.ts";
import type { GovernedResource, Landscape, Policy, PrincipalPattern, Statement } from "../landscape.ts";
import { parsePolicy } from "../parse.ts";
import type { LayerName, LookedAt } from "./layers.ts";
import { decisionOver, type Setting } from "./setting.ts";

/** A layer by its name, and by its place among the layers that were looked at; the resource’s may have no policy yet. */
export interface LackingLayer {
  readonly layer: LayerName;
  /** Of SCPs: the name of the level. */
  readonly level?: string;
}

const everything = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } };
const allowing = (kind: Policy["kind"]): Policy => parsePolicy(everything, "supposed", kind);

/** More layers than this that do not allow are not tried in every combination. */
const mostLayers = 8;

/**
 * The smallest sets of layers that would have had to allow as well: with all of a set allowing, `decide` allows, with
 * any fewer it does not. Found by supposing so and deciding again, so that no rule of how layers combine is repeated
 * here.
 */
export function lackingOf(
  setting: Setting,
  layers: readonly LookedAt[],
): readonly (readonly LackingLayer[])[] {
  const closed = [...layers, ...unwritten(setting, layers)].filter(
    ({ layer, verdict }) => layer !== "rcp" && layer !== "grants" && verdict !== "allows",
  );
  const tried = closed.slice(0, mostLayers);
  const found: number[] = [];
  const subsets = Array.from({ length: 2 ** tried.length }, (_, set) => set).toSorted(
    (a, b) => sizeOf(a) - sizeOf(b),
  );
  for (const set of subsets) {
    if (set === 0 || found.some((smaller) => (smaller & set) === smaller)) continue;
    const supposed = tried
      .filter((_, at) => (set & (1 << at)) !== 0)
      .reduce((before, each) => opened(before, each), setting);
    if (decisionOver(supposed).decision === "allowed") found.push(set);
  }
  return found.map((set) =>
    tried
      .filter((_, at) => (set & (1 << at)) !== 0)
      .map(({ layer, level }) => ({ layer, ...(level !== undefined && { level }) })),
  );
}

function sizeOf(set: number): number {
  return set.toString(2).replaceAll("0", "").length;
}

/** A resource without a policy could have one; not so what is asked about `*`. */
function unwritten({ request }: Setting, layers: readonly LookedAt[]): readonly LookedAt[] {
  const has = request.resource === "*" || layers.some(({ layer }) => layer === "resource");
  return has ? [] : [{ layer: "resource", policies: [], verdict: "silent" }];
}

/** The same setting where one layer allows everything as well as what it allows now. */
function opened(setting: Setting, { layer, level = "" }: LookedAt): Setting {
  const { landscape, request, sessionPolicies } = setting;
  const { requester } = request;
  const ofIdentity = (change: (identity: Identity) => Identity): Setting => {
    if (!("identity" in requester) || requester.identity === undefined) return setting;
    return {
      ...setting,
      request: { ...request, requester: { ...requester, identity: change(requester.identity) } },
    };
  };
  switch (layer) {
    case "identity":
      return ofIdentity((one) => ({ ...one, policies: [...one.policies, allowing("identity")] }));
    case "boundary":
      return ofIdentity((one) => ({ ...one, boundary: allowing("identity") }));
    case "session":
      return { ...setting, sessionPolicies: [...sessionPolicies, everything] };
    case "scp":
      return { ...setting, landscape: withLevel(landscape, request, level) };
    case "resource":
      return { ...setting, landscape: withGrant(landscape, request) };
    case "rcp":
    case "grants":
      return setting;
  }
}

type Identity = NonNullable<Extract<Request["requester"], { kind: "user" | "role" }>["identity"]>;

function withLevel(landscape: Landscape, { requester }: Request, level: string): Landscape {
  const { organization } = landscape;
  if (organization === undefined || requester.kind === "anonymous") return landscape;
  const rail = { policy: allowing("scp"), targets: new Set([requester.account]), level };
  return {
    ...landscape,
    organization: { ...organization, serviceControl: [...(organization.serviceControl ?? []), rail] },
  };
}

/** One more allow on the resource, which names the requester itself. */
function withGrant(landscape: Landscape, request: Request): Landscape {
  const { resource, requester } = request;
  const pattern: PrincipalPattern =
    requester.kind === "anonymous" ? { kind: "everyone" } : { kind: "arn", arn: requester.arn };
  const root: PrincipalPattern | undefined =
    requester.kind === "root" ? { kind: "account", account: requester.account } : undefined;
  const grant: Statement = {
    index: 0,
    effect: "Allow",
    actions: { negated: false, patterns: ["*"] },
    principals: { negated: false, of: [root ?? pattern] },
    conditions: [],
  };
  const role = request.service === "sts" ? landscape.identities.get(resource) : undefined;
  if (role?.trust !== undefined) {
    const trust = { ...role.trust, statements: [...role.trust.statements, grant] };
    return { ...landscape, identities: new Map(landscape.identities).set(resource, { ...role, trust }) };
  }
  const arn = standOf(resource);
  const standing = landscape.resources.get(arn);
  const policy = standing?.policy ?? { ref: arn, kind: "resource", statements: [] };
  const governed: GovernedResource = {
    ...standing,
    arn,
    policy: { ...policy, statements: [...policy.statements, grant] },
  };
  return { ...landscape, resources: new Map(landscape.resources).set(arn, governed) };
}
