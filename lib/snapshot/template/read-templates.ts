import { failure } from "../../base/faults.ts";
import { formatInstant } from "../../base/time.ts";
import { say, type Lang } from "../../base/words.ts";
import type { Account, Snapshot, Unread } from "../model.ts";
import { readAssembly, type StackSource } from "./assembly.ts";
import { newDraft, type Draft } from "./draft.ts";
import { openStack } from "./open-stack.ts";
import { readStack } from "./read-stack.ts";
import type { Claims } from "./reading.ts";
import type { Place } from "./scope.ts";
import { settleIdentities } from "./settle-identities.ts";
import { settleResources } from "./settle-resources.ts";
import type { Stack } from "./stack.ts";
import { templateFaults } from "./template-faults.ts";
import { whyMissing } from "./template-words.ts";
import { allStacks, newWorld } from "./world.ts";

export interface TemplateReading {
  /** Id of the account for stacks that name none. */
  readonly account?: string;
  /** Region for stacks that name none. */
  readonly region?: string;
  /** Such as `rollward 0.1.0`. */
  readonly tool: string;
  readonly now: Date;
  readonly nowGiven: boolean;
  readonly lang: Lang;
}

/** Where stacks without a region are read: CloudFormation's own default. */
const assumedRegion = "us-east-1";

/**
 * The accounts that the templates of a CDK output folder (`cdk.out`), or one template file in JSON, would make, as a
 * snapshot. What only a deployment could know is left out and listed under `unread`; a policy with such a place stands
 * there as a text that is no policy.
 *
 * @throws RollwardError account-malformed, template-account, template-name-twice, template-large, and as
 * {@link readAssembly}
 */
export async function readTemplates(path: string, options: TemplateReading): Promise<Snapshot> {
  const { account, tool, now, nowGiven, lang } = options;
  if (account !== undefined && !/^\d{12}$/.test(account))
    throw failure(templateFaults["account-malformed"], { given: account });
  const sources = await readAssembly(path);
  const world = newWorld();
  for (const source of sources)
    world.stacks.push(openStack({ source, place: placeOf(source, options) }, world));

  const drafts = new Map<string, Draft>();
  const claims: Claims = new Map();
  for (const stack of allStacks(world)) {
    const { account: id } = stack.place;
    const draft = drafts.get(id) ?? newDraft(id);
    drafts.set(id, draft);
    readStack(stack, { draft, claims, world, lang });
    noteRegion(stack, draft, lang);
  }
  const ordered = [...drafts.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const accounts = ordered.map((draft) => accountOf(draft, lang));
  const unread = distinct(ordered.flatMap((draft) => draft.unread));
  return {
    format: "rollward/snapshot@1",
    takenAt: formatInstant(now),
    source: "template",
    tool,
    nowGiven,
    accounts,
    ...(unread.length === 0 ? {} : { unread }),
  };
}

function placeOf(source: StackSource, { account, region }: TemplateReading): Place {
  const id = source.account ?? account;
  if (id === undefined) throw failure(templateFaults["template-account"], { stack: source.name });
  const given = source.region ?? region;
  return { account: id, region: given ?? assumedRegion, regionGiven: given !== undefined };
}

/** An assumed region is said where it shows: in the ARNs of what the stack makes. */
function noteRegion({ name, place, source: { template } }: Stack, { id, unread }: Draft, lang: Lang): void {
  const global = /^AWS::(IAM|CDK)::/;
  if (place.regionGiven || [...template.resources.values()].every(({ Type }) => global.test(Type))) return;
  unread.push({ what: name, why: say(whyMissing.region, lang, { region: place.region }), account: id });
}

function accountOf(draft: Draft, lang: Lang): Account {
  const authorizationDetails = settleIdentities(draft, lang);
  const resources = settleResources(draft, lang);
  // No template can set the block of a whole account: CloudFormation has no such resource.
  return { id: draft.id, authorizationDetails, ...resources, publicAccessBlock: null };
}

function distinct(unread: readonly Unread[]): readonly Unread[] {
  const keyOf = ({ what, why, account, facts, resource }: Unread) =>
    [what, why, account, facts, resource].join("\0");
  return [...new Map(unread.map((one) => [keyOf(one), one])).values()];
}
