import fc from "fast-check";
import { expect, test } from "vitest";
import { compileAccess } from "../../lib/iam/compile.ts";
import { repairUnused } from "../../lib/iam/repair-unused.ts";
import { editedInput } from "../../lib/iam/repair/edited.ts";
import { clerk, index } from "./repair/proposals.ts";
import { allow, deny, home, inputOf, key, managedArn, policy, roleArn, type World } from "./world.ts";

const names = [
  "s3:GetObject",
  "s3:DeleteBucket",
  "s3:PutObject",
  "sqs:SendMessage",
  "sns:Publish",
  "kms:Decrypt",
];
const entries = [...names, "s3:*", "sqs:*", "sns:*", "*", "s3:Get*", "s*:*", "*:Put*"];
const patterns = ["s3:DeleteBucket", "s3:PutObject", "sqs:*", "sns:*", "kms:*"];
const statement = fc
  .tuple(
    fc.boolean(),
    fc.boolean(),
    fc.uniqueArray(fc.constantFrom(...entries), { minLength: 1, maxLength: 3 }),
  )
  .map(([denies, not, some]) =>
    denies && !some.includes("*")
      ? deny(some)
      : not
        ? { Effect: "Allow", NotAction: some, Resource: "*" }
        : allow(some),
  );
const document = fc.array(statement, { minLength: 1, maxLength: 3 }).map((some) => policy(...some));
const idle = fc.uniqueArray(fc.constantFrom(...patterns));

test("whoever has whatever policies loses what was unused, and nothing else", () => {
  const property = fc.property(
    fc.record({ mine: document, yours: document, ours: document, of: fc.tuple(idle, idle) }),
    ({ mine, yours, ours, of }) => {
      const attached = [managedArn("office")];
      const world: World = {
        // Of one account every bucket is its own, and there is a key of which the policy is known.
        accounts: [home],
        resources: { [key]: policy({ ...allow("kms:*"), Principal: { AWS: home } }) },
        users: { clerk: { inline: [mine], attached } },
        roles: { guests: { inline: [yours], attached } },
        managed: { office: ours },
      };
      const input = inputOf(world);
      const before = compileAccess(input, index);
      const unused = [clerk, roleArn("guests")].map((principal, at) => ({
        principal,
        actions: of[at]!,
        used: ["s3"],
      }));
      const found = repairUnused(input, before, { unused, keep: [] });
      expect(found.unsolved).toEqual([]);
      const after = compileAccess(editedInput(input, found.edits), index);
      for (const { principal, actions } of unused)
        for (const action of [...names, "ec2:RunInstances", "s3:GetBucketAcl"]) {
          const goes = actions.some((one) => one === action || one === `${action.split(":")[0]}:*`);
          const request = { principal, action, resource: "*" };
          const { decision } = after.decide(request);
          if (goes) expect([action, decision]).not.toEqual([action, "allowed"]);
          else expect([action, decision]).toEqual([action, before.decide(request).decision]);
        }
    },
  );
  fc.assert(property, { numRuns: 150 });
});
