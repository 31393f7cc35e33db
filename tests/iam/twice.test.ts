/** What stands twice in a snapshot: nobody can say which is meant. */
import { expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import type { AuthorizationDetails, IamInput } from "../../lib/iam/input.ts";
import { allow, deny, inputOf, managedArn, policy, table, userArn } from "./world.ts";

const question = { actions: ["dynamodb:DeleteTable"], resources: [table] };

function verdictIn(change: (details: AuthorizationDetails) => Partial<AuthorizationDetails>): string {
  const input = inputOf({
    managed: { own: policy(allow("dynamodb:*")), other: policy(deny("dynamodb:*")) },
    users: { ann: { attached: [managedArn("own")], groups: ["staff"] } },
    groups: { staff: [policy(allow("ec2:*"))] },
  });
  const accounts = input.accounts.map((account, at) =>
    at > 0
      ? account
      : {
          ...account,
          authorizationDetails: { ...account.authorizationDetails, ...change(account.authorizationDetails) },
        },
  );
  const changed: IamInput = { ...input, accounts };
  return compileAccess(changed, loadActions()).can(userArn("ann"), question).verdict;
}

test("as it stands once, it is decided", () => {
  expect(verdictIn(() => ({}))).toBe("yes");
});

test("a managed policy of one ARN that stands twice may allow and deny anything, in either order", () => {
  const twice = ({ Policies }: AuthorizationDetails) => {
    const [own, other] = [managedArn("own"), managedArn("other")].map((arn) =>
      Policies.find(({ Arn }) => Arn === arn)!,
    );
    return [own!, { ...other!, Arn: own!.Arn }];
  };
  expect(verdictIn((details) => ({ Policies: twice(details) }))).toBe("unknown");
  expect(verdictIn((details) => ({ Policies: twice(details).toReversed() }))).toBe("unknown");
});

test("a group of one name that stands twice too", () => {
  const again = ({ GroupDetailList }: AuthorizationDetails) => [...GroupDetailList, ...GroupDetailList];
  expect(verdictIn((details) => ({ GroupDetailList: again(details), Policies: details.Policies }))).toBe(
    "unknown",
  );
});
