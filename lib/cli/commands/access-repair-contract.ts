import { questionsOf } from "../../audit/asset-questions.ts";
import { reachOf } from "../../audit/assets.ts";
import type { CheckInput } from "../../audit/check.ts";
import { offenders, type Offender } from "../../audit/offenders.ts";
import { officeAccountUnread } from "../../audit/outside-accounts.ts";
import { capabilities } from "../../contract/capabilities.ts";
import { capabilityIds, type Asset, type CapabilityId } from "../../contract/contract.ts";
import { grants } from "../../contract/grants.ts";
import { boundsOf, rightOf, targetAsset, tasksOf } from "../../contract/matrix.ts";
import type { AccessQuestion } from "../../iam/access.ts";
import { parseArn } from "../../iam/arn.ts";
import type { Asked, Unsolved, Violation } from "../../iam/repair/request.ts";

const mfa = "aws:MultiFactorAuthPresent";

/** What the contract forbids and is possible, and of what nobody knows whether it is. */
export interface Forbidden {
  readonly remove: readonly Violation[];
  readonly unknown: readonly Unsolved[];
}

/** Every violation that the audit’s rules find, before escalation, by asset, capability and principal. */
export function violationsOf(input: CheckInput): Forbidden {
  const found = input.contract.assets.flatMap((asset) =>
    capabilityIds
      .filter((id) => capabilities[id].actions[asset.key] !== undefined)
      .flatMap((id) => offenders(input, asset, id).map((offender) => ({ asset, offender }))),
  );
  const [remove, unknown]: [Violation[], Unsolved[]] = [[], []];
  for (const { asset, offender } of found) {
    const principal = offender.kind === "stranger" ? offender.principal : offender.acting;
    const questions = questionsAbout(input, asset, offender, principal);
    const { proof } = offender;
    if (proof.verdict === "yes") remove.push({ principal, questions });
    else
      for (const question of questions.slice(0, 1))
        unknown.push({ principal, question, reason: "unknown", why: proof.why });
  }
  return { remove, unknown };
}

/** Everything of a capability that this principal is not allowed, as questions. */
function questionsAbout(
  input: CheckInput,
  asset: Asset,
  { kind, capability, acting }: Offender,
  principal: string,
): readonly AccessQuestion[] {
  const actions = capabilities[capability].actions[asset.key] ?? [];
  const ask = (of: readonly string[], limits: Pick<AccessQuestion, "except" | "given"> = {}) =>
    questionsOf(of, reachOf(asset, input))
      .filter(
        ({ ownAccountOnly }) =>
          !ownAccountOnly || asset.accounts.includes(parseArn(principal)?.account ?? ""),
      )
      .map(({ actions: some, resources }) => ({ actions: some, resources, ...limits }));
  if (kind === "stranger") return ask(actions);
  const { freely, withMfa } = rightOf(input.contract, acting, capability, asset.key);
  const guarded = [...withMfa].filter((action) => !freely.has(action));
  const bounds =
    officeAccountUnread(input, acting) === undefined
      ? boundsOf(input.contract, acting, capability, asset.key)
      : [];
  return [
    ...ask(actions.filter((action) => !freely.has(action) && !withMfa.has(action))),
    ...bounds.flatMap(({ action, on, throughOnly }) => [
      ...ask([action], { except: on }),
      ...(throughOnly ? ask([action], { given: { [serviceKey(action)]: null } }) : []),
    ]),
    ...[null, "false"].flatMap((value) => ask(guarded, { given: { [mfa]: value } })),
  ];
}

/** By which key the stacks hold a right to calls that a service makes (`lib/contract/grant-reach.ts`). */
function serviceKey(action: string): string {
  return action.startsWith("kms:") ? "kms:ViaService" : "aws:CalledVia";
}

/** Everything that the contract allows the users and roles of the snapshot, one action and one resource each. */
export function contractNeeds(input: CheckInput): readonly Asked[] {
  const { contract, access } = input;
  return access.principals
    .filter((principal) => tasksOf(contract, principal).length > 0)
    .flatMap((principal) => [
      ...contract.assets.flatMap((asset) =>
        capabilityIds
          .filter((id) => capabilities[id].actions[asset.key] !== undefined)
          .flatMap((id) => needsOf(input, principal, asset, id)),
      ),
      ...besideAssets(input, principal),
    ]);
}

function needsOf(input: CheckInput, principal: string, asset: Asset, id: CapabilityId): readonly Asked[] {
  const { contract } = input;
  const { freely, withMfa } = rightOf(contract, principal, id, asset.key);
  const bounds = boundsOf(contract, principal, id, asset.key);
  const exact = bounds.flatMap(({ action, on, throughOnly }) =>
    on.map((resource): Asked => {
      const given = throughOnly ? viaService(input, principal, action) : undefined;
      return { principal, question: { actions: [action], resources: [resource], ...(given && { given }) } };
    }),
  );
  const whole = (of: readonly string[], limits: Pick<AccessQuestion, "given"> = {}) =>
    of
      .flatMap((action) => questionsOf([action], reachOf(asset, input)))
      .flatMap(({ actions, resources }) =>
        resources.map((resource): Asked => ({
          principal,
          question: { actions, resources: [resource], ...limits },
        })),
      );
  const bounded = new Set(bounds.map(({ action }) => action));
  return [
    ...exact,
    ...whole([...freely].filter((action) => !bounded.has(action))),
    ...whole(
      [...withMfa].filter((action) => !freely.has(action)),
      { given: { [mfa]: "true" } },
    ),
  ];
}

/** The service that calls with a function’s role, as the request names it. */
function viaService({ contract }: CheckInput, principal: string, action: string): AccessQuestion["given"] {
  const through = tasksOf(contract, principal)
    .flatMap((task) => (Object.hasOwn(grants, task) ? grants[task as keyof typeof grants] : []))
    .find((grant) => grant.action === action && grant.through !== "lambda")?.through;
  const region = contract.config?.regions?.[0];
  if (through === undefined) return undefined;
  if (!action.startsWith("kms:")) return { [serviceKey(action)]: `${through}.amazonaws.com` };
  return region === undefined ? undefined : { [serviceKey(action)]: `${through}.${region}.amazonaws.com` };
}

/** What functions need of things that are no assets: their log lines. */
function besideAssets({ contract }: CheckInput, principal: string): readonly Asked[] {
  const own = tasksOf(contract, principal)
    .filter((task) => contract.config?.tasks?.[task] === undefined)
    .flatMap((task) => (Object.hasOwn(grants, task) ? grants[task as keyof typeof grants] : []))
    .filter(({ on }) => targetAsset[on] === undefined);
  const actions = [...new Set(own.map(({ action }) => action))].sort();
  return actions.map((action) => ({ principal, question: { actions: [action], resources: ["*"] } }));
}
