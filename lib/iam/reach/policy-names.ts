import { findText, patternOf } from "../globs.ts";
import type { Guise } from "./guises.ts";
import type { Table } from "./hops.ts";
import type { EscalationPath } from "./path.ts";

/** So many names are tried, and so many that two patterns agree on. */
const mostNames = 20;

/**
 * Who makes a policy and attaches it must be able to make one that it may attach: the names that conditions on
 * `iam:PolicyARN` ask for are tried one after the other, and those that two patterns agree on.
 */
export function withMadePolicy(
  { asking }: Table,
  guise: Guise,
  row: EscalationPath,
): readonly EscalationPath[] {
  const making = row.needs.find(({ actions }) => actions.includes("iam:CreatePolicy"));
  const layers = asking.layers.of(guise);
  if (making === undefined || layers === undefined) return [row];
  const partition = guise.principal.split(":")[1]!;
  const own = patternOf(`arn:${partition}:iam::${layers.account}:policy/*`);
  const views = row.needs.flatMap(
    ({ actions }) => asking.layers.relevant(layers, guise.principal, asking.speech.of(actions)).views,
  );
  const asked = views.flatMap(({ conditions, resources }) => [
    ...conditions
      .filter(({ key }) => key === "iam:policyarn")
      .flatMap(({ values }) => values.map(({ text }) => text)),
    ...(resources?.of.map(({ text }) => text) ?? []),
  ]);
  const texts = [...new Set(["*", ...asked])];
  const pairs = texts
    .slice(0, mostNames)
    .flatMap((one, at, all) => all.slice(at + 1).map((other) => [one, other]));
  const nameOf = (of: readonly string[]): readonly string[] => {
    const found = findText({ all: [...of.map((text) => [patternOf(text)]), [own]], none: [], limit: 2000 });
    return found.kind === "found" ? [found.text] : [];
  };
  const single = texts.flatMap((text) => nameOf([text])).slice(0, mostNames);
  const names = new Set([...single, ...pairs.flatMap(nameOf).slice(0, mostNames)]);
  return [...names].map((name) => ({
    ...row,
    needs: row.needs.map((need) =>
      need === making
        ? { ...need, on: { pattern: name } }
        : { ...need, given: { "iam:PolicyARN": name, ...need.given } },
    ),
  }));
}

/** What may be attached or detached can be narrowed by the policy’s name. */
export function withPolicyName(row: EscalationPath, policy: string | undefined): EscalationPath {
  if (policy === undefined) return row;
  const given = { "iam:PolicyARN": policy };
  return { ...row, needs: row.needs.map((need) => ({ ...need, given: { ...given, ...need.given } })) };
}
