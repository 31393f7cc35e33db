/** The parts of an ARN (AWS General Reference, "Amazon Resource Names"). */
export interface Arn {
  readonly service: string;
  /** Empty for global services. */
  readonly region: string;
  /** Twelve digits, or empty, as for buckets. */
  readonly account: string;
  /** All after the fifth colon. */
  readonly resource: string;
}

/** `text` taken apart, or `undefined` when it is none. Nothing is checked but its shape: it may be a pattern. */
export function parseArn(text: string): Arn | undefined {
  const [arn, , service, region, account, ...rest] = text.split(":", 2000);
  if (arn !== "arn" || service === undefined || region === undefined || account === undefined)
    return undefined;
  return rest.length === 0 ? undefined : { service, region, account, resource: rest.join(":") };
}

/**
 * The ARNs and patterns that cover a resource and all that hangs on it: a bucket's objects, a table's indexes, stream,
 * exports and backups, a function's versions and aliases.
 */
export function coverOf(arn: string): readonly string[] {
  const parts = parseArn(arn);
  if (parts === undefined) return [arn];
  const { service, resource } = parts;
  if (service === "s3" && !resource.includes("/") && !resource.startsWith("accesspoint"))
    return [arn, `${arn}/*`];
  if (service === "dynamodb" && /^table\/[^/]+$/.test(resource)) return [arn, `${arn}/*`];
  if (service === "lambda" && /^function:[^:]+$/.test(resource)) return [arn, `${arn}:*`];
  // Its units, policies and accounts stand under the management account, not under the organisation’s ARN.
  if (service === "organizations" && resource.startsWith("organization/"))
    return [arn, `arn:aws:organizations::${parts.account}:*`];
  return [arn];
}

/** The ARN that `coverOf` covers: without the `/*` or `:*` at its end. */
export function coreOf(arn: string): string {
  return arn.endsWith("/*") || arn.endsWith(":*") ? arn.slice(0, -2) : arn;
}
