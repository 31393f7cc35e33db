import { layerOf, silent, voiceOf, type Voice } from "../decide/layer.ts";
import { resourceControl, serviceControl } from "../decide/rails.ts";
import { outsidersBarred, policyOf, resourceLayerOf } from "../decide/resource-layer.ts";
import type { Landscape, Policy } from "../landscape.ts";
import { missingPolicy, parsePolicy } from "../parse.ts";
import { isUnknown, or } from "../truth.ts";
import type { Setting } from "./setting.ts";

/** Where policies stand that a decision looks at (docs/formats/explain.md). */
export type LayerName = "scp" | "rcp" | "resource" | "grants" | "identity" | "boundary" | "session";

/**
 * `allows` and `denies` for certain; `handsOn`: the resource’s policy gives the right to the account, whose own
 * policies must give it too; `barred`: S3 Block Public Access keeps what the bucket’s public policy allows from whoever
 * is of another account; `silent`: none of these; `unknown`.
 */
export type LayerVerdict = "allows" | "denies" | "handsOn" | "barred" | "silent" | "unknown";

/** One layer: the policies that were looked at, and what they say together. */
export interface LookedAt {
  readonly layer: LayerName;
  /** Of SCPs: the name of the level, "" where it has none. */
  readonly level?: string;
  readonly policies: readonly Policy[];
  readonly verdict: LayerVerdict;
}

/** The layers of a decision, each as `decide` asks it: what the organisation says, then the identity, then the resource. */
export function layersOf(setting: Setting): readonly LookedAt[] {
  const { landscape, request, sessionPolicies } = setting;
  const { requester } = request;
  const identity = "identity" in requester ? requester.identity : undefined;
  const plain = (layer: LayerName, policies: readonly Policy[]): LookedAt => {
    const { allow, deny } = layerOf(policies, request);
    return { layer, policies, verdict: verdictOf(allow, deny) };
  };
  const levels = serviceControl(landscape, requester).map((policies) => ({
    ...plain("scp", policies),
    level: levelOf(landscape, policies),
  }));
  const controls = resourceControl(landscape, request);
  const rcp: LookedAt = {
    layer: "rcp",
    policies: controls,
    verdict: verdictOf(silent, voiceOf(controls, request, "Deny")),
  };
  const session = sessionPolicies.length === 0 ? [] : [plain("session", sessionDocuments(setting))];
  return [
    ...levels,
    ...(controls.length === 0 ? [] : [rcp]),
    ...(identity === undefined ? [] : [plain("identity", identity.policies)]),
    ...(identity?.boundary === undefined ? [] : [plain("boundary", [identity.boundary])]),
    ...session,
    ...resourceLayers(setting),
  ];
}

/** The resource’s own policy and, on a key, its grants, which the engine keeps as statements after it. */
function resourceLayers({ landscape, request, sessionPolicies }: Setting): readonly LookedAt[] {
  const { policy } = policyOf(landscape, request);
  if (policy === undefined) return [];
  const voices = resourceLayerOf(landscape, request, sessionPolicies.length > 0);
  if (typeof policy === "string") {
    return [{ layer: "resource", policies: [missingPolicy(request.resource, policy)], verdict: "unknown" }];
  }
  const { direct, role, account, grant, deny } = voices;
  const own = verdictOf({ says: or(direct.says, role.says), by: [] }, deny);
  const handed: LayerVerdict =
    account.says === true ? "handsOn" : isUnknown(account.says) ? "unknown" : "silent";
  const barred = outsidersBarred(landscape, request) === true;
  const verdict = own === "silent" ? (barred ? "barred" : handed) : own;
  const part = (granted: boolean) => ({
    ...policy,
    statements: policy.statements.filter((each) => (each.grant !== undefined) === granted),
  });
  const grants = part(true);
  return [
    { layer: "resource", policies: [part(false)], verdict },
    ...(grants.statements.length === 0
      ? []
      : [{ layer: "grants", policies: [grants], verdict: verdictOf(grant, silent) } as const]),
  ];
}

function verdictOf(allow: Voice, deny: Voice): LayerVerdict {
  if (deny.says === true) return "denies";
  if (allow.says === true && deny.says === false) return "allows";
  return isUnknown(allow.says) || isUnknown(deny.says) ? "unknown" : "silent";
}

function levelOf({ organization }: Landscape, policies: readonly Policy[]): string {
  return organization?.serviceControl?.find(({ policy }) => policy === policies[0])?.level ?? "";
}

/** Session policies as `decide` reads them: documents, or managed policies that are named. */
function sessionDocuments({ landscape, request, sessionPolicies }: Setting): readonly Policy[] {
  const { requester } = request;
  const account = requester.kind === "anonymous" ? "" : requester.account;
  return sessionPolicies.map((document, place) => {
    if (typeof document !== "string" || !document.startsWith("arn:"))
      return parsePolicy(document, `session/${place}`, "identity");
    const managed = landscape.managed.get(account)?.get(document);
    return managed ?? missingPolicy(document, `the policy ${document} is not in the snapshot`);
  });
}
