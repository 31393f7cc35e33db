/** What a verdict may rest on: pure rooms and pure types. */
const judged = [
  "lib/contract/",
  "lib/iam/",
  "lib/actions/",
  "lib/backup/state/",
  "lib/snapshot/model.ts",
  "lib/snapshot/resources.ts",
];

/** Where each room may import from, besides itself: the arrows of lib/README.md. Prefixes of paths from the top. */
export const arrows: readonly { readonly from: string; readonly to: readonly string[] }[] = [
  { from: "lib/base/", to: [] },
  { from: "lib/actions/", to: ["lib/base/"] },
  { from: "lib/contract/", to: ["lib/actions/", "lib/base/"] },
  { from: "lib/iam/", to: ["lib/actions/", "lib/base/"] },
  { from: "lib/register/", to: ["lib/base/"] },
  { from: "lib/backup/state/", to: ["lib/base/"] },
  { from: "lib/backup/", to: ["lib/register/", "lib/base/"] },
  { from: "lib/snapshot/", to: ["lib/backup/", "lib/iam/", "lib/base/"] },
  { from: "lib/audit/", to: [...judged, "lib/base/"] },
  { from: "lib/report/", to: ["lib/audit/", "lib/base/"] },
  { from: "lib/handlers/", to: ["lib/register/", "lib/backup/", "lib/base/"] },
  { from: "lib/stacks/", to: ["lib/contract/", "lib/base/"] },
  { from: "lib/cli/", to: ["lib/"] },
  { from: "checks/", to: ["lib/audit/", ...judged, "lib/base/"] },
  { from: "bin/functions/", to: ["lib/handlers/", "lib/register/", "lib/backup/", "lib/base/"] },
  { from: "bin/", to: ["checks/", "lib/cli/", "lib/stacks/"] },
];

const sdk = /^@(aws-sdk|smithy)\//;
const speaksToCloud = [
  /^lib\/backup\/mirrors\/s3[^/]*\.ts$/,
  /^lib\/backup\/cloud\//,
  /^lib\/register\/dynamodb[^/]*\.ts$/,
  /^lib\/snapshot\/live\//,
  /^bin\/functions\//,
];
const cdk = /^(aws-cdk-lib(\/|$)|constructs$|cdk-nag$)/;

/** Why `file` may not import `target` (a path from the top, or a package); `undefined` when it may. */
export function forbidden(file: string, target: string): string | undefined {
  const arrow = arrows.find(({ from }) => file.startsWith(from));
  if (arrow === undefined) return undefined;
  if (sdk.test(target))
    return speaksToCloud.some((place) => place.test(file))
      ? undefined
      : `${file} → ${target}: only files named after a cloud may`;
  if (cdk.test(target))
    return file.startsWith("lib/stacks/") ? undefined : `${file} → ${target}: only lib/stacks may`;
  if (!/^(lib|checks|bin|tests|bench)\//.test(target)) return undefined;
  const allowed = [arrow.from, ...arrow.to].some((prefix) => target.startsWith(prefix));
  return allowed
    ? undefined
    : `${file} → ${target}: ${arrow.from} may import ${arrow.to.join(", ") || "nothing of ours"}`;
}
