import type { ActionIndex } from "../../actions/action-index.ts";
import { isAccountId, parseArn } from "../arn.ts";
import type { Context } from "../conditions/context.ts";
import type { Landscape } from "../landscape.ts";
import { unknown, type Unknown } from "../truth.ts";
import type { Requester } from "./requester.ts";
import { standOf } from "./stands.ts";

export { standOf } from "./stands.ts";

/** A request with everything looked up that its policies may ask about. */
export interface Request {
  readonly requester: Requester;
  /** Lower case. */
  readonly action: string;
  /** The service that the action is of, such as `s3`. */
  readonly service: string;
  readonly resource: string;
  /** The account that the resource is in. */
  readonly owner: string | Unknown;
  readonly context: Context;
}

/** What the request is about: an action that knows no resource is about `*`, whatever the request says. */
export function resourceOf(index: ActionIndex, action: string, resource: string): string {
  return index.find(action)?.resources.length === 0 ? "*" : resource;
}

/** The resource's account: by its ARN, by its entry in the snapshot, or because there is only one. */
export function ownerOf(landscape: Landscape, requester: Requester, resource: string): string | Unknown {
  const own = requester.kind === "anonymous" ? undefined : requester.account;
  if (resource === "*") return own ?? unknown("nobody in particular has no account");
  const arn = parseArn(resource);
  if (arn === undefined) return unknown(`${resource} is neither * nor an ARN`);
  if (isAccountId(arn.account)) return arn.account;
  const entry = landscape.resources.get(standOf(resource));
  if (entry?.account !== undefined) return entry.account;
  // Names of buckets are the world's; those of other services are looked up in the caller's own account.
  if (arn.service !== "s3" && own !== undefined) return own;
  const [only, ...others] = landscape.accounts;
  if (only !== undefined && others.length === 0) return only;
  return unknown(`the snapshot does not say which account ${resource} is in`);
}
