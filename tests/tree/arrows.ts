/** Where each room may import from, besides itself: the arrows of lib/README.md. Prefixes of paths from the top. */
export const arrows: readonly { readonly from: string; readonly to: readonly string[] }[] = [
  { from: "lib/base/", to: [] },
  { from: "lib/register/", to: ["lib/base/"] },
  { from: "lib/backup/state/", to: ["lib/base/"] },
  { from: "lib/backup/", to: ["lib/register/", "lib/base/"] },
  { from: "lib/snapshot/", to: ["lib/backup/", "lib/base/"] },
  { from: "lib/audit/", to: ["lib/backup/state/", "lib/snapshot/model.ts", "lib/base/"] },
  { from: "lib/report/", to: ["lib/audit/", "lib/base/"] },
  { from: "lib/cli/", to: ["lib/"] },
  { from: "checks/", to: ["lib/audit/", "lib/backup/state/", "lib/snapshot/model.ts", "lib/base/"] },
  { from: "bin/", to: ["checks/", "lib/cli/"] },
];

const sdk = /^@(aws-sdk|smithy)\//;
const speaksToCloud = /^lib\/backup\/mirrors\/s3[^/]*\.ts$/;

/** Why `file` may not import `target` (a path from the top, or a package); `undefined` when it may. */
export function forbidden(file: string, target: string): string | undefined {
  const arrow = arrows.find(({ from }) => file.startsWith(from));
  if (arrow === undefined) return undefined;
  if (sdk.test(target))
    return speaksToCloud.test(file) ? undefined : `${file} → ${target}: only mirrors/s3*.ts may`;
  if (!/^(lib|checks|bin|tests|bench)\//.test(target)) return undefined;
  const allowed = [arrow.from, ...arrow.to].some((prefix) => target.startsWith(prefix));
  return allowed
    ? undefined
    : `${file} → ${target}: ${arrow.from} may import ${arrow.to.join(", ") || "nothing of ours"}`;
}
