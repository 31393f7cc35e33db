import type { Decision, StatementRef } from "../access.ts";
import type { Landscape, Policy } from "../landscape.ts";
import { parsePolicy, missingPolicy } from "../parse.ts";
import { isUnknown, type Truth } from "../truth.ts";
import { resourceControlOf, serviceControlOf } from "./guardrails.ts";
import { layerOf, silent, unheard, type Layer, type Voice } from "./layer.ts";
import type { Request } from "./request.ts";
import { resourceLayerOf, type ResourceLayer } from "./resource-layer.ts";

/**
 * The decision over one request, as AWS documents it (IAM User Guide, "Policy evaluation logic"): an explicit deny in
 * any layer ends it; then every layer that limits must allow, and within one account the identity's policies or the
 * resource's, across accounts both.
 */
export function judge(landscape: Landscape, request: Request, sessionPolicies: readonly unknown[]): Decision {
  const identity = identityLayer(request);
  const boundary = boundaryLayer(request);
  const session = sessionLayer(landscape, request, sessionPolicies);
  const resource = resourceLayerOf(landscape, request, sessionPolicies.length > 0);
  const control = serviceControlOf(landscape, request);

  const rails = resourceControlOf(landscape, request);
  const deny = either(
    identity.deny,
    boundary.deny,
    session.deny,
    resource.deny,
    ...control.map(denyOf),
    rails,
  );
  if (deny.says === true) return { decision: "explicitDeny", by: deny.by };

  const limits = both(boundary.allow, session.allow);
  const granted = grants(request, identity.allow, limits, resource);
  const allow = control.length === 0 ? granted : both(...control.map(allowOf), granted);
  if (allow.says === false) return { decision: "implicitDeny", by: [] };
  if (isUnknown(allow.says)) return { decision: "unknown", by: allow.by, why: allow.says.unknown };
  if (isUnknown(deny.says)) return { decision: "unknown", by: allow.by, why: deny.says.unknown };
  return { decision: "allowed", by: allow.by };
}

function grants(
  { requester, owner }: Request,
  identity: Voice,
  limits: Voice,
  resource: ResourceLayer,
): Voice {
  if (requester.kind === "anonymous") return either(resource.direct, resource.grant);
  const own = both(identity, limits);
  if (isUnknown(owner)) return both(own, unheard(owner.unknown));
  if (owner !== requester.account) {
    const given = both(own, either(resource.direct, resource.role, resource.account));
    return either(given, both(resource.grant, orDoubt(own, grantElsewhere)));
  }
  const named = either(
    resource.direct,
    both(resource.role, limits),
    both(resource.grant, orDoubt(limits, grantWithin)),
  );
  return either(named, resource.required ? both(resource.account, own) : own);
}

/** What a grant of a key is worth where nothing else allows: AWS says neither. */
export const grantWithin =
  "AWS does not say whether a grant of a key passes a boundary or a session policy by";
export const grantElsewhere =
  "whether the grant was made in the requester’s own account is not in the snapshot";

function orDoubt(voice: Voice, why: string): Voice {
  return voice.says === false ? unheard(why) : voice;
}

const unlimited: Layer = { allow: { says: true, by: [] }, deny: silent };

function identityLayer(request: Request): Layer {
  const { requester } = request;
  if (requester.kind === "root") return unlimited;
  if (requester.kind === "anonymous") return { allow: silent, deny: silent };
  if (requester.identity !== undefined) return layerOf(requester.identity.policies, request);
  const voice = unheard(`the policies of ${requester.arn} are not in the snapshot`);
  return { allow: voice, deny: voice };
}

function boundaryLayer(request: Request): Layer {
  const { requester } = request;
  const boundary = "identity" in requester ? requester.identity?.boundary : undefined;
  return boundary === undefined ? unlimited : layerOf([boundary], request);
}

function sessionLayer(landscape: Landscape, request: Request, documents: readonly unknown[]): Layer {
  if (documents.length === 0) return unlimited;
  const account = request.requester.kind === "anonymous" ? "" : request.requester.account;
  const policies = documents.map((document, place): Policy => {
    if (typeof document !== "string" || !document.startsWith("arn:")) {
      return parsePolicy(document, `session/${place}`, "identity");
    }
    const managed = landscape.managed.get(account)?.get(document);
    return managed ?? missingPolicy(document, `the policy ${document} is not in the snapshot`);
  });
  return layerOf(policies, request);
}

const allowOf = ({ allow }: Layer): Voice => allow;
const denyOf = ({ deny }: Layer): Voice => deny;

/** All must say yes. */
function both(...voices: readonly Voice[]): Voice {
  let says: Truth = true;
  for (const voice of voices) {
    if (voice.says === false) says = false;
    else if (says === true) says = voice.says;
  }
  return says === false ? silent : { says, by: distinct(voices) };
}

/** One that says yes is enough; those that do are named, or else those that may. */
function either(...voices: readonly Voice[]): Voice {
  let says: Truth = false;
  for (const voice of voices) {
    if (voice.says === true) says = true;
    else if (says === false) says = voice.says;
  }
  if (says === false) return silent;
  return { says, by: distinct(says === true ? voices.filter((voice) => voice.says === true) : voices) };
}

function distinct(voices: readonly Voice[]): readonly StatementRef[] {
  const refs = voices.flatMap(({ by }) => by);
  if (refs.length < 2) return refs;
  const byPolicy = new Map<string, StatementRef[]>();
  return refs.filter((ref) => {
    const before = byPolicy.get(ref.policy) ?? [];
    if (before.some(({ statement }) => statement === ref.statement)) return false;
    before.push(ref);
    byPolicy.set(ref.policy, before);
    return true;
  });
}
