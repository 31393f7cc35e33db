import { allow, role } from "../snapshot/template/cdk-out.ts";

/** Clears a terminal, turns its text around, opens a place of a sentence, a string, an element and an entity. */
export const hostile = `\u001b[2J\u202e{evil, plural}'{<script>alert(1)</script>&"`;

const tags = [
  { Key: hostile, Value: hostile },
  { Key: "rollward:asset", Value: "roll" },
];

/** A stack of which every name, tag and id that may be chosen freely is {@link hostile}. */
export const hostileStack = {
  resources: {
    Clerk: role({
      RoleName: hostile,
      Description: hostile,
      Tags: tags,
      Policies: [{ PolicyName: hostile, PolicyDocument: { ...allow("*"), Id: hostile } }],
    }),
    Roll: { Type: "AWS::DynamoDB::Table", Properties: { TableName: hostile, Tags: tags } },
    Vault: {
      Type: "AWS::S3::Bucket",
      Properties: { BucketName: hostile, Tags: [{ Key: "rollward:asset", Value: "vault" }] },
    },
    Elsewhere: { Type: "AWS::S3::Bucket", Properties: { BucketName: { "Fn::ImportValue": hostile } } },
  },
  properties: { tags: { [hostile]: hostile } },
};
