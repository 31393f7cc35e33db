import { code } from "./physical.ts";
import { partitionOf, urlSuffixOf, type Place } from "./scope.ts";
import { noValue, type MaybeValue } from "./value.ts";

interface Asking {
  readonly name: string;
  readonly place: Place;
}

/** What a name that begins with `AWS::` stands for (AWS CloudFormation User Guide, Pseudo parameters). */
export function pseudoParameter(
  id: string,
  { name, place: { account, region } }: Asking,
): MaybeValue | undefined {
  switch (id) {
    case "AWS::AccountId":
      return account;
    case "AWS::Region":
      return region;
    case "AWS::Partition":
      return partitionOf(region);
    case "AWS::URLSuffix":
      return urlSuffixOf(region);
    case "AWS::StackName":
      return name;
    case "AWS::StackId":
      return `arn:${partitionOf(region)}:cloudformation:${region}:${account}:stack/${name}/${code("uuid", `${account}\0${region}\0${name}`)}`;
    case "AWS::NoValue":
      return noValue;
    case "AWS::NotificationARNs":
      return [];
    default:
      return undefined;
  }
}
