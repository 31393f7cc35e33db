import { describe, expect, test } from "vitest";
import type { Explanation } from "../../lib/iam/explain.ts";
import { clerk, explained, read, verdicts } from "./explanations.ts";
import {
  allow,
  bucket,
  deny,
  home,
  key,
  managedArn,
  other,
  policy,
  rootArn,
  userArn,
  type Json,
  type World,
} from "./world.ts";

const sets = ({ lacking = [] }: Explanation) => lacking.map((set) => set.map(({ layer }) => layer).join("+"));
const edge = { managed: { edge: policy(allow("iam:*")) } };
const rails = (...statements: readonly Json[]): World => ({
  organization: {
    serviceControlPolicies: [
      { name: "all", policy: policy(allow("*")), targets: [home], level: "root" },
      { name: "unit", policy: policy(...statements), targets: [home], level: "offices" },
    ],
    resourceControlPolicies: [],
  },
});

describe("says which layers decided, and which would have had to allow", () => {
  test.each<readonly [string, World, object, string, readonly string[], readonly string[]]>([
    ["identity", clerk([read]), {}, "allowed", ["identity allows *", "resource silent"], []],
    [
      "nothing",
      clerk([]),
      {},
      "implicitDeny",
      ["identity silent *", "resource silent *"],
      ["identity", "resource"],
    ],
    [
      "a boundary, which a resource’s policy that names a user passes by",
      clerk([read], edge, managedArn("edge")),
      {},
      "implicitDeny",
      ["identity allows", "boundary silent *", "resource silent *"],
      ["boundary", "resource"],
    ],
    [
      "identity and boundary together",
      clerk([], edge, managedArn("edge")),
      {},
      "implicitDeny",
      ["identity silent *", "boundary silent *", "resource silent *"],
      ["resource", "identity+boundary"],
    ],
    [
      "one level of SCPs",
      clerk([read], rails(allow("iam:*"))),
      {},
      "implicitDeny",
      ["scp allows", "scp silent *", "identity allows", "resource silent"],
      ["scp"],
    ],
    [
      "a session policy",
      clerk([read]),
      { sessionPolicies: [policy(allow("iam:*"))] },
      "implicitDeny",
      ["identity allows", "session silent *", "resource silent"],
      ["session"],
    ],
    [
      "a bucket’s policy that names the user",
      clerk([], { resources: { [bucket]: policy({ ...read, Principal: { AWS: userArn("clerk") } }) } }),
      {},
      "allowed",
      ["identity silent", "resource allows *"],
      [],
    ],
    [
      "a bucket’s policy that names the account only hands the right on",
      clerk([], { resources: { [bucket]: policy({ ...read, Principal: { AWS: rootArn() } }) } }),
      {},
      "implicitDeny",
      ["identity silent *", "resource handsOn *"],
      ["identity", "resource"],
    ],
    [
      "across accounts both",
      { resources: { [bucket]: policy() }, users: { visitor: { account: other, inline: [policy(read)] } } },
      { principal: userArn("visitor", other) },
      "implicitDeny",
      ["identity allows", "resource silent *"],
      ["resource"],
    ],
    [
      "a key, whose policy must let policies count",
      clerk([allow("kms:Decrypt")], { resources: { [key]: policy() } }),
      { action: "kms:Decrypt", resource: key },
      "implicitDeny",
      ["identity allows", "resource silent *"],
      ["resource"],
    ],
    [
      "an RCP",
      {
        ...clerk([read]),
        organization: {
          serviceControlPolicies: [],
          resourceControlPolicies: [
            { name: "r", policy: policy({ ...deny("s3:*"), Principal: "*" }), targets: [home] },
          ],
        },
      },
      {},
      "explicitDeny",
      ["rcp denies *", "identity allows", "resource silent"],
      [],
    ],
    ["nobody of that name", clerk([read]), { principal: userArn("gone") }, "unknown", [], []],
    [
      "what no policy decides",
      clerk([]),
      { action: "sts:GetCallerIdentity", resource: "*" },
      "allowed",
      [],
      [],
    ],
  ])("%s", (_, world, request, decision, layers, lacking) => {
    const found = explained(world, request);
    expect({ decision: found.decision.decision, layers: verdicts(found), lacking: sets(found) }).toEqual({
      decision,
      layers,
      lacking,
    });
  });
});
