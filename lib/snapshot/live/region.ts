/**
 * True for what can be the code of an AWS region, such as `ca-central-1` or `us-gov-west-1`. It becomes part of the
 * address that is asked, so nothing else may stand there.
 */
export function isRegion(text: string): boolean {
  return /^[a-z]{2,4}(-[a-z]{1,20}){1,3}-\d{1,2}$/.test(text);
}
