/** A world with a policy of every kind, as a repair reads it. */
import { documentsOf } from "../../../lib/iam/repair/documents.ts";
import { allow, bucket, home, inputOf, managedArn, policy, userArn, type World } from "../world.ts";

export const sealer = userArn("sealer");
export const office = `arn:aws:iam::${home}:group/office`;
export const [shared, limit] = [managedArn("shared"), managedArn("limit")];
export const kept = "/aws-service-role/x.amazonaws.com/";
export const get = allow("s3:GetObject");
export const put = allow("s3:PutObject");

export const world: World = {
  users: {
    clerk: { inline: [policy(get), policy(put)], attached: [shared], groups: ["office"] },
    sealer: { boundary: limit, groups: ["office"] },
  },
  roles: {
    vault: { inline: [policy(get)], attached: [shared], trust: policy(get) },
    Kept: { path: kept, inline: [policy(get)], trust: policy(get) },
  },
  groups: { office: [policy(get)] },
  managed: { shared: policy(get, put), limit: policy(get) },
  resources: { [bucket]: policy(get) },
  accounts: [home],
  organization: {
    serviceControlPolicies: [{ name: "s", policy: policy(get), targets: [home] }],
    resourceControlPolicies: [{ name: "r", policy: policy(get), targets: [home] }],
  },
};
export const documents = documentsOf(inputOf(world));
