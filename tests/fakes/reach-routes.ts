import type { Route, RouteStep } from "../../lib/iam/escalation.ts";

/** A route of assumed roles, each step with its request: from the first to the second, by way of the others. */
export function along(from: string, to: string, ...between: readonly string[]): Route {
  const stops = [from, ...between, to];
  const steps = stops.slice(1).map((target, at): RouteStep => {
    const principal = stops[at]!;
    const by = [{ policy: `${principal}/inline/own`, statement: 0, effect: "Allow" as const }];
    return {
      kind: "sts-assume-role",
      principal,
      via: ["sts:AssumeRole"],
      target,
      witnesses: [{ principal, action: "sts:AssumeRole", resource: target, by }],
    };
  });
  return { from, to, steps };
}

/** A role that writes rights for itself. */
export function writes(role: string): Route {
  const by = [{ policy: `${role}/inline/own`, statement: 0, effect: "Allow" as const }];
  const step: RouteStep = {
    kind: "iam-put-role-policy",
    principal: role,
    via: ["iam:PutRolePolicy"],
    target: role,
    witnesses: [{ principal: role, action: "iam:PutRolePolicy", resource: role, by }],
  };
  return { from: role, to: role, steps: [step] };
}
