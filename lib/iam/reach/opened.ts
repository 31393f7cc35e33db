import type { AccessQuestion, Proof } from "../access.ts";
import { isAccountId, parseArn } from "../arn.ts";
import type { Engine } from "../compile.ts";
import { standOf } from "../decide/request.ts";
import { meet, patternOf } from "../globs.ts";
import type { Policy } from "../landscape.ts";
import { parsePolicy } from "../parse.ts";
import { placed } from "./candidates.ts";
import type { Guise } from "./guises.ts";
import type { Answer, Table } from "./hops.ts";
import type { EscalationPath, PathNeed } from "./path.ts";

/** A resource that somebody opens to itself, and what that comes to for what was asked. */
export interface Opened {
  readonly row: EscalationPath;
  readonly resource: string;
  /** To the needs of the row. */
  readonly answers: readonly Answer[];
  /** To the question. */
  readonly proof: Exclude<Proof, { readonly verdict: "no" }>;
}

/** The rows that may open what is asked about. */
export function openingRows({ rows }: Table, { actions }: AccessQuestion): readonly EscalationPath[] {
  return rows.filter(({ gains }) => gains.kind === "resource-opened" && opens(gains.opens, actions));
}

/**
 * What somebody can by opening the resource that is asked about to itself: whoever writes a policy writes itself into it.
 * `undefined`: nothing.
 */
export function openedFor(
  table: Table,
  guise: Guise,
  question: AccessQuestion,
  rows: readonly EscalationPath[],
): Opened | undefined {
  let doubt: Opened | undefined;
  for (const row of rows) {
    for (const resource of new Set(question.resources)) {
      for (const needs of writingOf(row)) {
        const opened = openedBy(table, guise, question, { ...row, needs }, resource);
        if (opened?.proof.verdict === "yes") return opened;
        doubt ??= opened;
      }
    }
  }
  return doubt;
}

/** Putting a policy in place of what stands does away with its denies: adding to it, which is less, is asked after. */
function writingOf({ needs: [first, ...rest] }: EscalationPath): readonly (readonly PathNeed[])[] {
  if (first === undefined) return [];
  const ways = [first.actions.filter((action) => !adds(action)), first.actions.filter(adds)];
  return ways.filter(({ length }) => length > 0).map((actions) => [{ ...first, actions }, ...rest]);
}

/** A grant, a permission or an entry of a list is added to what stands. */
function adds(action: string): boolean {
  return /:(?:add\w*permission|putpermission|creategrant|put\w+acl)$/i.test(action);
}

function openedBy(
  { asking }: Table,
  guise: Guise,
  question: AccessQuestion,
  row: EscalationPath,
  asked: string,
): Opened | undefined {
  const layers = asking.layers.of(guise);
  if (layers === undefined || !row.needs.every((need) => asking.mayAsk(layers, need))) return undefined;
  const partition = guise.principal.split(":")[1] ?? "aws";
  const answers: Answer[] = [];
  for (const [at, need] of row.needs.entries()) {
    const resource =
      askedOn(need, asked, layers.account, partition) ??
      (at > 0 ? patternOfNeed(need, layers.account, partition) : undefined);
    const proof = resource === undefined ? undefined : asking.ask(guise, need, [resource]);
    if (proof === undefined || proof.verdict === "no") return undefined;
    answers.push({ proof, actions: need.actions });
  }
  const stand = standOf(asked);
  const vague = answers.map(({ proof }) => proof).find(({ verdict }) => verdict === "unknown");
  if (vague !== undefined) return { row, resource: stand, answers, proof: vague };
  const [first] = answers;
  const on = first?.proof.verdict === "yes" ? first.proof.witness.resource : "*";
  const opened = on === "*" ? stand : standOf(on);
  const engine = openTo(guise, row, opened, on === opened || on === "*" ? "*" : on, layers.account);
  const proof = engine.can(guise.principal, { ...question, resources: within(question.resources, opened) });
  if (proof.verdict !== "no") return { row, resource: opened, answers, proof };
  // Of several resources only the nearest was tried.
  if (!/[*?]/.test(asked)) return undefined;
  if (opened === stand && !/[*?]/.test(stand)) return undefined;
  const why = `which of ${asked} can be opened was not tried one by one`;
  return { row, resource: stand, answers, proof: { verdict: "unknown", why } };
}

/** What a need is asked about, where what is asked, or what it stands under, is one of those that it is on. */
function askedOn(need: PathNeed, asked: string, account: string, partition: string): string | undefined {
  const pattern = patternOfNeed(need, account, partition);
  if (pattern === undefined || pattern === "*" || asked === "*") return pattern;
  return [standOf(asked), asked].find((each) => meet(patternOf(pattern), patternOf(each)));
}

function patternOfNeed({ on }: PathNeed, account: string, partition: string): string | undefined {
  return typeof on === "object" && "pattern" in on ? placed(on.pattern, account, partition) : undefined;
}

/** The accounts if the guise had written itself into a resource’s policy, beside what stands there or in place of it. */
function openTo(
  { principal, engine }: Guise,
  row: EscalationPath,
  resource: string,
  within: string,
  account: string,
): Engine {
  const { resources, accounts } = engine.landscape;
  const before = resources.get(resource);
  const kept = row.needs[0]?.actions.every(adds) ? (before?.policy.statements ?? []) : [];
  const written = parsePolicy(
    {
      Version: "2012-10-17",
      Statement: {
        Sid: "Opened",
        Effect: "Allow",
        Principal: { AWS: [principal, ...sessionOf(principal)] },
        Action: row.gains.kind === "resource-opened" ? row.gains.opens : [],
        Resource: within,
      },
    },
    resource,
    "resource",
  );
  const policy: Policy = { ...written, statements: [...kept, ...written.statements] };
  const named = parseArn(resource)?.account ?? "";
  const [only, ...others] = accounts;
  const owner = before?.account ?? (isAccountId(named) ? named : others.length === 0 ? only : account);
  return engine.supposing({
    resources: new Map([[resource, { arn: resource, policy, ...(owner && { account: owner }) }]]),
  });
}

/** A session’s own name passes by the boundary of its role, and whoever writes the policy can name it. */
function sessionOf(principal: string): readonly string[] {
  const [, partition, , , account, resource = ""] = principal.split(":");
  if (!resource.startsWith("role/")) return [];
  return [`arn:${partition}:sts::${account}:assumed-role/${resource.slice(resource.lastIndexOf("/") + 1)}/x`];
}

function opens(patterns: readonly string[], actions: readonly string[]): boolean {
  return patterns.some((pattern) =>
    actions.some((action) => {
      const [own, asked] = [pattern.toLowerCase(), action.toLowerCase()];
      const [service, other] = [own.split(":", 1)[0]!, asked.split(":", 1)[0]!];
      return (service === other || /[*?]/.test(other)) && meet(patternOf(own), patternOf(asked));
    }),
  );
}

/** The asked resources that stand under the one that was opened. */
function within(resources: readonly string[], opened: string): readonly string[] {
  return resources.filter((asked) => {
    const own = standOf(asked);
    return own === "*" || meet(patternOf(own), patternOf(opened));
  });
}
