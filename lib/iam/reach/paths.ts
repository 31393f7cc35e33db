import type { EscalationPath } from "./path.ts";
import { identityCenter } from "./paths/identity-center.ts";
import { openedByRemoval } from "./paths/opened-by-removal.ts";
import { openedOtherwise } from "./paths/opened-otherwise.ts";
import { openedResources } from "./paths/opened-resources.ts";
import { otherPrincipals } from "./paths/other-principals.ts";
import { ownLimits } from "./paths/own-limits.ts";
import { ownPolicies } from "./paths/own-policies.ts";
import { passAgents } from "./paths/pass-agents.ts";
import { passBuilds } from "./paths/pass-builds.ts";
import { passContainers } from "./paths/pass-containers.ts";
import { passData } from "./paths/pass-data.ts";
import { passFunctions } from "./paths/pass-functions.ts";
import { passInstances } from "./paths/pass-instances.ts";
import { passManagement } from "./paths/pass-management.ts";
import { passSagemaker } from "./paths/pass-sagemaker.ts";
import { runningBuilds } from "./paths/running-builds.ts";
import { runningContainers } from "./paths/running-containers.ts";
import { runningData } from "./paths/running-data.ts";
import { runningFunctions } from "./paths/running-functions.ts";
import { runningInstances } from "./paths/running-instances.ts";

export { kindsTold } from "./paths/kinds.ts";

/**
 * Every way known to act as somebody else, or to write rights for oneself. Which of those that are published it covers,
 * and which ways of passing a role are left out and why, is in `tests/vectors/iam-paths/`.
 */
export const escalationPaths: readonly EscalationPath[] = [
  ...ownPolicies,
  ...ownLimits,
  ...otherPrincipals,
  ...identityCenter,
  ...passFunctions,
  ...passInstances,
  ...passContainers,
  ...passBuilds,
  ...passData,
  ...passSagemaker,
  ...passAgents,
  ...passManagement,
  ...runningFunctions,
  ...runningInstances,
  ...runningContainers,
  ...runningBuilds,
  ...runningData,
  ...openedResources,
  ...openedByRemoval,
  ...openedOtherwise,
];
