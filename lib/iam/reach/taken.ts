import type { Assumption } from "../escalation.ts";
import type { Landscape } from "../landscape.ts";
import { assumption } from "./candidates.ts";
import type { EscalationPath } from "./path.ts";

/** What a row takes for granted when somebody of this account goes by it. */
export function takenBy(
  { assumes, assumesInMembers }: EscalationPath,
  account: string,
  { organization }: Landscape,
): readonly Assumption[] {
  const members = organization?.managementAccount === account ? undefined : assumesInMembers;
  return [assumes, members].flatMap((each) => (each === undefined ? [] : [assumption(each, {})]));
}
