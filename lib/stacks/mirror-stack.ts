import type { Stack } from "aws-cdk-lib/core";
import { acknowledge } from "./constructs/acknowledge.ts";
import { makeBoundary } from "./constructs/boundary.ts";
import { makeLockedBucket, writeOnce } from "./constructs/locked-bucket.ts";
import { makeDaily } from "./constructs/schedule.ts";
import { makeTaskFunction } from "./constructs/task-function.ts";
import { warnUnready } from "./constructs/unready.ts";
import type { Deployment } from "./deployment.ts";
import { setsArn } from "./targets.ts";

/** The mirror, in another account and region: its own function pulls from the vault; nobody elsewhere may write. */
export function fillMirrorStack(stack: Stack, deployment: Deployment): void {
  const { office } = deployment;
  warnUnready(stack, office);
  const mirror = makeLockedBucket(stack, "MirrorBucket", "mirror", office);
  writeOnce(mirror, setsArn("mirror", office));
  acknowledge(
    mirror,
    "AwsSolutions-S1",
    "The trail records every read and write of an object here, with who did it, complete and validated, which server access logs are not.",
  );
  const boundary = makeBoundary(stack, "mirror", office, {});
  makeDaily(stack, "mirror", makeTaskFunction({ ...deployment, stack, keys: {}, boundary }, "mirror"));
}
