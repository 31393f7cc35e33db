/**
 * AWS's global condition keys in AWS's spelling; one that ends in `/` is followed by a name (IAM User Guide, "AWS
 * global condition context keys").
 */
const spelled: readonly string[] = (
  "AssumedRoot CalledVia CalledViaFirst CalledViaLast CalledViaAWSMCP ChatbotSourceArn CurrentTime " +
  "Ec2InstanceSourcePrivateIPv4 Ec2InstanceSourceVpc EpochTime FederatedProvider IsMcpServiceAction " +
  "MultiFactorAuthAge MultiFactorAuthPresent PrincipalAccount PrincipalArn PrincipalIsAWSService PrincipalOrgID " +
  "PrincipalOrgPaths PrincipalServiceName PrincipalServiceNamesList PrincipalTag/ PrincipalType Referer " +
  "RequestedRegion RequestTag/ ResourceAccount ResourceOrgID ResourceOrgPaths ResourceTag/ SecureTransport " +
  "SignInSessionArn SourceAccount SourceArn SourceIdentity SourceIp SourceOrgID SourceOrgPaths SourceOwner SourceVpc " +
  "SourceVpcArn SourceVpce TagKeys TokenIssueTime UserAgent userid username ViaAWSMCPService ViaAWSService VpceAccount " +
  "VpceOrgID VpceOrgPaths VpcSourceIp"
)
  .split(" ")
  .map((key) => `aws:${key}`);

const byFolded: ReadonlyMap<string, string> = new Map(spelled.map((key) => [key.toLowerCase(), key]));

/** The same in lower case. */
export const globalKeys: readonly string[] = [...byFolded.keys()];

/** A global key in AWS's spelling, a name that it ends in as it stands; `undefined` for any other key. */
export function spelledGlobalKey(folded: string): string | undefined {
  const named = folded.indexOf("/") + 1;
  if (named === 0) return byFolded.get(folded);
  const prefix = byFolded.get(folded.slice(0, named));
  return prefix === undefined ? undefined : prefix + folded.slice(named);
}

const always: ReadonlySet<string> = new Set(["aws:currenttime", "aws:epochtime", "aws:securetransport"]);

/**
 * Is the key in every request, whoever makes it and wherever it comes from ("always included in the request context")?
 * Those that AWS derives of who asks are looked up elsewhere.
 */
export function isAlwaysThere(folded: string): boolean {
  return always.has(folded);
}
