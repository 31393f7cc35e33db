/** What workers are allowed, in the statements that teams write themselves. */
import { arns, home, some, teams, type Place } from "./places.ts";
import { allow, type StatementJson } from "./statement.ts";

type Maker = (place: Place) => readonly StatementJson[];

/** What one worker reads and writes: a table with its indexes, a bucket with its objects, a queue, a secret. */
const workers: readonly Maker[] = [
  (place) => {
    const table = arns.table(place, some(place, place.tables));
    return [
      allow(
        ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem"],
        [table, `${table}/index/*`],
      ),
    ];
  },
  (place) => {
    const table = arns.table(place, some(place, place.tables));
    return [
      allow(
        [
          "dynamodb:BatchGetItem",
          "dynamodb:GetItem",
          "dynamodb:Query",
          "dynamodb:Scan",
          "dynamodb:ConditionCheckItem",
        ],
        table,
      ),
    ];
  },
  (place) => {
    const bucket = arns.bucket(place, some(place, place.buckets));
    return [
      allow(["s3:ListBucket", "s3:GetBucketLocation"], bucket),
      allow(["s3:GetObject", "s3:PutObject"], `${bucket}/*`),
    ];
  },
  (place) => {
    const bucket = arns.bucket(place, some(place, place.buckets));
    return [
      allow(
        ["s3:GetObject*", "s3:GetBucket*", "s3:List*", "s3:DeleteObject*", "s3:PutObject", "s3:Abort*"],
        [bucket, `${bucket}/*`],
      ),
    ];
  },
  (place) => [
    allow(
      ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"],
      arns.queue(place, place.random.below(400)),
    ),
  ],
  (place) => [allow("sns:Publish", arns.topic(place, place.random.below(200)))],
  (place) => [allow("secretsmanager:GetSecretValue", arns.secret(place, place.random.below(300)))],
  (place) => [
    allow(
      ["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"],
      arns.key(place, some(place, place.keys)),
    ),
  ],
  (place) => [
    allow(["kms:Decrypt"], `arn:aws:kms:${home}:${place.id}:key/*`, {
      StringEquals: { "kms:ViaService": `s3.${home}.amazonaws.com` },
    }),
  ],
  (place) => [
    allow("lambda:InvokeFunction", [
      arns.function(place, some(place, place.functions)),
      `${arns.function(place, some(place, place.functions))}:*`,
    ]),
  ],
  (place) => [
    allow(["logs:CreateLogStream", "logs:PutLogEvents"], arns.logs(place, place.random.below(1000))),
  ],
  (place) => [
    allow(
      ["ssm:GetParameter", "ssm:GetParametersByPath"],
      `arn:aws:ssm:${home}:${place.id}:parameter/${place.random.of(teams)}/*`,
    ),
  ],
  (place) => [
    allow(["xray:PutTraceSegments", "cloudwatch:PutMetricData"], "*", {
      StringLike: { "cloudwatch:namespace": `${place.random.of(teams)}/*` },
    }),
  ],
  (place) => [
    allow(
      ["states:StartExecution"],
      `arn:aws:states:${home}:${place.id}:stateMachine:${place.random.of(teams)}-*`,
    ),
  ],
];

/** Statements of a worker's own policy, from one to five kinds of things. */
export function workOf(place: Place): readonly StatementJson[] {
  const count = 1 + place.random.below(3);
  return Array.from({ length: count }, () => place.random.of(workers)(place)).flat();
}
