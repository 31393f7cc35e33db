import { CfnTrail } from "aws-cdk-lib/aws-cloudtrail";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { Stack } from "aws-cdk-lib/core";
import { fixedNames, headTableArn, rollTableArn } from "../../contract/names.ts";
import { isOneAccount, type Office } from "../office.ts";
import { bucketArn } from "../targets.ts";
import { markAsset } from "./marks.ts";

/**
 * The trail: all management events of every region, and who touched which object of the vault, the mirror and the
 * exports and which item of the roll and the head. With several accounts it is the organisation's, for a trail of one
 * account sees nothing of another, and members cannot stop or change the organisation's
 * (docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html). The audit account must then
 * be CloudTrail's delegated administrator.
 */
export function makeTrail(stack: Stack, office: Office, bucket: Bucket): CfnTrail {
  letTrailWrite(bucket, office);
  const trail = new CfnTrail(stack, "Trail", {
    trailName: fixedNames.trail,
    s3BucketName: bucket.bucketName,
    isLogging: true,
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogFileValidation: true,
    isOrganizationTrail: !isOneAccount(office),
    advancedEventSelectors: [
      selector("Management events", "Management"),
      selector("Sealed sets and exports", "Data", {
        type: "AWS::S3::Object",
        startsWith: (["vault", "mirror", "exports"] as const).map((name) => `${bucketArn(name, office)}/`),
      }),
      selector("The roll and the head", "Data", {
        type: "AWS::DynamoDB::Table",
        startsWith: [rollTableArn(office), headTableArn(office)],
      }),
      selector("The roll’s stream", "Data", {
        type: "AWS::DynamoDB::Stream",
        startsWith: [`${rollTableArn(office)}/stream/`],
      }),
    ],
  });
  // CloudTrail tries the bucket's policy when the trail is made.
  if (bucket.policy !== undefined) trail.node.addDependency(bucket.policy);
  markAsset(trail, "trail");
  return trail;
}

/** Both reading and writing events; `startsWith` are ARN prefixes. */
function selector(
  name: string,
  category: "Management" | "Data",
  resources?: { readonly type: string; readonly startsWith: readonly string[] },
): CfnTrail.AdvancedEventSelectorProperty {
  return {
    name,
    fieldSelectors: [
      { field: "eventCategory", equalTo: [category] },
      ...(resources === undefined
        ? []
        : [
            { field: "resources.type", equalTo: [resources.type] },
            { field: "resources.ARN", startsWith: [...resources.startsWith] },
          ]),
    ],
  };
}

/**
 * What CloudTrail needs on its bucket (docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html).
 * An organisation's trail belongs to the management account, whose number no configuration holds: any account of the
 * bucket's own organisation may then stand there, under the trail's fixed name.
 */
function letTrailWrite(bucket: Bucket, office: Office): void {
  const principals = [new ServicePrincipal("cloudtrail.amazonaws.com")];
  const arn = bucketArn("trail", office);
  const trailOf = (account: string) =>
    `arn:aws:cloudtrail:${office.region}:${account}:trail/${fixedNames.trail}`;
  const own = { StringEquals: { "aws:SourceArn": trailOf(office.accounts.audit) } };
  const ours = {
    StringEquals: { "aws:SourceOrgID": "${aws:ResourceOrgID}" },
    ArnLike: { "aws:SourceArn": trailOf("*") },
  };
  const conditions = isOneAccount(office) ? own : ours;
  const folder = isOneAccount(office) ? `AWSLogs/${office.accounts.audit}/*` : "AWSLogs/*";
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: "TrailLooks",
      principals,
      actions: ["s3:GetBucketAcl"],
      resources: [arn],
      conditions,
    }),
  );
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: "TrailWrites",
      principals,
      actions: ["s3:PutObject"],
      resources: [`${arn}/${folder}`],
      conditions: {
        ...conditions,
        StringEquals: { ...conditions.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" },
      },
    }),
  );
}
