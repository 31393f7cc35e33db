import type { Words } from "../../../base/words.ts";
import type { EscalationPath, NeedTarget, PathGain, PathNeed } from "../path.ts";

/** What the rows of one family say themselves; the rest follows from how the way works. */
interface Row {
  readonly id: string;
  readonly published?: readonly string[];
  readonly source: string;
  readonly needs: readonly PathNeed[];
  readonly words: Words;
  readonly assumes?: Words;
  readonly assumesInMembers?: Words;
}

export function row(gains: PathGain, { published = [], ...rest }: Row): EscalationPath {
  return { ...rest, published, gains };
}

/** Where pathfinding.cloud describes it. */
export const pathfinding = (id: string): string => `https://pathfinding.cloud/paths/${id}`;

/** A page of AWS’s documentation. */
export const aws = (page: string): string => `https://docs.aws.amazon.com/${page}`;

export const iamApi = (action: string): string => aws(`IAM/latest/APIReference/API_${action}.html`);

/** An ARN pattern of one service, in any region of the account. */
export const arn = (service: string, rest: string): NeedTarget => ({
  pattern: `arn:aws:${service}:*:{account}:${rest}`,
});

/** An ARN pattern of IAM, which has no regions. */
export const iamArn = (rest: string): NeedTarget => ({ pattern: `arn:aws:iam::{account}:${rest}` });

/** For actions that know no resource types. */
export const nothing: NeedTarget = { pattern: "*" };

/** One request; with several actions, any one of them. */
export function can(
  on: NeedTarget,
  actions: string | readonly string[],
  given?: PathNeed["given"],
): PathNeed {
  return { actions: typeof actions === "string" ? [actions] : actions, on, ...(given && { given }) };
}

interface PassedRow extends Row {
  /** Who must be able to assume the role. */
  readonly service: string;
  /**
   * `iam:PassedToService` of the request, where it is not `service`; `null`: AWS does not say which one it is, and
   * nothing is asked about it.
   */
  readonly passedTo?: string | null;
  readonly inProfile?: true;
  readonly federated?: true;
}

/**
 * A role that is passed to something new, or to something that gets it in place of its own. `needs` are those besides
 * `iam:PassRole` (IAM User Guide, “Grant a user permissions to pass a role to an AWS service”).
 */
export function passedRole({ service, passedTo, inProfile, federated, ...rest }: PassedRow): EscalationPath {
  const to = passedTo === undefined ? service : passedTo;
  const pass = can("whom", "iam:PassRole", to === null ? undefined : { "iam:PassedToService": to });
  return row(
    {
      kind: "passed-role",
      service,
      ...(inProfile && { inProfile }),
      ...(federated && { federated }),
    },
    { ...rest, needs: [pass, ...rest.needs] },
  );
}

interface RunningRow extends Row {
  readonly workloads: readonly string[];
  /** Who must be able to assume the role, where it is not known what runs. */
  readonly service: string;
  readonly federated?: true;
}

/** The role of something that is there already. */
export function runningRole({ workloads, service, federated, ...rest }: RunningRow): EscalationPath {
  return row({ kind: "running-role", workloads, service, ...(federated && { federated }) }, rest);
}

/** What runs with a role already, of one kind; `rest` of the ARN where it is not known what runs. */
export const running = (kind: string, service: string, rest: string): NeedTarget => ({
  workload: [kind],
  else: `arn:aws:${service}:*:{account}:${rest}`,
});
