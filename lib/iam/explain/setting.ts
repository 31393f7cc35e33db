import type { Decision } from "../access.ts";
import { judge } from "../decide/judge.ts";
import type { Request } from "../decide/request.ts";
import type { Landscape } from "../landscape.ts";

/** All that one decision is made from: what would have been otherwise is decided over a changed one. */
export interface Setting {
  readonly landscape: Landscape;
  readonly request: Request;
  readonly sessionPolicies: readonly unknown[];
}

export function decisionOver({ landscape, request, sessionPolicies }: Setting): Decision {
  return judge(landscape, request, sessionPolicies);
}
