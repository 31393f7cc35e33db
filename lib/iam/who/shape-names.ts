/**
 * What things may be called where AWS’s action index has a `*`, for the services that matter most to a roll. Of what is
 * not listed only the part before the resource is held to AWS’s form: a name may then be anything.
 *
 * By service, and by the resource of the index’s pattern, with each form that there is:
 *
 * | | one or more of |
 * |---|---|
 * | `{part}` | anything but `/` and `:` |
 * | `{path}` | anything but `:` |
 * | `{any}` | anything |
 *
 * Which letters a name may have, and how long it may be, is not looked at: those differ, and change, and what a snapshot
 * has is there whatever it is called. A witness has names of letters, digits, `-`, `_` and `.` where it can.
 */
export const namesOfServices: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // AWS Backup, "CreateBackupVault".
  backup: { "backup-vault:*": ["backup-vault:{part}"] },
  // CloudTrail User Guide, "Naming requirements".
  cloudtrail: { "trail/*": ["trail/{part}"] },
  // CodeArtifact User Guide, "Repository names".
  codeartifact: { "domain/*": ["domain/{part}"], "repository/*/*": ["repository/{part}/{part}"] },
  // DynamoDB Developer Guide, "Naming rules and data types". A stream is called by a time, with colons.
  dynamodb: {
    "table/*": ["table/{part}"],
    "table/*/backup/*": ["table/{part}/backup/{part}"],
    "table/*/export/*": ["table/{part}/export/{part}"],
    "table/*/import/*": ["table/{part}/import/{part}"],
    "table/*/index/*": ["table/{part}/index/{part}"],
    "table/*/stream/*": ["table/{part}/stream/{any}"],
  },
  // ECR User Guide, "Private repositories": a namespace may stand before the name.
  ecr: { "repository/*": ["repository/{path}"] },
  // EventBridge: the name of a bus of a partner has slashes.
  events: { "rule/*": ["rule/{part}"], "rule/*/*": ["rule/{path}/{part}"] },
  // IAM User Guide, "IAM and AWS STS quotas": a path may have any visible character.
  iam: {
    "group/*": ["group/{part}", "group/{any}/{part}"],
    "instance-profile/*": ["instance-profile/{part}", "instance-profile/{any}/{part}"],
    "policy/*": ["policy/{part}", "policy/{any}/{part}"],
    "role/*": ["role/{part}", "role/{any}/{part}"],
    "user/*": ["user/{part}", "user/{any}/{part}"],
  },
  // KMS Developer Guide, "CreateAlias", and key ids: a key of several regions begins with `mrk-`.
  kms: { "alias/*": ["alias/{path}"], "key/*": ["key/{part}"] },
  // Lambda API, "FunctionName": a version or alias may follow, with whatever is listed or not.
  lambda: { "function:*": ["function:{part}", "function:{part}:{part}"] },
  // S3 User Guide, "Bucket naming rules", those of before 2018 as well, and "Naming Amazon S3 objects".
  s3: {
    "*": ["{part}"],
    "*/*": ["{part}/{any}"],
    "accesspoint/*": ["accesspoint/{part}"],
    "accesspoint/*/object/*": ["accesspoint/{part}/object/{any}"],
  },
  // S3 User Guide, "Naming rules for table buckets, tables, and namespaces".
  s3tables: { "bucket/*": ["bucket/{part}"], "bucket/*/table/*": ["bucket/{part}/table/{part}"] },
  // Secrets Manager, "CreateSecret": a name may have slashes.
  secretsmanager: { "secret:*": ["secret:{path}"] },
  // SQS Developer Guide, "Queue and message identifiers".
  sqs: { "*": ["{part}"] },
  // Step Functions: a version or alias may follow.
  states: {
    "stateMachine:*": ["stateMachine:{part}", "stateMachine:{part}:{part}", "stateMachine:{part}/{part}"],
  },
};

/** Of these the last part of a pattern may be empty: the root of an API is a path without name. */
export const endsOpen: ReadonlySet<string> = new Set(["apigateway", "execute-api", "logs"]);

/** Regions that a listed type need not name: a multi-region access point has none. */
export const regionless: ReadonlySet<string> = new Set(["s3 accesspoint/*", "s3 accesspoint/*/object/*"]);
