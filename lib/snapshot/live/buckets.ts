import { GetBucketLocationCommand, ListBucketsCommand } from "@aws-sdk/client-s3";
import { mapBounded } from "../../base/bounded.ts";
import type { ResourcePolicy } from "../../iam/input.ts";
import type { Bucket } from "../resources.ts";
import { ask, half, type Asking, type Refusal } from "./ask.ts";
import { readBucket } from "./bucket-facts.ts";
import type { AccountClients } from "./clients.ts";
import type { Gaps } from "./gaps.ts";
import { whyHalf } from "./live-words.ts";
import { readPages } from "./pages.ts";
import { isRegion } from "./region.ts";

/** Each bucket takes seven requests at once, and the SDK keeps fifty connections. */
const atOnce = 7;
const facts = "buckets";

export interface ReadBuckets {
  /** By name; absent when the list could not be read at all. */
  readonly buckets?: readonly Bucket[];
  readonly policies: readonly ResourcePolicy[];
}

/**
 * Every bucket of the account, in every region, with its settings and its policy.
 *
 * @param partition such as `aws`, for ARNs
 * @throws RollwardError as {@link ask}
 */
export async function readBuckets(
  clients: AccountClients,
  asking: Asking,
  gaps: Gaps,
  partition: string,
): Promise<ReadBuckets> {
  const named = await listBuckets(clients, asking, gaps, partition);
  if (named === undefined) return { policies: [] };
  const read = await mapBounded(named, atOnce, async ({ name, region }) => {
    const arn = `arn:${partition}:s3:::${name}`;
    const place = region ?? (await readRegion(name, arn, clients, asking, gaps));
    return readBucket(
      { name, arn, ...(place === undefined ? {} : { region: place }) },
      clients,
      asking,
      gaps,
    );
  });
  return {
    buckets: read.flatMap(({ bucket }) => (bucket === undefined ? [] : [bucket])),
    policies: read.flatMap(({ policy }) => (policy === undefined ? [] : [policy])),
  };
}

interface Named {
  readonly name: string;
  readonly region: string | undefined;
}

async function listBuckets(
  { s3 }: AccountClients,
  asking: Asking,
  gaps: Gaps,
  partition: string,
): Promise<readonly Named[] | undefined> {
  const right = "s3:ListAllMyBuckets";
  const found = new Map<string, Named>();
  let unnamed = 0;
  let pages = 0;
  const refusal = await readPages(
    (ContinuationToken) => {
      // Only a list that is asked for in pages names the regions.
      const input = { MaxBuckets: 1000, ...(ContinuationToken === undefined ? {} : { ContinuationToken }) };
      return ask(asking, right, (options) => s3().send(new ListBucketsCommand(input), options));
    },
    ({ Buckets, ContinuationToken }) =>
      Buckets === undefined && ContinuationToken === undefined && pages === 0
        ? { refusal: half(whyHalf.empty) }
        : (ContinuationToken ?? null),
    ({ Buckets }) => {
      if (Buckets !== undefined) pages += 1;
      for (const { Name, BucketRegion } of Buckets ?? []) {
        if (Name !== undefined && bucketName.test(Name))
          found.set(Name, { name: Name, region: known(BucketRegion) });
        else unnamed += 1;
      }
    },
  );
  // A bucket that is not listed may have a policy all the same, and any name may be one.
  const addGap = (why: Refusal) => {
    gaps.add({ right, refusal: why, facts });
    gaps.add({ right, refusal: why, facts: "resource-policies", resource: `arn:${partition}:s3:::*` });
  };
  if (refusal !== undefined) addGap(refusal);
  if (unnamed > 0) addGap(half(whyHalf.unnamed, { count: unnamed }));
  if (refusal !== undefined && pages === 0) return undefined;
  return [...found.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Where the list did not say. Source: docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
async function readRegion(
  name: string,
  resource: string,
  { s3 }: AccountClients,
  asking: Asking,
  gaps: Gaps,
): Promise<string | undefined> {
  const right = "s3:GetBucketLocation";
  const answer = await ask(asking, right, (options) =>
    s3().send(new GetBucketLocationCommand({ Bucket: name }), options),
  );
  if ("refusal" in answer) {
    gaps.add({ right, refusal: answer.refusal, facts, resource });
    return undefined;
  }
  const place = answer.reply.LocationConstraint;
  if (!place) return "us-east-1";
  const region = place === "EU" ? "eu-west-1" : known(place);
  if (region === undefined)
    gaps.add({ right, refusal: half(whyHalf.value, { value: place }), facts, resource });
  return region;
}

/** Old buckets may bear capitals and underscores. */
const bucketName = /^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/;

const known = (region: string | undefined) => (region !== undefined && isRegion(region) ? region : undefined);
