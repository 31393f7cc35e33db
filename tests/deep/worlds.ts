import type { AccessQuestion, RequestContext } from "../../lib/iam/access.ts";
import type { KeyGrant, Organization } from "../../lib/iam/input.ts";
import {
  bucket,
  home,
  key,
  managedArn,
  other,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  table,
  userArn,
  outside,
  type Json,
  type World,
} from "../iam/world.ts";
import { diceOf, type Dice } from "./dice.ts";
import { keysOf, type Key } from "./keys.ts";
import { sealed, services, type Service } from "./services.ts";
import { standingStatement, statementOf, type Vocabulary } from "./statements.ts";

/** One world, what is asked of it, and every request that can be told apart in it. */
export interface Trial {
  readonly seed: number;
  readonly world: World;
  readonly question: AccessQuestion;
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Whether there can be a request for an action on a resource. */
  readonly exists: (action: string, resource: string) => boolean;
  readonly contexts: readonly RequestContext[];
  /** Nothing that policies could tell apart is missing above, for who is in the snapshot. */
  readonly complete: boolean;
  readonly policies: number;
}

const mostContexts = 160;

/** What the policies of the world of a seed speak of. */
export function vocabularyOf(seed: number): Vocabulary {
  const dice = diceOf(seed);
  const service = dice.one([services[0]!, ...services]);
  return { dice, service, keys: keysOf(dice, mostContexts, service.actions[0]!.split(":", 1)[0]!) };
}

export function trialOf(seed: number): Trial {
  const words = vocabularyOf(seed);
  const { dice, service, keys } = words;
  const world = worldOf(words);
  const text = JSON.stringify(world);
  const constrained = text.includes("encryptionContextSubset");
  const mentioned = keys.filter(
    ({ name }) => text.includes(name) || (constrained && name.startsWith("kms:EncryptionContext")),
  );
  const given = givenOf(dice, mentioned);
  const { question, ...universe } = asked(dice, service);
  return {
    seed,
    world,
    ...universe,
    question: { ...question, ...(given && { given }) },
    principals: principals(),
    contexts: contextsOf(mentioned).filter((context) =>
      Object.entries(given ?? {}).every(([key, value]) => context[key] === (value ?? undefined)),
    ),
    // A grant’s constraint asks for a key that may not be among those that are tried.
    complete: isComplete(text, mentioned) && !constrained,
    policies: text.split('"Version"').length - 1,
  };
}

function principals(): readonly string[] {
  return [
    userArn("clerk"),
    userArn("twin"),
    roleArn("sealer"),
    sessionArn("sealer", "eve"),
    userArn("visitor", other),
    roleArn("auditor", other),
    rootArn(),
    rootArn(outside),
    userArn("stranger", outside),
    "*",
  ];
}

/** What the question itself says of a key, now and then; not of tags, which AWS adds where a principal has them. */
function givenOf(dice: Dice, mentioned: readonly Key[]): AccessQuestion["given"] {
  const keys = mentioned.filter(({ name }) => !name.startsWith("aws:PrincipalTag/"));
  if (keys.length === 0 || dice.chance(0.85)) return undefined;
  const { name, values } = dice.one(keys);
  const texts = values.filter((each) => typeof each === "string");
  return { [name]: texts.length === 0 || dice.chance(0.3) ? null : dice.one(texts) };
}

function asked(
  dice: Dice,
  { actions, resources, exists = () => true, askedPatterns }: Service,
): Pick<Trial, "question" | "actions" | "resources" | "exists"> {
  const named = dice.some(actions, 1, 2);
  const byPattern = dice.chance(0.5);
  const chosen = byPattern ? dice.some(askedPatterns, 1, 2) : dice.some(resources, 1, resources.length);
  const except = dice.chance(0.1) ? [dice.one(resources)] : [];
  const matched = resources.filter(
    (each) => chosen.some((pattern) => matchesSimple(pattern, each)) && !except.includes(each),
  );
  return {
    question: { actions: named, resources: chosen, ...(except.length > 0 && { except }) },
    actions: named.flatMap((name) => (name === "s3:?etObject" ? ["s3:GetObject"] : [name])),
    resources: matched,
    exists,
  };
}

/** Patterns of questions have a run at their end, or in place of an account. */
function matchesSimple(pattern: string, text: string): boolean {
  if (pattern === "*" || pattern === text) return true;
  const [head = "", tail = ""] = pattern.split("*", 2);
  return pattern.includes("*") && text.startsWith(head) && (pattern.endsWith("*") || text.endsWith(tail));
}

function worldOf(words: Vocabulary): World {
  const { dice } = words;
  const own = (least: number, most: number): Json =>
    policy(...dice.many(least, most, () => statementOf(words)));
  const standing = (): Json => policy(...dice.many(0, 3, () => standingStatement(words)));
  const wide = (share: number): readonly Json[] =>
    dice.chance(share) ? [{ Effect: "Allow", Action: "*", Resource: "*" }] : [];
  const rail = (): Json => policy(...wide(0.85), ...dice.many(0, 2, () => statementOf(words)));
  const bounded = (account: string) => (dice.chance(0.3) ? { boundary: managedArn("edge", account) } : {});
  const identity = (account: string) => ({
    account,
    inline: dice.many(1, 2, () => own(1, 3)),
    ...bounded(account),
  });
  const clerk = identity(home);
  const trust = (): Json => policy(...dice.many(1, 3, () => standingStatement(words, true)));
  const world = {
    users: {
      clerk: { ...clerk, tags: { county: "a" }, groups: dice.chance(0.4) ? ["staff"] : [] },
      twin: { ...clerk, tags: dice.one([{ county: "a" }, { county: "b" }, {}]) },
      visitor: { ...identity(other), tags: dice.chance(0.5) ? { county: "b", team: "a" } : {} },
    },
    roles: {
      sealer: { ...identity(home), tags: dice.chance(0.5) ? { county: "b" } : {}, trust: trust() },
      auditor: { ...identity(other), trust: trust() },
    },
    groups: { staff: [own(1, 2)] },
    managed: { edge: policy(...wide(0.5), ...dice.many(1, 2, () => statementOf(words))) },
    resources: {
      [bucket]: standing(),
      ...(dice.chance(0.9) && { [sealed]: standing() }),
      ...(dice.chance(0.6) && { [table]: standing() }),
      [key]: policy(
        ...(dice.chance(0.6)
          ? [{ Effect: "Allow", Principal: { AWS: home }, Action: "kms:*", Resource: "*" }]
          : []),
        ...dice.many(0, 2, () => standingStatement(words)),
      ),
    },
  };
  const grants = dice.many(0, 2, () => grantOf(dice));
  const buckets = { [bucket]: dice.chance(0.2), [sealed]: false };
  return {
    ...world,
    ...(dice.chance(0.5) && { grants }),
    ...(dice.chance(0.5) && { buckets }),
    ...(dice.chance(0.45) && { organization: organizationOf(dice, rail) }),
  };
}

function grantOf(dice: Dice): KeyGrant {
  const grantees = [userArn("clerk"), roleArn("sealer"), userArn("visitor", other), rootArn(outside)];
  return {
    key,
    id: `g${dice.below(100)}`,
    grantee: dice.one(grantees),
    operations: dice.some(["Decrypt", "CreateGrant", "RetireGrant"], 1, 2),
    ...(dice.chance(0.4) && { constraints: { encryptionContextSubset: { county: dice.one(["a", "b"]) } } }),
  };
}

function organizationOf(dice: Dice, rail: () => Json): Organization {
  const targets = (): readonly string[] => dice.one([[home, other], [home], [other]]);
  return {
    id: "o-county",
    ...(dice.chance(0.15) && { managementAccount: other }),
    serviceControlPolicies: dice.many(0, 3, () => ({
      name: `s${dice.below(100)}`,
      policy: rail(),
      targets: targets(),
      level: dice.one(["root", "unit"]),
    })),
    resourceControlPolicies: dice.many(0, 2, () => ({
      name: `r${dice.below(100)}`,
      policy: rcp(rail()),
      targets: targets(),
    })),
  };
}

function rcp(document: Json): Json {
  const statements = document["Statement"] as readonly Json[];
  return { ...document, Statement: statements.map((each) => ({ ...each, Principal: "*" })) };
}

function contextsOf(keys: readonly Key[]): readonly RequestContext[] {
  return keys.reduce<readonly RequestContext[]>(
    (found, { name, values }) =>
      found.flatMap((context) =>
        values.map((value) => (value === undefined ? context : { ...context, [name]: value })),
      ),
    [{}],
  );
}

/** No key with more values than are tried, none in a variable, and none of who asks that a session may choose. */
function isComplete(text: string, keys: readonly Key[]): boolean {
  const variables = /\$\{(?:s3:prefix|aws:RequestTag|aws:PrincipalTag\/team|aws:userid)/.test(text);
  const unsettled =
    /aws:(userid|PrincipalTag\/county)/.test(text) ||
    (text.includes("OrgID") && !text.includes('"id":"o-county"'));
  return !variables && !keys.some(({ open }) => open) && !unsettled;
}
