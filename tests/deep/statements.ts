import {
  bucket,
  home,
  other,
  outside,
  roleArn,
  rootArn,
  sessionArn,
  userArn,
  type Json,
} from "../iam/world.ts";
import type { Dice } from "./dice.ts";
import { derivedKeys, type Key } from "./keys.ts";
import type { Service } from "./services.ts";

/** What a statement of one world may speak of. */
export interface Vocabulary {
  readonly dice: Dice;
  readonly service: Service;
  readonly keys: readonly Key[];
}

/** One statement of an identity policy, a boundary or an SCP. */
export function statementOf(words: Vocabulary, Effect: string = effectOf(words.dice)): Json {
  const { dice, service } = words;
  return {
    Effect,
    ...(dice.chance(0.1)
      ? { NotAction: listed(dice, service.otherActions) }
      : { Action: listed(dice, service.actionPatterns) }),
    ...(dice.chance(0.12)
      ? { NotResource: listed(dice, service.resourcePatterns) }
      : { Resource: dice.chance(0.3) ? "*" : listed(dice, service.resourcePatterns) }),
    ...conditionsOf(words),
  };
}

/** One statement of a resource’s policy, or of a trust policy, which has no resource. */
export function standingStatement(words: Vocabulary, trust = false): Json {
  const { dice } = words;
  const { Resource, NotResource, ...rest } = statementOf(words);
  const where = trust
    ? {}
    : { ...(Resource !== undefined && { Resource }), ...(NotResource !== undefined && { NotResource }) };
  if (!trust && rest["Effect"] === "Deny" && dice.chance(0.2)) {
    return { ...rest, ...where, NotPrincipal: dice.one(spared) };
  }
  return { ...rest, ...where, Principal: dice.one(principals) };
}

function effectOf(dice: Dice): string {
  return dice.chance(0.6) ? "Allow" : "Deny";
}

const clerk = userArn("clerk");
const sealer = roleArn("sealer");

const principals: readonly unknown[] = [
  "*",
  "*",
  { AWS: "*" },
  { AWS: home },
  { AWS: rootArn() },
  { AWS: rootArn(other) },
  { AWS: rootArn(outside) },
  { AWS: [clerk, sealer] },
  { AWS: sealer },
  { AWS: userArn("visitor", other) },
  { AWS: [sessionArn("sealer", "eve"), roleArn("auditor", other)] },
  { AWS: userArn("stranger", outside) },
  { AWS: "AROASEALER" },
  { Service: "lambda.amazonaws.com", AWS: clerk },
  { Federated: "cognito-identity.amazonaws.com" },
];

const spared: readonly unknown[] = [
  { AWS: [clerk, rootArn()] },
  { AWS: [sealer, sessionArn("sealer", "eve"), rootArn()] },
  { AWS: [rootArn(other), userArn("visitor", other)] },
  { AWS: rootArn() },
  "*",
];

function listed(dice: Dice, of: readonly string[]): unknown {
  const chosen = dice.some(of, 1, 2);
  return chosen.length === 1 && dice.chance(0.7) ? chosen[0] : chosen;
}

function conditionsOf({ dice, keys }: Vocabulary): Json {
  const count = dice.one([0, 0, 1, 1, 2, 3]);
  const tests = dice.many(count, count, (): readonly [string, string, unknown] => {
    const key = keys.length === 0 || dice.chance(0.2) ? dice.one(derivedKeys) : dice.one(keys);
    if (dice.chance(0.12)) return ["Null", key.name, dice.one(["true", "false"])];
    return [dice.one(key.operators), key.name, listed(dice, key.asked)];
  });
  if (count === 0) return {};
  const Condition: Record<string, Record<string, unknown>> = {};
  for (const [operator, key, value] of tests) Condition[operator] = { ...Condition[operator], [key]: value };
  return { Condition };
}

/** Objects whose names hold a variable, where the service has any. */
export const variableResources: readonly string[] = [
  `${bucket}/\${aws:username}`,
  `${bucket}/\${aws:PrincipalTag/county}*`,
  `${bucket}/\${s3:prefix}`,
  `${bucket}/\${aws:PrincipalTag/team, 'a'}*`,
  `${bucket}/\${aws:userid}`,
  `${bucket}/\${aws:RequestTag/county}/*`,
];
