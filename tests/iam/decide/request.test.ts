import { describe, expect, test } from "vitest";
import { ownerOf, resourceOf } from "../../../lib/iam/decide/request.ts";
import { resourceControl, serviceControl } from "../../../lib/iam/decide/rails.ts";
import { requesterOf, type Requester } from "../../../lib/iam/decide/requester.ts";
import type { Organization } from "../../../lib/iam/input.ts";
import { landscapeOf } from "../../../lib/iam/landscape-of.ts";
import { isUnknown, unknown } from "../../../lib/iam/truth.ts";
import { index } from "../proofs.ts";
import {
  bucket,
  home,
  inputOf,
  key,
  object,
  other,
  outside,
  policy,
  roleArn,
  rootArn,
  table,
  userArn,
} from "../world.ts";

const who = (principal: string, within = landscapeOf(inputOf({ users: { clerk: {} } }))) =>
  requesterOf(within, principal) as Requester;

describe("what a request is about", () => {
  test.each([
    ["s3:getobject", object, object],
    ["s3:listallmybuckets", bucket, "*"],
    ["s3:listallmybuckets", "*", "*"],
    ["s3:getmoonobject", object, object],
  ])("%s on %s: %s", (action, resource, expected) => {
    expect(resourceOf(index, action, resource)).toBe(expected);
  });
});

describe("whose that is", () => {
  const here = { users: { clerk: {} }, resources: { [bucket]: policy() } };
  const api = "arn:aws:apigateway:ca-central-1::/restapis/a1";
  const missing = (resource: string) => `the snapshot does not say which account ${resource} is in`;
  test.each<
    readonly [string, principal: string, resource: string, accounts: readonly string[], owner: string]
  >([
    ["by its ARN", userArn("clerk"), table.replace(home, outside), [home, other], outside],
    ["by its entry", rootArn(other), object, [home, other], home],
    ["by its entry, whoever asks", "*", bucket, [home, other], home],
    ["the asker’s, where it is nothing", rootArn(other), "*", [home], other],
    ["the asker’s, where a service keeps its own names", rootArn(other), api, [home], other],
    ["of the one account", "*", api, [home], home],
    ["of the one account, a bucket", rootArn(other), "arn:aws:s3:::x", [home], home],
    ["not known of two", rootArn(other), "arn:aws:s3:::x", [home, other], missing("arn:aws:s3:::x")],
    ["not known of none", rootArn(other), "arn:aws:s3:::x", [], missing("arn:aws:s3:::x")],
    ["not known where nobody asks", "*", api, [home, other], missing(api)],
    ["nobody’s", "*", "*", [home], "nobody in particular has no account"],
    ["of no ARN", rootArn(), "roll-exports", [home], "roll-exports is neither * nor an ARN"],
  ])("%s", (_, principal, resource, accounts, expected) => {
    const landscape = landscapeOf(inputOf({ ...here, accounts }));
    const owner = ownerOf(landscape, who(principal), resource);
    expect(isUnknown(owner) ? owner.unknown : owner).toBe(expected);
  });
  test("an entry may know of a resource and not of its account", () => {
    const unread = [{ facts: "resource-policies", resource: bucket }];
    const owner = ownerOf(landscapeOf({ ...inputOf({}), unread }), who(rootArn()), bucket);
    expect(owner).toEqual({ unknown: missing(bucket) });
  });
});

// AWS Organizations User Guide, "Service control policies" and "Resource control policies".

const linked = roleArn("aws-service-role/x.amazonaws.com/AWSServiceRoleForX", outside);
const rule = (name: string, targets: readonly string[], level?: string) => ({
  name,
  policy: policy(),
  targets,
  ...(level !== undefined && { level }),
});
const organization: Organization = {
  managementAccount: outside,
  serviceControlPolicies: [rule("a", [home], "root"), rule("b", [home, other]), rule("c", [home], "root")],
  resourceControlPolicies: [rule("r", [home]), rule("s", [other])],
};

describe("the SCPs over who asks, level by level", () => {
  const over = (principal: string, more: Organization = organization) => {
    const landscape = landscapeOf({ ...inputOf({}), organization: more });
    return serviceControl(landscape, who(principal)).map((level) =>
      level.map(({ ref, problem }) => problem ?? ref),
    );
  };
  const unread: Organization = { managementAccount: outside, resourceControlPolicies: [] };
  test.each([
    ["of an account", rootArn(), [["scp/a", "scp/c"], ["scp/b"]]],
    ["of another", rootArn(other), [["scp/b"]]],
    ["of one that none names", rootArn("999999999999"), []],
    ["of the management account", userArn("x", outside), []],
    ["nobody’s", "*", []],
    ["a role’s", roleArn("x", "999999999999"), []],
  ])("%s", (_, principal, expected) => expect(over(principal)).toEqual(expected));
  test("where they were not read, one that is not known", () => {
    const lost = [["the organisation's service control policies were not read"]];
    expect(over(rootArn(), unread)).toEqual(lost);
    expect(over(roleArn("x", "999999999999"), unread)).toEqual(lost);
    expect(over(linked.replace(outside, "999999999999"), unread)).toEqual([]);
    expect(over(rootArn(outside), unread)).toEqual([]);
    expect(over("*", unread)).toEqual([]);
  });
});

describe("the RCPs over what is asked for", () => {
  const landscape = landscapeOf({
    ...inputOf({ resources: { [key]: policy() } }),
    organization,
  });
  const of = { requester: who(rootArn()), service: "s3", action: "s3:getobject", owner: home };
  const over = (more: Partial<Parameters<typeof resourceControl>[1]>, within = landscape) =>
    resourceControl(within, { ...of, ...more }).map(({ ref, problem }) => problem ?? ref);
  test.each<readonly [string, Parameters<typeof over>[0], readonly string[]]>([
    ["of an account", {}, ["rcp/r"]],
    ["of another", { owner: other }, ["rcp/s"]],
    ["of one that none names", { owner: "999999999999" }, []],
    ["of one that is not known: any", { owner: unknown("lost") }, ["rcp/r", "rcp/s"]],
    ["of the management account", { owner: outside }, []],
    ["of a service that they do not reach", { service: "ec2" }, []],
    ["RetireGrant", { service: "kms", action: "kms:retiregrant" }, []],
    ["a key", { service: "kms", action: "kms:decrypt", resource: key }, ["rcp/r"]],
    ["everybody", { requester: who("*") }, ["rcp/r"]],
    ["a role", { requester: who(roleArn("x", outside)) }, ["rcp/r"]],
    ["a service-linked role", { requester: who(linked) }, []],
  ])("%s", (_, more, expected) => expect(over(more)).toEqual(expected));
  test("where they were not read, one that is not known; where there is no organisation, none", () => {
    const lost = landscapeOf({ ...inputOf({}), organization: { serviceControlPolicies: [] } });
    expect(over({}, lost)).toEqual(["the organisation's resource control policies were not read"]);
    expect(over({ service: "ec2" }, lost)).toEqual([]);
    expect(over({}, landscapeOf(inputOf({})))).toEqual([]);
  });
});
