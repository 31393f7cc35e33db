/**
 * Actions that whoever shows an identity provider’s token asks for (STS API Reference, AssumeRoleWithSAML and
 * AssumeRoleWithWebIdentity), in lower case: no right of a user or role has any part in them.
 */
export const byToken: ReadonlySet<string> = new Set([
  "sts:assumerolewithsaml",
  "sts:assumerolewithwebidentity",
]);
