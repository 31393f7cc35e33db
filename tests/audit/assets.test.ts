import { describe, expect, test } from "vitest";
import { assetGaps, reachOf } from "../../lib/audit/assets.ts";
import { questionsOf } from "../../lib/audit/asset-questions.ts";
import { judgeCapabilities } from "../../lib/audit/capability-verdicts.ts";
import { capabilities } from "../../lib/contract/capabilities.ts";
import { capabilityIds } from "../../lib/contract/contract.ts";
import { asking, at, mallory, right, role } from "../checks/w5-1c/contract-input.ts";
import { changed, ids, sound } from "../checks/sound-accounts.ts";

describe("what an asset is reached through", () => {
  const { contract } = asking();
  const asset = (id: string) => contract.assets.find((one) => one.id === id)!;

  test("the roll through its keys, functions through their roles", () => {
    expect(reachOf(asset("roll"), { snapshot: sound, contract })).toContain(at.dataKey);
    expect(reachOf(asset("code"), { snapshot: sound, contract })).toContain(role("rollward-seal", ids.vault));
    expect(assetGaps(asset("roll"), { snapshot: sound, contract })).toEqual([]);
  });

  test("a locked bucket through a customer’s key, by alias too", () => {
    const own = "arn:aws:kms:ca-central-1:222222222222:key/k";
    const [bucket] = sound.accounts[1]!.buckets!;
    const snapshot = changed(ids.vault, {
      buckets: [{ ...bucket!, encryption: { algorithm: "aws:kms", key: "alias/vault" } }],
      keys: [{ arn: own, name: "k", aliases: ["alias/vault"] }],
    });
    expect(reachOf(asset("vault"), { snapshot, contract })).toContain(own);
    const input = asking([right(mallory, "kms:DisableKey", own)], { snapshot });
    expect(judgeCapabilities(input, ["destroy-sealed"])[0]).toMatchObject({
      status: "fail",
      subject: `vault ${mallory}`,
    });
  });

  test("an action is asked only on what it can be done to", () => {
    const reach = reachOf(asset("vault"), { snapshot: sound, contract });
    expect(
      questionsOf(["s3:PutBucketPolicy", "s3:GetObject", "organizations:LeaveOrganization"], reach),
    ).toEqual([
      expect.objectContaining({
        actions: ["s3:PutBucketPolicy"],
        resources: [at.vault],
        ownAccountOnly: false,
      }),
      expect.objectContaining({ actions: ["s3:GetObject"], ownAccountOnly: false }),
      { actions: ["organizations:LeaveOrganization"], resources: ["*"], ownAccountOnly: true },
    ]);
    expect(questionsOf(["s3:GetObject"], reach)[0]!.resources).not.toContain(at.vault);
    expect(questionsOf(["dynamodb:GetItem", "nonsense:Act"], reach)).toEqual([]);
  });

  test("every curated action can be asked of some asset that knows it, or is of a kind that no stack has", () => {
    const lost = new Set<string>();
    for (const id of capabilityIds) {
      for (const one of contract.assets) {
        const actions = capabilities[id].actions[one.key] ?? [];
        const asked = questionsOf(actions, reachOf(one, { snapshot: sound, contract })).flatMap(
          (each) => each.actions,
        );
        for (const action of actions) if (!asked.includes(action)) lost.add(`${action} ${one.key}`);
      }
    }
    // Event data stores in place of a trail; customer’s keys, which the stacks’ vault and mirrors do not have.
    const others = [...lost].filter((each) => !/^cloudtrail:\S+ trail$|^kms:\S+ (vault|mirrors)$/.test(each));
    expect(others).toEqual([]);
  });
});
