import type { Policy, Statement } from "../iam/landscape.ts";
import type { StatementRef } from "../iam/access.ts";

/** A statement that allows everything, or everything but what it names. */
export interface WideStatement extends StatementRef {
  readonly width: "everything" | "nearly";
}

/** The statements of a policy that leave nothing, or nothing but a few exceptions, out. */
export function wideStatements(policy: Policy): readonly WideStatement[] {
  if (/^arn:aws[a-z-]*:iam::aws:policy\/AdministratorAccess$/.test(policy.ref))
    return [{ policy: policy.ref, statement: 0, effect: "Allow", width: "everything" }];
  return policy.statements.flatMap((statement) => {
    const width = widthOf(statement);
    const { sid, index, effect } = statement;
    return width === undefined ? [] : [{ policy: policy.ref, statement: sid ?? index, effect, width }];
  });
}

/**
 * How much an Allow leaves out: nothing (all actions, all resources), only what `NotAction` or `NotResource` name
 * (`nearly`), or more (`undefined`). A condition says when, not how much: it changes nothing here.
 */
function widthOf({ effect, actions, resources }: Statement): WideStatement["width"] | undefined {
  if (effect !== "Allow" || resources === undefined) return undefined;
  const everyAction = actions.patterns.some(isAnyAction);
  const everyResource = resources.patterns.some(({ text }) => isAnyResource(text));
  // “Everything but everything” is nothing.
  if (everyAction === actions.negated || everyResource === resources.negated) return undefined;
  const exceptions =
    (actions.negated ? actions.patterns.length : 0) + (resources.negated ? resources.patterns.length : 0);
  return exceptions === 0 ? "everything" : "nearly";
}

/** `*`, `*:*`, and whatever else has no letter that an action would have to share. */
function isAnyAction(pattern: string): boolean {
  const sides = pattern.split(":", 3);
  return sides.length <= 2 && sides.every((side) => side.includes("*") && /^[*?]+$/.test(side));
}

/** `*`, `arn:*`, `arn:aws:*:*` and the like, which leave no service, region, account or name out. */
function isAnyResource(text: string): boolean {
  if (/^[*?]+$/.test(text)) return text.includes("*");
  const [arn, partition, ...rest] = text.split(":", 20);
  if (arn !== "arn" || partition === undefined) return false;
  if (rest.length === 0) return /^\*+$/.test(partition);
  return /^(aws[a-z-]*|\*+)$/.test(partition) && rest.every((part) => /^\*+$/.test(part));
}
