import { parseEndpoint } from "./s3-url.ts";

/** As every AWS SDK does: docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
export function environmentEndpoint(): string | undefined {
  if (process.env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"]?.toLowerCase() === "true") return undefined;
  const address = process.env["AWS_ENDPOINT_URL_S3"] ?? process.env["AWS_ENDPOINT_URL"];
  return address === undefined ? undefined : parseEndpoint(address);
}

/**
 * The host that an endpoint names, without its port and in one spelling: `aws` for every address of Amazon’s,
 * `localhost` for every loopback address (RFC 5735, RFC 4291, RFC 6761) and for "any address", which reaches the same.
 *
 * @param endpoint as `parseEndpoint` gives it; `undefined` for Amazon’s own
 */
export function endpointHost(endpoint: string | undefined): string {
  if (endpoint === undefined) return "aws";
  // The URL parser has brought every way of writing an IPv4 or IPv6 address, and upper case, to one form.
  const host = new URL(endpoint).hostname.replace(/\.$/, "");
  if (/(^|\.)amazonaws\.com(\.cn)?$/.test(host)) return "aws";
  return loopback.test(host) ? "localhost" : host;
}

const loopback =
  /^((.+\.)?localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|\[::ffff:(7f[0-9a-f]{2}:[0-9a-f]{1,4}|0:0)\])$/;

/** One spelling for all addresses of one store, as far as can be told without asking: `aws`, or scheme, host and port. */
export function endpointIdentity(endpoint: string | undefined): string {
  const host = endpointHost(endpoint);
  if (endpoint === undefined || host === "aws") return "aws";
  const { protocol, port, pathname } = new URL(endpoint);
  return `${protocol}//${host}${port === "" ? "" : `:${port}`}${pathname.replace(/\/+$/, "")}`;
}
