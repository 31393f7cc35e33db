import type { AccessQuestion, Proof } from "../access.ts";
import { isAccountId, parseArn } from "../arn.ts";
import type { Engine } from "../compile.ts";
import { standOf } from "../decide/request.ts";
import type { Policy } from "../landscape.ts";
import { parsePolicy } from "../parse.ts";
import type { Guise } from "./guises.ts";
import type { Answer, Table } from "./hops.ts";
import { adds, type Opening } from "./openings.ts";
import { undeniedFor, within } from "./undenied.ts";
import type { EscalationPath } from "./path.ts";

/** A resource that somebody opens to itself, and what that comes to for what was asked. */
export interface Opened {
  readonly row: EscalationPath;
  readonly resource: string;
  /** To the needs of the row. */
  readonly answers: readonly Answer[];
  /** To the question. */
  readonly proof: Exclude<Proof, { readonly verdict: "no" }>;
}

/**
 * What somebody can by opening the resource that is asked about to itself: whoever writes a policy writes itself into it.
 * `undefined`: nothing.
 */
export function openedFor(
  table: Table,
  guise: Guise,
  question: AccessQuestion,
  openings: readonly Opening[],
): Opened | undefined {
  const account = table.asking.layers.of(guise)?.account;
  if (account === undefined) return undefined;
  let doubt: Opened | undefined;
  for (const opening of openings) {
    const answers = opening.writers.get(guise.id);
    const { row, asked } = opening;
    const removed = row.gains.kind === "resource-opened" && row.gains.removed;
    const opened =
      answers &&
      (removed
        ? undeniedFor(table, guise, question, row, asked)
        : openedBy(guise, account, question, opening, answers));
    if (opened?.proof.verdict === "yes") return opened;
    doubt ??= opened;
  }
  return doubt;
}

function openedBy(
  guise: Guise,
  account: string,
  question: AccessQuestion,
  { row, asked }: Opening,
  answers: readonly Answer[],
): Opened | undefined {
  const stand = standOf(asked);
  const vague = answers.map(({ proof }) => proof).find(({ verdict }) => verdict === "unknown");
  if (vague !== undefined) return { row, resource: stand, answers, proof: vague };
  const [first] = answers;
  const on = first?.proof.verdict === "yes" ? first.proof.witness.resource : "*";
  const opened = on === "*" ? stand : standOf(on);
  const engine = openTo(guise, row, opened, on === opened || on === "*" ? "*" : on, account);
  const proof = engine.can(guise.principal, { ...question, resources: within(question.resources, opened) });
  if (proof.verdict !== "no") return { row, resource: opened, answers, proof };
  // Of several resources only the nearest was tried.
  if (!/[*?]/.test(asked)) return undefined;
  if (opened === stand && !/[*?]/.test(stand)) return undefined;
  const why = `which of ${asked} can be opened was not tried one by one`;
  return { row, resource: stand, answers, proof: { verdict: "unknown", why } };
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
