/**
 * What things may be called where AWS’s action index has a `*`, for the services that matter most to a roll. Of what is
 * not listed only the part before the resource is held to AWS’s form: a name may then be anything.
 *
 * By service, and by the resource of the index’s pattern, with each form that there is:
 *
 * | | one or more of |
 * |---|---|
 * | `{name}` | as `{part}`; in a witness letters, digits, `-`, `_`, `.` |
 * | `{identity}` | letters, digits, `-`, `_`, `.`, `+`, `=`, `,`, `@` |
 * | `{part}` | anything but `/` and `:` |
 * | `{path}` | anything but `:` |
 * | `{any}` | anything |
 *
 * Wider than AWS’s own rules where these are not the same everywhere or have changed; how long a name may be is not
 * looked at.
 */
export const namesOfServices: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // AWS Backup, "CreateBackupVault".
  backup: { "backup-vault:*": ["backup-vault:{name}"] },
  // CloudTrail User Guide, "Naming requirements".
  cloudtrail: { "trail/*": ["trail/{name}"] },
  // CodeArtifact User Guide, "Repository names".
  codeartifact: { "domain/*": ["domain/{part}"], "repository/*/*": ["repository/{part}/{part}"] },
  // DynamoDB Developer Guide, "Naming rules and data types". A stream is called by a time, with colons.
  dynamodb: {
    "table/*": ["table/{name}"],
    "table/*/backup/*": ["table/{name}/backup/{part}"],
    "table/*/export/*": ["table/{name}/export/{part}"],
    "table/*/import/*": ["table/{name}/import/{part}"],
    "table/*/index/*": ["table/{name}/index/{name}"],
    "table/*/stream/*": ["table/{name}/stream/{any}"],
  },
  // ECR User Guide, "Private repositories": a namespace may stand before the name.
  ecr: { "repository/*": ["repository/{path}"] },
  // EventBridge: the name of a bus of a partner has slashes.
  events: { "rule/*": ["rule/{part}"], "rule/*/*": ["rule/{path}/{part}"] },
  // IAM User Guide, "IAM and AWS STS quotas": a path may have any visible character.
  iam: {
    "group/*": ["group/{identity}", "group/{any}/{identity}"],
    "instance-profile/*": ["instance-profile/{identity}", "instance-profile/{any}/{identity}"],
    "policy/*": ["policy/{identity}", "policy/{any}/{identity}"],
    "role/*": ["role/{identity}", "role/{any}/{identity}"],
    "user/*": ["user/{identity}", "user/{any}/{identity}"],
  },
  // KMS Developer Guide, "CreateAlias", and key ids: a key of several regions begins with `mrk-`.
  kms: { "alias/*": ["alias/{path}"], "key/*": ["key/{name}"] },
  // Lambda API, "FunctionName": a version or alias may follow, with whatever is listed or not.
  lambda: { "function:*": ["function:{name}", "function:{name}:{part}"] },
  // S3 User Guide, "Bucket naming rules", those of before 2018 as well, and "Naming Amazon S3 objects".
  s3: {
    "*": ["{name}"],
    "*/*": ["{name}/{any}"],
    "accesspoint/*": ["accesspoint/{part}"],
    "accesspoint/*/object/*": ["accesspoint/{part}/object/{any}"],
  },
  // S3 User Guide, "Naming rules for table buckets, tables, and namespaces".
  s3tables: { "bucket/*": ["bucket/{name}"], "bucket/*/table/*": ["bucket/{name}/table/{name}"] },
  // Secrets Manager, "CreateSecret": a name may have slashes.
  secretsmanager: { "secret:*": ["secret:{path}"] },
  // SQS Developer Guide, "Queue and message identifiers".
  sqs: { "*": ["{name}"] },
  // Step Functions: a version or alias may follow.
  states: {
    "stateMachine:*": ["stateMachine:{part}", "stateMachine:{part}:{part}", "stateMachine:{part}/{part}"],
  },
};

/** Of these the last part of a pattern may be empty: the root of an API is a path without name. */
export const endsOpen: ReadonlySet<string> = new Set(["apigateway", "execute-api", "logs"]);

/** Regions that a listed type need not name: a multi-region access point has none. */
export const regionless: ReadonlySet<string> = new Set(["s3 accesspoint/*", "s3 accesspoint/*/object/*"]);
