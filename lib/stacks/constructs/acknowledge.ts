import { Validations } from "aws-cdk-lib/core";
import type { IConstruct } from "constructs";

/** Says why a finding of cdk-nag is right as it stands. `reason` is one sentence, for whoever reviews the stacks. */
export function acknowledge(construct: IConstruct, rule: `AwsSolutions-${string}`, reason: string): void {
  Validations.of(construct).acknowledge({ id: rule, reason });
}

/** The same for each pattern among `resources`, which cdk-nag lists one by one. */
export function acknowledgePatterns(
  construct: IConstruct,
  resources: readonly string[],
  reason: string,
): void {
  for (const resource of new Set(resources.filter((arn) => arn.includes("*"))))
    acknowledge(construct, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
}
