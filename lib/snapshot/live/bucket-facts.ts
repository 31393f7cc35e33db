import {
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import type { ResourcePolicy } from "../../iam/input.ts";
import type { FactKind } from "../model.ts";
import type { Bucket } from "../resources.ts";
import { ask, half, type Answer, type Asking } from "./ask.ts";
import * as shape from "./bucket-shape.ts";
import type { AccountClients } from "./clients.ts";
import type { Gaps } from "./gaps.ts";
import { whyHalf, whyUnread } from "./live-words.ts";
import type { RightName } from "./rights.ts";

/** One fact of a bucket: the request for it, the code that means "there is none", and what its reply says. */
interface Question<Reply, Fact> {
  readonly right: RightName;
  readonly send: (options: { readonly abortSignal: AbortSignal }) => Promise<Reply>;
  /** S3’s answer when the bucket has none, and the fact that this is. */
  readonly none?: { readonly code: string; readonly fact: Fact };
  readonly shape: (reply: Reply) => shape.Shaped<Fact>;
  readonly facts?: FactKind;
}

/**
 * A bucket’s settings and policy. What S3 says is not set is a fact (`null`, `{}`); what it refuses to say is a gap,
 * and the fact stays absent. A bucket that is deleted meanwhile is no bucket of the account any more.
 *
 * @throws RollwardError as {@link ask}
 */
export async function readBucket(
  bare: Bucket,
  { s3 }: AccountClients,
  asking: Asking,
  gaps: Gaps,
): Promise<{ readonly bucket?: Bucket; readonly policy?: ResourcePolicy }> {
  const client = s3(bare.region);
  const bucket = { Bucket: bare.name };
  let gone = false;
  const read = async <Reply, Fact>(question: Question<Reply, Fact>): Promise<Fact | undefined> => {
    const { right, send, none, facts = "buckets" } = question;
    const answer: Answer<Reply> = await ask(asking, right, send);
    if ("refusal" in answer) {
      const { refusal } = answer;
      if (none !== undefined && refusal.code === none.code) return none.fact;
      if (refusal.words === whyUnread.gone) gone = true;
      else gaps.add({ right, refusal, facts, resource: bare.arn });
      return undefined;
    }
    const shaped = question.shape(answer.reply);
    if ("fact" in shaped) return shaped.fact;
    const words = shaped.value === undefined ? whyHalf.empty : whyHalf.value;
    const refusal = half(words, { value: String(shaped.value) });
    gaps.add({ right, refusal, facts, resource: bare.arn });
    return undefined;
  };

  const [policy, versioning, objectLock, encryption, publicAccessBlock, replication, tags] =
    await Promise.all([
      read({
        right: "s3:GetBucketPolicy",
        send: (options) => client.send(new GetBucketPolicyCommand(bucket), options),
        none: { code: "NoSuchBucketPolicy", fact: null },
        shape: shape.policy,
        facts: "resource-policies",
      }),
      read({
        right: "s3:GetBucketVersioning",
        send: (options) => client.send(new GetBucketVersioningCommand(bucket), options),
        shape: shape.versioning,
      }),
      read({
        right: "s3:GetBucketObjectLockConfiguration",
        send: (options) => client.send(new GetObjectLockConfigurationCommand(bucket), options),
        none: { code: "ObjectLockConfigurationNotFoundError", fact: null },
        shape: shape.objectLock,
      }),
      read({
        right: "s3:GetEncryptionConfiguration",
        send: (options) => client.send(new GetBucketEncryptionCommand(bucket), options),
        none: { code: "ServerSideEncryptionConfigurationNotFoundError", fact: null },
        shape: shape.encryption,
      }),
      read({
        right: "s3:GetBucketPublicAccessBlock",
        send: (options) => client.send(new GetPublicAccessBlockCommand(bucket), options),
        none: { code: "NoSuchPublicAccessBlockConfiguration", fact: null },
        shape: shape.publicAccessBlock,
      }),
      read({
        right: "s3:GetReplicationConfiguration",
        send: (options) => client.send(new GetBucketReplicationCommand(bucket), options),
        none: { code: "ReplicationConfigurationNotFoundError", fact: null },
        shape: shape.replication,
      }),
      read({
        right: "s3:GetBucketTagging",
        send: (options) => client.send(new GetBucketTaggingCommand(bucket), options),
        none: { code: "NoSuchTagSet", fact: {} },
        shape: shape.tags,
      }),
    ]);
  if (gone) return {};
  const facts = { versioning, objectLock, encryption, publicAccessBlock, replication, tags };
  const known = Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
  const full: Bucket = { ...bare, ...known };
  return typeof policy === "string"
    ? { bucket: full, policy: { resource: bare.arn, policy } }
    : { bucket: full };
}
