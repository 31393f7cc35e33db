import { Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import { Duration, RemovalPolicy, type Stack } from "aws-cdk-lib/core";
import { fixedNames } from "../contract/names.ts";
import { acknowledge } from "./constructs/acknowledge.ts";
import { makeBoundary } from "./constructs/boundary.ts";
import { makeLockedBucket, writeOnce } from "./constructs/locked-bucket.ts";
import { markAsset } from "./constructs/marks.ts";
import { openTo } from "./constructs/outsider.ts";
import { makeDaily } from "./constructs/schedule.ts";
import { makeTaskFunction } from "./constructs/task-function.ts";
import { warnUnready } from "./constructs/unready.ts";
import type { Deployment } from "./deployment.ts";
import type { Office } from "./office.ts";
import { bucketArn, setsArn } from "./targets.ts";

/** The vault, the key that signs what is put there, and the sealer, who alone may write and reads nothing there. */
export function fillVaultStack(stack: Stack, deployment: Deployment): void {
  warnUnready(stack, deployment.office);
  makeVault(stack, deployment.office);
  const signingKey = new Key(stack, "SigningKey", {
    alias: fixedNames.signingKeyAlias,
    description: "Rollward: signs the manifests of sealed sets",
    keySpec: KeySpec.ECC_NIST_P256,
    keyUsage: KeyUsage.SIGN_VERIFY,
    pendingWindow: Duration.days(30),
    removalPolicy: RemovalPolicy.RETAIN,
  });
  markAsset(signingKey, "signingKey");
  const keys = { signingKey: signingKey.keyArn };
  const boundary = makeBoundary(stack, "vault", deployment.office, keys);
  makeDaily(stack, "seal", makeTaskFunction({ ...deployment, stack, keys, boundary }, "seal"));
}

function makeVault(stack: Stack, office: Office): void {
  const vault = makeLockedBucket(stack, "VaultBucket", "vault", office);
  writeOnce(vault, setsArn("vault", office));
  const openings = [
    { task: "mirror", target: "vault", sid: "MirrorLists", resource: bucketArn("vault", office) },
    { task: "mirror", target: "vaultObjects", sid: "MirrorReads", resource: setsArn("vault", office) },
  ] as const;
  for (const statement of openings.flatMap((opening) => openTo(stack.account, opening, office)))
    vault.addToResourcePolicy(statement);
  acknowledge(
    vault,
    "AwsSolutions-S1",
    "The trail records every read and write of an object here, with who did it, complete and validated, which server access logs are not.",
  );
}
