import { expect, test } from "vitest";
import { fitConfig } from "../../lib/contract/config-shape.ts";

const withAsset = (arn: string) => fitConfig({ format: "rollward/config@1", assets: { roll: [arn] } });

test.each([
  "arn:aws:dynamodb:ca-central-1:111111111111",
  "arn:aws:dynamodb:ca-central-1:111111111111:table/voters/",
  "arn:aws:dynamodb:ca-central-1:111111111111:tabel/voters",
  "arn:aws:dynamodb::111111111111:table/voters",
  "arn:aws:dynamodb:ca-central-1::table/voters",
  "arn:aws:kms:ca-central-1:111111111111:alias/voters",
  "arn:aws:lambda:ca-central-1:111111111111:fonction:intake",
  "arn:aws:cloudtrail:ca-central-1:111111111111:trail",
  "arn:aws:s3:ca-central-1:111111111111:voters",
  "arn:aws:s3:::voters/",
  "arn:aws:constructor:::",
])("%s names no resource, and is refused", (arn) => {
  expect(withAsset(arn)).toMatchObject({ issues: [{ message: "arn", path: ["assets", "roll", 0] }] });
});

test.each([
  "arn:aws:dynamodb:ca-central-1:111111111111:table/voters",
  "arn:aws:dynamodb:ca-central-1:111111111111:table/voters/index/*",
  "arn:aws-us-gov:kms:us-gov-west-1:111111111111:key/*",
  "arn:aws:lambda:ca-central-1:111111111111:function:intake:live",
  "arn:aws:cloudtrail:ca-central-1:111111111111:trail/all",
  "arn:aws:s3:::voters",
  "arn:aws:s3:::voters/exports/*",
  "arn:aws:s3:ca-central-1:111111111111:accesspoint/clerks",
  "arn:aws:sns:ca-central-1:111111111111:alarms",
  "arn:aws:account::111111111111:account",
  "arn:aws:constructor:::one",
])("%s is taken", (arn) => {
  expect(withAsset(arn)).toHaveProperty("config");
});
