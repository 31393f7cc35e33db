import type { Landscape } from "../landscape.ts";
import { isUnknown, unknown } from "../truth.ts";
import { layerOf, voiceOf, type Layer, type Voice } from "./layer.ts";
import { resourceControl, serviceControl } from "./rails.ts";
import type { Request } from "./request.ts";

/** What SCPs say, level by level. */
export function serviceControlOf(landscape: Landscape, request: Request): readonly Layer[] {
  return serviceControl(landscape, request.requester).map((policies) => layerOf(policies, request));
}

/** What RCPs deny; where the resource’s account is not known, none of them does so for certain. */
export function resourceControlOf(landscape: Landscape, request: Request): Voice {
  const voice = voiceOf(resourceControl(landscape, request), request, "Deny");
  if (!isUnknown(request.owner) || voice.says === false) return voice;
  return { says: unknown(request.owner.unknown), by: [] };
}
