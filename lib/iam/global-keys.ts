/**
 * AWS's global condition keys in lower case; one that ends in `/` is followed by a name (IAM User Guide, "AWS global
 * condition context keys").
 */
export const globalKeys: readonly string[] = (
  "assumedroot calledvia calledviafirst calledvialast calledviaawsmcp chatbotsourcearn currenttime " +
  "ec2instancesourceprivateipv4 ec2instancesourcevpc epochtime federatedprovider ismcpserviceaction " +
  "multifactorauthage multifactorauthpresent principalaccount principalarn principalisawsservice principalorgid " +
  "principalorgpaths principalservicename principalservicenameslist principaltag/ principaltype referer " +
  "requestedregion requesttag/ resourceaccount resourceorgid resourceorgpaths resourcetag/ securetransport " +
  "signinsessionarn sourceaccount sourcearn sourceidentity sourceip sourceorgid sourceorgpaths sourceowner sourcevpc " +
  "sourcevpcarn sourcevpce tagkeys tokenissuetime useragent userid username viaawsmcpservice viaawsservice vpceaccount " +
  "vpceorgid vpceorgpaths vpcsourceip"
)
  .split(" ")
  .map((key) => `aws:${key}`);
