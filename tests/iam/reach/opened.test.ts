/** Resources that somebody opens to itself: by whose right, beside what stands there or in place of it. */
import { expect, test } from "vitest";
import {
  allow,
  deny,
  home,
  other,
  outside,
  policy,
  rootArn,
  userArn,
  type Json,
  type World,
} from "../world.ts";
import { reachIn } from "./routes-in.ts";

const [ann, eve] = [userArn("ann"), userArn("eve", outside)];
const bucket = "arn:aws:s3:::alder-vault";
const queue = `arn:aws:sqs:eu-west-1:${home}:drops`;
const said = (Effect: string, Principal: unknown, Action: unknown, Resource: string): Json => ({
  Effect,
  Principal,
  Action,
  Resource,
});
const writes = (AWS: string) => policy(said("Allow", { AWS }, "s3:PutBucketPolicy", bucket));
const shut = policy(said("Deny", "*", "sqs:ReceiveMessage", queue));
const worldOf = (rights: readonly Json[], resources: World["resources"], account = home): World => ({
  users: { ann: { account, inline: [policy(...rights)] } },
  resources,
});
const anns = userArn("ann", other);
const get = [`${bucket}/*`, "s3:GetObject"] as const;
const receive = [queue, "sqs:ReceiveMessage"] as const;

test.each<readonly [string, World, string, readonly [string, string], string]>([
  [
    "by a right of its own",
    worldOf([allow("s3:PutBucketPolicy")], { [bucket]: policy() }),
    ann,
    get,
    "s3-put-bucket-policy",
  ],
  [
    "by a right that the bucket’s policy gives",
    worldOf([], { [bucket]: writes(ann) }),
    ann,
    get,
    "s3-put-bucket-policy",
  ],
  ["not by one that it gives another", worldOf([], { [bucket]: writes(userArn("bob")) }), ann, get, "no"],
  [
    "of another account, by a right of both",
    worldOf([allow("s3:*")], { [bucket]: writes(rootArn(other)) }, other),
    anns,
    get,
    "s3-put-bucket-policy",
  ],
  [
    "of another account, not by its own alone",
    worldOf([allow("s3:*")], { [bucket]: policy() }, other),
    anns,
    get,
    "no",
  ],
  ["nor by the bucket’s alone", worldOf([], { [bucket]: writes(rootArn(other)) }, other), anns, get, "no"],
  [
    "of an account that nobody has read",
    worldOf([], { [bucket]: writes(eve) }),
    eve,
    get,
    "s3-put-bucket-policy",
  ],
  [
    "of such an account as a whole",
    worldOf([], { [bucket]: writes(rootArn(outside)) }),
    rootArn(outside),
    get,
    "s3-put-bucket-policy",
  ],
  [
    "where its own policies cannot be read",
    { users: { ann: { inline: [{ Statement: 7 }] } }, resources: { [bucket]: policy() } },
    ann,
    get,
    "unknown",
  ],
  [
    "not by a right to something else",
    worldOf([allow("s3:PutBucketTagging")], { [bucket]: policy() }),
    ann,
    get,
    "no",
  ],
  [
    "one of those asked about",
    worldOf([allow("s3:PutBucketPolicy", bucket)], { [bucket]: policy() }),
    ann,
    ["arn:aws:s3:::alder-*/roll", "s3:GetObject"],
    "s3-put-bucket-policy",
  ],
  [
    "a queue, by what is added to its policy",
    worldOf([allow("sqs:AddPermission")], { [queue]: policy() }),
    ann,
    receive,
    "sqs-add-permission",
  ],
  [
    "a queue, not by what is added to a deny",
    worldOf([allow("sqs:AddPermission")], { [queue]: shut }),
    ann,
    receive,
    "no",
  ],
  [
    "a queue, by a policy in place of the deny",
    worldOf([allow("sqs:SetQueueAttributes")], { [queue]: shut }),
    ann,
    receive,
    "sqs-add-permission",
  ],
  [
    "not against a deny of its own",
    worldOf([allow("sqs:*"), deny("sqs:ReceiveMessage")], { [queue]: policy() }),
    ann,
    receive,
    "no",
  ],
])("%s", (_, world, who, [resource, action], expected) => {
  const proof = reachIn(world).reach.can(who, { actions: [action], resources: [resource] });
  expect(proof.verdict === "yes" ? proof.route.map(({ kind }) => kind).join(" ") : proof.verdict).toBe(
    expected,
  );
});
