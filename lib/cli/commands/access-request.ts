import * as z from "zod/mini";
import type { ActionIndex } from "../../actions/action-index.ts";
import type { AccessRequest } from "../../iam/access.ts";
import { failure } from "../../base/faults.ts";
import { parseJson } from "../../base/json.ts";
import { isArn, nearestAction } from "./access-names.ts";
import { accessFaults as faults } from "./access-faults.ts";
import type { RequestLine } from "./access-lines.ts";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const arn = z.string().check(z.maxLength(2048), z.refine(isArn));
const arnOrAll = z.string().check(
  z.maxLength(2048),
  z.refine((text) => text === "*" || isArn(text)),
);

const shape = z.object({
  id: z.union([z.string(), z.number()]),
  principal: arnOrAll,
  action: z.string().check(z.maxLength(200), z.regex(/^[A-Za-z0-9-]+:[A-Za-z0-9]+$/)),
  resource: arnOrAll,
  context: z.optional(z.record(z.string(), z.union([scalar, z.array(scalar)]))),
  sessionPolicies: z.optional(z.array(z.union([arn, z.string(), z.record(z.string(), z.unknown())]))),
});

export interface NumberedRequest {
  readonly id: string | number;
  readonly asked: AccessRequest;
}

/**
 * One line of `access decide` (docs/formats/access.md). Unknown keys are ignored, so that a witness of `access who`
 * can be put as it is.
 *
 * @throws RollwardError request-malformed, request-action
 */
export function parseRequest({ number: line, text }: RequestLine, index: ActionIndex): NumberedRequest {
  const json = parseJson(text);
  if (json === undefined) throw failure(faults["request-malformed"], { line, at: "$", expected: "JSON" });
  const parsed = shape.safeParse(json);
  if (!parsed.success) {
    const path = (parsed.error.issues[0]?.path ?? []).map((step) =>
      typeof step === "number" ? `[${step}]` : `.${String(step)}`,
    );
    const key = String(parsed.error.issues[0]?.path[0] ?? "");
    const expected = Object.hasOwn(expectations, key) ? expectations[key]! : "{…}";
    throw failure(faults["request-malformed"], { line, at: `$${path.join("")}`, expected });
  }
  const { id, principal, action, resource, context, sessionPolicies } = parsed.data;
  if (index.find(action) === undefined) {
    const nearest = nearestAction(action, index) ?? "none";
    throw failure(faults["request-action"], { line, action, nearest, version: index.version });
  }
  const asked = { principal, action, resource };
  return {
    id,
    asked: {
      ...asked,
      ...(context !== undefined && { context }),
      ...(sessionPolicies !== undefined && { sessionPolicies }),
    },
  };
}

const expectations: Readonly<Record<string, string>> = {
  id: '"…" | 1',
  principal: "arn:… | *",
  action: "service:Action",
  resource: "arn:… | *",
  context: '{"key": "value" | 1 | true | […]}',
  sessionPolicies: "[{…} | arn:…]",
};
