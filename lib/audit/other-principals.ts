import { matchesPattern } from "../actions/wildcard.ts";
import type { Words } from "../base/words.ts";
import { coverOf } from "../contract/arn.ts";
import { capabilities } from "../contract/capabilities.ts";
import { capabilityWords } from "../contract/capability-words.ts";
import type { Asset, CapabilityId } from "../contract/contract.ts";
import type { Witness } from "../iam/access.ts";
import { covers, meet, patternOf } from "../iam/globs.ts";
import type { ActionElement, Policy, PrincipalPattern, Statement } from "../iam/landscape.ts";
import { parsePolicy } from "../iam/parse.ts";
import { reachOf } from "./assets.ts";
import { questionsOf } from "./asset-questions.ts";
import type { CheckInput } from "./check.ts";
import { cut } from "./cut.ts";
import type { Verdict } from "./finding.ts";
import { actsForOffice, officeOf } from "./office-sources.ts";

/** Whom the policies of an asset let in beside AWS accounts, users and roles, which the engine asks about. */
export interface OtherPrincipals {
  /** `fail` for a service that may act for anybody; `unknown` for somebody of whom it cannot be told who that is. */
  readonly verdicts: readonly Verdict[];
  /** Services that are let in while they act for the office. Sorted. */
  readonly services: readonly string[];
  /** The same as the verdicts, one for each capability. */
  readonly acts: readonly OtherAct[];
}

/** A capability that a policy gives somebody who is no AWS account, user or role. */
export interface OtherAct {
  /** A service that may act for anybody; or somebody of whom it cannot be told who that is. */
  readonly kind: Other["kind"];
  readonly capability: CapabilityId;
  readonly witness: Witness & { readonly principal: string };
}

/**
 * Judges each Allow of a policy on the asset that names a service, a canonical user, an identity provider or the id of
 * a user or role, by the capabilities that its actions amount to.
 */
export function otherPrincipals(
  input: CheckInput,
  asset: Asset,
  ids: readonly CapabilityId[],
): OtherPrincipals {
  const reach = reachOf(asset, input);
  const office = officeOf(input);
  const verdicts = new Map<string, Verdict>();
  const services = new Set<string>();
  const acts: OtherAct[] = [];
  for (const { resource, policy: text } of input.snapshot.accounts.flatMap((one) => one.resourcePolicies)) {
    if (!reach.some((pattern) => matchesPattern(pattern, resource))) continue;
    const policy = parsePolicy(text, resource, "resource");
    for (const statement of policy.statements) {
      const named = othersIn(statement, input);
      const deeds = named.length === 0 ? [] : deedsOf(statement, { asset, ids, reach, resource, policy });
      if (deeds.length === 0) continue;
      const held = actsForOffice(statement.conditions, office);
      for (const one of named) {
        if (one.kind === "service" && held) services.add(one.text);
        else {
          verdicts.set(`${one.text} ${resource}`, tellOf(one, { asset, resource, statement, deeds }));
          for (const deed of Map.groupBy(deeds, ({ capability }) => capability).values())
            acts.push({
              kind: one.kind,
              capability: deed[0]!.capability,
              witness: requestOf(one, resource, statement, deed[0]!),
            });
        }
      }
    }
  }
  return { verdicts: [...verdicts.values()], services: [...services].sort(), acts };
}

interface Other {
  readonly kind: "service" | "nameless";
  readonly text: string;
}

function othersIn({ effect, principals }: Statement, input: CheckInput): readonly Other[] {
  // “Everybody but …” is everybody, and a stranger.
  if (effect !== "Allow" || principals === undefined || principals.negated) return [];
  return principals.of.flatMap((one): readonly Other[] => {
    if (one.kind === "service") return [{ kind: "service", text: one.service }];
    const text = namelessOf(one);
    return text === undefined || isKnown(text, input) ? [] : [{ kind: "nameless", text }];
  });
}

function namelessOf(one: PrincipalPattern): string | undefined {
  if (one.kind === "federated") return one.provider;
  return one.kind === "canonicalUser" || one.kind === "id" ? one.id : undefined;
}

/** The engine knows users and roles by their ids too. */
function isKnown(id: string, { snapshot }: CheckInput): boolean {
  return snapshot.accounts.some(({ authorizationDetails: { UserDetailList, RoleDetailList } }) =>
    [...UserDetailList.map(({ UserId }) => UserId), ...RoleDetailList.map(({ RoleId }) => RoleId)].includes(
      id,
    ),
  );
}

interface Deed {
  readonly capability: CapabilityId;
  readonly action: string;
  /** On what. */
  readonly asked: string;
}

interface Place {
  readonly asset: Asset;
  readonly ids: readonly CapabilityId[];
  readonly reach: readonly string[];
  readonly resource: string;
  readonly policy: Policy;
}

/** What a statement allows of these capabilities, less what the same policy denies to everybody, whatever the case. */
function deedsOf(statement: Statement, { asset, ids, reach, resource, policy }: Place): readonly Deed[] {
  const here = coverOf(resource).map((one) => patternOf(one));
  const near = reach.filter((one) => here.some((pattern) => meet(pattern, patternOf(one))));
  const denials = policy.statements.filter(deniesEverybody);
  const isOpen = (action: string, asked: string): boolean =>
    falls(statement, asked, meet) &&
    !denials.some((denial) => acts(denial.actions, action) && falls(denial, asked, covers));
  return ids.flatMap((capability) =>
    (capabilities[capability].actions[asset.key] ?? [])
      .filter((action) => acts(statement.actions, action))
      .flatMap((action) => {
        const questions = questionsOf([action], near).filter(({ ownAccountOnly }) => !ownAccountOnly);
        const asked = questions.flatMap(({ resources }) => resources).find((one) => isOpen(action, one));
        return asked === undefined ? [] : [{ capability, action, asked }];
      }),
  );
}

function deniesEverybody({ effect, principals, conditions, problem }: Statement): boolean {
  return (
    effect === "Deny" &&
    conditions.length === 0 &&
    problem === undefined &&
    principals?.negated === false &&
    principals.of.some(({ kind }) => kind === "everyone")
  );
}

function acts({ negated, patterns }: ActionElement, action: string): boolean {
  return patterns.some((pattern) => matchesPattern(pattern, action, true)) !== negated;
}

/** Without `Resource` a statement is about whatever its policy stands on; `NotResource` is taken to leave nothing out. */
function falls({ resources, effect }: Statement, asked: string, how: typeof meet): boolean {
  if (resources === undefined) return true;
  if (resources.negated) return effect === "Allow";
  return resources.patterns.some(({ text }) => how(patternOf(text), patternOf(asked)));
}

interface Told {
  readonly asset: Asset;
  readonly resource: string;
  readonly statement: Statement;
  readonly deeds: readonly Deed[];
}

function tellOf({ kind, text }: Other, { asset, resource, statement, deeds }: Told): Verdict {
  const list = (lang: "en" | "fr") =>
    [...new Set(deeds.map(({ capability }) => capabilityWords[capability][lang]))].join(", ");
  const place = statement.sid ?? statement.index;
  const args = {
    resource,
    principal: text,
    statement: String(place),
    deeds: { en: list("en"), fr: list("fr") },
  };
  const actions = [...new Set(deeds.map(({ action }) => action))];
  const witness = requestOf({ kind, text }, resource, statement, deeds[0]!);
  const onSubject = asset.resources.includes(resource) ? "" : ` ${resource}`;
  return {
    status: kind === "service" ? "fail" : "unknown",
    subject: `${asset.id} ${text}${onSubject}`,
    words: words[kind],
    args,
    evidence: { policy: resource, statement: place, ...cut("actions", actions) },
    ...(kind === "service" ? { witness } : {}),
    fix: { words: kind === "service" ? words.bind : words.name, args },
  };
}

function requestOf(
  { text }: Other,
  policy: string,
  { sid, index }: Statement,
  { action, asked }: Deed,
): OtherAct["witness"] {
  const by = [{ policy, statement: sid ?? index, effect: "Allow" as const }];
  return { principal: text, action, resource: asked, by };
}

const words = {
  service: {
    en: "{resource}: statement {statement} of its policy lets the service {principal} do this for whoever asks the service, from any account: {deeds}; no condition holds it to the office’s own. That is before escalation.",
    fr: "{resource} : la déclaration {statement} de sa politique laisse le service {principal} faire ceci pour quiconque le lui demande, depuis n’importe quel compte : {deeds} ; aucune condition ne le réserve à ceux du bureau. C’est avant escalade de privilèges.",
  },
  nameless: {
    en: "{resource}: statement {statement} of its policy lets {principal} do this ({deeds}), and who that is cannot be told.",
    fr: "{resource} : la déclaration {statement} de sa politique laisse {principal} faire ceci ({deeds}), et l’on ne peut pas dire de qui il s’agit.",
  },
  bind: {
    en: "Add a condition to the statement {statement} that names the office’s account or resource (aws:SourceAccount, aws:SourceArn; for keys kms:CallerAccount); or take {principal} out of it.",
    fr: "Ajoutez à la déclaration {statement} une condition qui nomme le compte ou la ressource du bureau (aws:SourceAccount, aws:SourceArn ; pour les clés kms:CallerAccount) ; ou retirez-en {principal}.",
  },
  name: {
    en: "Find out who {principal} is, and name in its place the role that the task has, by its ARN; or take it out of the statement {statement}.",
    fr: "Cherchez qui est {principal}, et nommez à sa place, par son ARN, le rôle qui tient la tâche ; ou retirez-le de la déclaration {statement}.",
  },
} satisfies Record<string, Words>;
