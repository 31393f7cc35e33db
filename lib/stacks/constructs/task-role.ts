import { ManagedPolicy, PolicyDocument, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { functionName, type FunctionTask } from "../../contract/names.ts";
import type { Site } from "../deployment.ts";
import { acknowledgePatterns } from "./acknowledge.ts";
import { boundaryArn } from "./boundary.ts";
import { markTask } from "./marks.ts";
import { grantStatements } from "./statements.ts";

/**
 * The role of one task: what the contract grants it and nothing else, under the account's boundary, assumed by Lambda
 * on behalf of this account only (docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
 *
 * @param name the construct's id, such as `RegisterRole`
 */
export function makeTaskRole(site: Site, name: string, task: FunctionTask): Role {
  const { stack, office, keys, boundary } = site;
  const statements = grantStatements([task], office, keys);
  const role = new Role(stack, name, {
    roleName: functionName(task),
    description: `Rollward: the task ${task}`,
    assumedBy: new ServicePrincipal("lambda.amazonaws.com", {
      conditions: { StringEquals: { "aws:SourceAccount": stack.account } },
    }),
    inlinePolicies: { [functionName(task)]: new PolicyDocument({ statements: [...statements] }) },
    permissionsBoundary: ManagedPolicy.fromManagedPolicyArn(
      stack,
      `${name}Boundary`,
      boundaryArn(stack.account),
    ),
  });
  if (boundary !== undefined) role.node.addDependency(boundary);
  markTask(role, task);
  acknowledgePatterns(
    role,
    statements.flatMap(({ resources }) => resources),
    "Each pattern is the task’s own log streams, one bucket’s prefix whose keys are dated, or a key whose id another stack draws, held by kms:ViaService.",
  );
  return role;
}
