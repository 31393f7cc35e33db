import { readDocument } from "../document.ts";
import { speaksOf } from "../decide/statement.ts";
import { standOf } from "../decide/request.ts";
import type { Guardrail, Policy } from "../landscape.ts";
import type { Setting } from "./setting.ts";

/** The same setting without the denies that speak of the request for certain. */
export function withoutDenies(setting: Setting): Setting {
  const { landscape, request, sessionPolicies } = setting;
  const { requester, resource } = request;
  const spare = (policy: Policy): Policy => {
    const kept = policy.statements.filter(
      (each) => each.effect === "Allow" || speaksOf(each, request) !== true,
    );
    return kept.length === policy.statements.length ? policy : { ...policy, statements: kept };
  };
  const rails = (list: readonly Guardrail[] | undefined) =>
    list?.map((each) => ({ ...each, policy: spare(each.policy) }));
  const standing = landscape.resources.get(standOf(resource));
  const role = landscape.identities.get(resource);
  const { organization } = landscape;
  const serviceControl = rails(organization?.serviceControl);
  const resourceControl = rails(organization?.resourceControl);
  const identity = "identity" in requester ? requester.identity : undefined;
  return {
    landscape: {
      ...landscape,
      ...(standing !== undefined && {
        resources: new Map(landscape.resources).set(standing.arn, {
          ...standing,
          policy: spare(standing.policy),
        }),
      }),
      ...(role?.trust !== undefined && {
        identities: new Map(landscape.identities).set(resource, { ...role, trust: spare(role.trust) }),
      }),
      ...(organization !== undefined && {
        organization: {
          ...organization,
          ...(serviceControl && { serviceControl }),
          ...(resourceControl && { resourceControl }),
        },
      }),
    },
    request:
      identity === undefined || !("identity" in requester)
        ? request
        : {
            ...request,
            requester: {
              ...requester,
              identity: {
                ...identity,
                policies: identity.policies.map(spare),
                ...(identity.boundary !== undefined && { boundary: spare(identity.boundary) }),
              },
            },
          },
    sessionPolicies: sessionPolicies.map(onlyAllows),
  };
}

/** A session policy that is written out, without its denies; one that is named stays as it is. */
function onlyAllows(document: unknown): unknown {
  const read = readDocument(document);
  if ("problem" in read) return document;
  const listed = read.json["Statement"];
  const list: readonly unknown[] = Array.isArray(listed) ? listed : [listed];
  const denies = (each: unknown): boolean =>
    typeof each === "object" && each !== null && "Effect" in each && each.Effect === "Deny";
  return { ...read.json, Statement: list.filter((each) => !denies(each)) };
}
