import { loadActions } from "../actions/load.ts";
import { matchesPattern } from "../actions/wildcard.ts";
import type { Words } from "../base/words.ts";
import { coreOf, parseArn } from "../contract/arn.ts";
import { capabilities } from "../contract/capabilities.ts";
import { capabilityIds, type Asset, type CapabilityId } from "../contract/contract.ts";
import { keysInReach, reachOf } from "./assets.ts";
import { questionsOf } from "./asset-questions.ts";
import type { CheckInput } from "./check.ts";
import { accountIn } from "./facts.ts";
import type { Verdict } from "./finding.ts";
import { factUnread, unreadFor } from "./unread.ts";

type Places = Pick<CheckInput, "snapshot" | "contract">;

/**
 * `unknown` for each fact that these capabilities ask about and that the snapshot does not have: the key of a bucket or
 * table, the policy of a key, the roles of functions; and for an ARN that names nothing the capabilities could be asked
 * of, since a question that is never put is answered by nobody.
 */
export function reachGaps(asset: Asset, places: Places, ids: readonly CapabilityId[]): readonly Verdict[] {
  const actions = ids.flatMap((id) => capabilities[id].actions[asset.key] ?? []);
  if (actions.length === 0) return [];
  const asksKeys = actions.some((action) => action.startsWith("kms:"));
  return [
    ...nothingAsked(asset, actions),
    ...(asksKeys ? [...encryptionGaps(asset, places), ...keyPolicyGaps(asset, places)] : []),
    ...(asset.key === "code" ? roleGaps(asset, places) : []),
  ];
}

/** ARNs of an asset of which no action of the contract, or none of these, can be asked: most often one misspelt. */
function nothingAsked({ key, id, resources }: Asset, actions: readonly string[]): readonly Verdict[] {
  const every = capabilityIds.flatMap((each) => capabilities[each].actions[key] ?? []);
  const cores = [...new Set(resources.map(coreOf))];
  const asks = (some: readonly string[], on: readonly string[]) =>
    questionsOf(some, on).some(({ ownAccountOnly }) => !ownAccountOnly);
  const strange = cores.filter(
    (core) =>
      !asks(
        every,
        resources.filter((one) => coreOf(one) === core),
      ),
  );
  const unasked = strange.length === 0 && !asks(actions, resources) && asksOfResources(actions) ? cores : [];
  return [...strange, ...unasked].map((resource) => ({
    status: "unknown",
    subject: id,
    words: words.strange,
    args: { id, resource },
    evidence: { resource, actions: actions.length },
    fix: { words: words.spell, args: { key } },
  }));
}

/** Some actions know no resources at all; they are asked of the account. */
function asksOfResources(actions: readonly string[]): boolean {
  return actions.some((action) => (loadActions().find(action)?.resources.length ?? 0) > 0);
}

/** Which key closes a bucket or table must be known, for whoever takes the key away takes away what it closes. */
function encryptionGaps(asset: Asset, places: Places): readonly Verdict[] {
  const { snapshot } = places;
  if (!["roll", "vault", "mirrors", "checkins"].includes(asset.key)) return [];
  const gap = (subject: string, facts: "buckets" | "tables", account: string, resource?: string) =>
    factUnread(snapshot, subject, words.encryption, { account, resource, facts });
  return snapshot.accounts.flatMap((account) => {
    const kinds = [
      { facts: "buckets", service: "s3", list: account.buckets },
      { facts: "tables", service: "dynamodb", list: account.tables },
    ] as const;
    return kinds.flatMap(({ facts, service, list }) => {
      const patterns = asset.resources.filter((one) => {
        const home = accountIn(one);
        return parseArn(one)?.service === service && (home === undefined || home === account.id);
      });
      if (patterns.length === 0) return [];
      if (list === undefined)
        return asset.accounts.includes(account.id) ? [gap(asset.id, facts, account.id)] : [];
      return list
        .filter(({ arn }) => patterns.some((pattern) => matchesPattern(pattern, arn)))
        .filter((fact) => !keyIsKnown(fact, account.id, places))
        .map(({ arn }) => gap(`${asset.id} ${arn}`, facts, account.id, arn));
    });
  });
}

function keyIsKnown(
  fact: { readonly arn: string; readonly encryption?: Encryption | null },
  account: string,
  places: Places,
): boolean {
  const { encryption } = fact;
  if (encryption === undefined) return false;
  if (encryption === null) return true;
  if (encryption.key === undefined) return encryption.kind !== "customer";
  return keysInReach([fact], account, places.snapshot).some((arn) =>
    parseArn(arn)?.resource.startsWith("key/"),
  );
}

interface Encryption {
  readonly kind?: "aws-owned" | "aws-managed" | "customer";
  readonly key?: string;
}

/** Every key has a policy (KMS Developer Guide, “Key policies”); one that is not in the snapshot was not read. */
function keyPolicyGaps(asset: Asset, places: Places): readonly Verdict[] {
  const { snapshot } = places;
  const stated = new Set(
    snapshot.accounts.flatMap(({ resourcePolicies }) => resourcePolicies.map(({ resource }) => resource)),
  );
  const services = new Set(
    snapshot.accounts.flatMap(({ keys }) =>
      (keys ?? []).flatMap(({ arn, manager }) => (manager === "aws" ? [arn] : [])),
    ),
  );
  const managed = new Set(awsManaged(places));
  return reachOf(asset, places).flatMap((arn) => {
    if (!isKey(arn) || stated.has(arn) || services.has(arn) || managed.has(arn)) return [];
    const wanted = { account: accountIn(arn), resource: arn, facts: "resource-policies" } as const;
    // What is named as unread is told of by assetGaps.
    if (unreadFor(snapshot, wanted) !== undefined && asset.resources.includes(arn)) return [];
    return [
      factUnread(
        snapshot,
        arn === asset.resources[0] ? asset.id : `${asset.id} ${arn}`,
        words.policy,
        wanted,
      ),
    ];
  });
}

/** Keys that tables name as AWS’s own: nobody of the office decides over them. */
function awsManaged({ snapshot }: Places): readonly string[] {
  return snapshot.accounts.flatMap(({ id, tables }) =>
    (tables ?? [])
      .filter(({ encryption }) => encryption?.kind === "aws-managed")
      .flatMap((table) => keysInReach([table], id, snapshot)),
  );
}

function isKey(arn: string): boolean {
  const parts = parseArn(arn);
  return parts?.service === "kms" && /^key\/[^*?]+$/.test(parts.resource);
}

/** Whoever takes on a function’s role acts as the function, so each role must be known. */
function roleGaps(asset: Asset, { snapshot }: Places): readonly Verdict[] {
  return snapshot.accounts.flatMap(({ id, functions }) => {
    if (!asset.accounts.includes(id)) return [];
    if (functions === undefined)
      return [factUnread(snapshot, asset.id, words.roles, { account: id, facts: "functions" })];
    return functions
      .filter(
        ({ arn, role }) => role === undefined && asset.resources.some((one) => matchesPattern(one, arn)),
      )
      .map(({ arn }) =>
        factUnread(snapshot, `${asset.id} ${arn}`, words.role, {
          account: id,
          resource: arn,
          facts: "functions",
        }),
      );
  });
}

const words = {
  strange: {
    en: "{id}: {resource} names no resource that the actions in question can be done to, so nothing was asked of it.",
    fr: "{id} : {resource} ne nomme aucune ressource que les actions en question puissent toucher ; rien n’a donc été demandé à son sujet.",
  },
  spell: {
    en: "Check the spelling of the ARN in rollward.config.json (under assets, {key}): a table is …:table/NAME, without a stroke at its end.",
    fr: "Vérifiez l’orthographe de l’ARN dans rollward.config.json (sous assets, {key}) : une table s’écrit …:table/NOM, sans barre à la fin.",
  },
  encryption: { en: "which key encrypts it", fr: "quelle clé le chiffre" },
  policy: { en: "which policy stands on the key", fr: "quelle politique est posée sur la clé" },
  roles: {
    en: "which functions there are, and with which roles they run",
    fr: "quelles sont les fonctions et avec quels rôles elles s’exécutent",
  },
  role: { en: "with which role the function runs", fr: "avec quel rôle la fonction s’exécute" },
} satisfies Record<string, Words>;
