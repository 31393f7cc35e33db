import type { AccessRequest, Decision, Outcome } from "./access.ts";
import type { Engine } from "./compile.ts";
import { contextOf } from "./decide/context.ts";
import { nobodyNamed } from "./decide/nobody.ts";
import { ownerOf, resourceOf, type Request } from "./decide/request.ts";
import { requesterOf, sessionArn, sessionsNamed, type Requester } from "./decide/requester.ts";
import { policyOf } from "./decide/resource-layer.ts";
import { refOf, speaksOf } from "./decide/statement.ts";
import { elementsOf, type ExplainedElement } from "./explain/element.ts";
import { lackingOf, type LackingLayer } from "./explain/lacking.ts";
import { layersOf, type LayerName, type LayerVerdict, type LookedAt } from "./explain/layers.ts";
import { nearestOf, type Nearest } from "./explain/nearest.ts";
import { decisionOver, type Setting } from "./explain/setting.ts";
import { spellingOf, type Spelling } from "./explain/spelling.ts";
import { withoutDenies } from "./explain/spared.ts";
import type { Policy, Statement } from "./landscape.ts";
import { isUnknown } from "./truth.ts";

export type { ExplainedElement } from "./explain/element.ts";
export type { LackingLayer } from "./explain/lacking.ts";
export type { LayerName, LayerVerdict } from "./explain/layers.ts";
export type { Nearest } from "./explain/nearest.ts";

/** Why a request is decided as it is (docs/formats/explain.md). */
export interface Explanation {
  /** The word of `decide`, whole. */
  readonly decision: Decision;
  /** ARN of the session that was asked about, where a policy speaks of one and the request names only its role. */
  readonly session?: string;
  /** What the organisation says, then the identity, then the resource; none where no policy decides, or where the request could not be read. */
  readonly layers: readonly ExplainedLayer[];
  /** For `implicitDeny`: the smallest sets of layers that would have had to allow as well; any one of them is enough. */
  readonly lacking?: readonly (readonly LackingLayer[])[];
  /** For `explicitDeny`: what would be decided were it not for the denies, and what would then be lacking. */
  readonly spared?: { readonly decision: Outcome; readonly lacking?: readonly (readonly LackingLayer[])[] };
}

export interface ExplainedLayer {
  readonly layer: LayerName;
  /** Of SCPs: the name of the level, "" where it has none. */
  readonly level?: string;
  readonly verdict: LayerVerdict;
  /** Whether the decision hangs on it: it denies, it allows and had to, it would have had to, or nobody knows. */
  readonly decided: boolean;
  readonly policies: readonly ExplainedPolicy[];
  /** Where it did not allow: the allow that came nearest. */
  readonly nearest?: Nearest;
}

export interface ExplainedPolicy {
  /** As `StatementRef.policy`. */
  readonly policy: string;
  /** It could not be read as a whole. */
  readonly problem?: string;
  readonly statements: readonly ExplainedStatement[];
}

export interface ExplainedStatement {
  /** Its Sid, or its place, from 0. */
  readonly statement: string | number;
  readonly effect: "Allow" | "Deny";
  readonly speaks: boolean | "unknown";
  readonly elements: readonly ExplainedElement[];
}

/** Explains the decision over one request. Never throws; the decision is always the one that `decide` gives. */
export function explain(engine: Engine, asked: AccessRequest): Explanation {
  const { landscape, index } = engine;
  const decision = engine.decide(asked);
  const action = asked.action.toLowerCase();
  const given = nobodyNamed(asked.principal) ?? requesterOf(landscape, asked.principal);
  if (isUnknown(given)) return { decision, layers: [] };
  const settingOf = (requester: Requester): Setting | undefined => {
    const service = action.split(":", 1)[0]!;
    const resource = resourceOf(index, action, asked.resource);
    const owner = ownerOf(landscape, requester, resource);
    const context = contextOf(landscape, { requester, service, owner }, asked.context ?? {});
    if (isUnknown(context)) return undefined;
    const request: Request = { requester, action, service, resource, owner, context };
    return { landscape, request, sessionPolicies: asked.sessionPolicies ?? [] };
  };
  const settings = [given, ...sessionsOf(given, settingOf(given))].flatMap((requester) => {
    const setting = settingOf(requester);
    return setting === undefined ? [] : [setting];
  });
  const same = (setting: Setting) => JSON.stringify(decisionOver(setting)) === JSON.stringify(decision);
  const setting = settings.find(same);
  // What no policy decides has no layers: GetCallerIdentity, a provider’s token.
  if (setting === undefined) return { decision, layers: [] };
  return explained(setting, decision, given, spellingOf(index.find(action)));
}

/** A role’s ARN means some session of it: those that the resource’s policy speaks of. */
function sessionsOf(requester: Requester, setting: Setting | undefined): readonly Requester[] {
  if (requester.kind !== "role" || requester.session !== undefined || setting === undefined) return [];
  const { policy } = policyOf(setting.landscape, setting.request);
  const named = typeof policy === "object" ? sessionsNamed(policy, requester) : [];
  return named.map((session) => ({ ...requester, session }));
}

function explained(setting: Setting, decision: Decision, given: Requester, spelling: Spelling): Explanation {
  const { request } = setting;
  const layers = layersOf(setting);
  const lacking = decision.decision === "implicitDeny" ? lackingOf(setting, layers) : undefined;
  const session = sessionArn(request.requester);
  return {
    decision,
    ...(session !== undefined && sessionArn(given) === undefined && { session }),
    layers: layers.map((each) => layerExplained(each, setting, decision, lacking ?? [], spelling)),
    ...(lacking !== undefined && { lacking }),
    ...(decision.decision === "explicitDeny" && { spared: sparedOf(setting) }),
  };
}

function sparedOf(setting: Setting): NonNullable<Explanation["spared"]> {
  const supposed = withoutDenies(setting);
  const { decision } = decisionOver(supposed);
  return decision === "implicitDeny"
    ? { decision, lacking: lackingOf(supposed, layersOf(supposed)) }
    : { decision };
}

function layerExplained(
  looked: LookedAt,
  { request }: Setting,
  { decision, by }: Decision,
  lacking: readonly (readonly LackingLayer[])[],
  spelling: Spelling,
): ExplainedLayer {
  const { layer, level, policies, verdict } = looked;
  const lacks = lacking.flat().some((each) => each.layer === layer && each.level === level);
  const refs = new Set(
    policies.flatMap((policy) => policy.statements.map((each) => JSON.stringify(refOf(policy, each)))),
  );
  const named = by.some((ref) => refs.has(JSON.stringify(ref)));
  const decided = {
    allowed: (verdict === "allows" || verdict === "handsOn") && named,
    explicitDeny: verdict === "denies",
    implicitDeny: lacks,
    unknown: verdict === "unknown",
  }[decision];
  const nearest =
    verdict === "silent" && layer !== "rcp" && layer !== "grants"
      ? nearestOf(policies, request, spelling)
      : undefined;
  return {
    layer,
    ...(level !== undefined && { level }),
    verdict,
    decided,
    policies: policies.map((policy) => ({
      policy: policy.ref,
      ...(policy.problem !== undefined && { problem: policy.problem }),
      statements: policy.statements.map((statement) => ({
        ...spokenOf(policy, statement, request),
        elements: elementsOf(statement, request, spelling),
      })),
    })),
    ...(nearest !== undefined && { nearest }),
  };
}

function spokenOf(
  policy: Policy,
  statement: Statement,
  request: Request,
): Omit<ExplainedStatement, "elements"> {
  const truth = speaksOf(statement, request);
  return {
    statement: refOf(policy, statement).statement,
    effect: statement.effect,
    speaks: isUnknown(truth) ? "unknown" : truth,
  };
}
