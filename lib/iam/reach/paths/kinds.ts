/**
 * Kinds of workloads that a snapshot can tell (lib/snapshot/template, docs/formats/snapshot.md). Of all others that the
 * table names nobody can say that there are none: they count as not read, even where an account has `workloads`.
 */
export const kindsTold: ReadonlySet<string> = new Set([
  "apigateway",
  "codebuild",
  "codepipeline",
  "ec2",
  "ecs",
  "events",
  "glue",
  "lambda",
  "scheduler",
  "states",
]);
