import { isIPv4, isIPv6 } from "node:net";
import { unknown } from "../truth.ts";
import { plainCheck, type Operator } from "./operator.ts";

/** Addresses that share their first `prefix` bits. */
interface Network {
  readonly address: bigint;
  readonly width: 32 | 128;
  readonly prefix: number;
}

/**
 * `203.0.113.0/24`, `2001:db8::/32`, or one address without a mask (IAM User Guide, "IP address condition operators").
 * `undefined` for other text.
 */
export function parseNetwork(text: string): Network | undefined {
  const [host = "", mask, ...rest] = text.split("/");
  const found = parseAddress(host);
  if (found === undefined || rest.length > 0) return undefined;
  if (mask === undefined) return { ...found, prefix: found.width };
  const prefix = /^[0-9]{1,3}$/.test(mask) ? Number(mask) : Number.NaN;
  return prefix <= found.width ? { ...found, prefix } : undefined;
}

function parseAddress(text: string): { readonly address: bigint; readonly width: 32 | 128 } | undefined {
  if (isIPv4(text)) return { address: v4(text), width: 32 };
  return isIPv6(text) && !text.includes("%") ? { address: v6(text), width: 128 } : undefined;
}

function v4(text: string): bigint {
  return text.split(".").reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
}

function v6(text: string): bigint {
  // The last 32 bits may be written as an IPv4 address (RFC 4291, 2.2).
  const tail = text.slice(text.lastIndexOf(":") + 1);
  const groups = (part: string): readonly bigint[] =>
    part === ""
      ? []
      : part.split(":").flatMap((group) => (group === tail && isIPv4(tail) ? pair(tail) : hex(group)));
  const [head = "", end] = text.split("::");
  const [left, right] = [groups(head), end === undefined ? [] : groups(end)];
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => 0n);
  return [...left, ...zeros, ...right].reduce((sum, group) => sum * 65_536n + group, 0n);
}

function pair(text: string): readonly bigint[] {
  return [v4(text) / 65_536n, v4(text) % 65_536n];
}

function hex(group: string): readonly bigint[] {
  return [BigInt(`0x${group}`)];
}

function contains(network: Network, { address, width }: Network): boolean {
  const shift = BigInt(network.width - network.prefix);
  return width === network.width && address >> shift === network.address >> shift;
}

const operator = (negated: boolean): Operator => ({
  negated,
  check: plainCheck("IP address or range", parseNetwork),
  matches: (value, { plain }) => {
    const [asked, network] = [parseNetwork(value), parseNetwork(plain)];
    if (asked === undefined || asked.prefix !== asked.width || network === undefined) {
      return unknown(`“${value.slice(0, 60)}” is no IP address`);
    }
    return contains(network, asked);
  },
});

export const ipOperators = {
  IpAddress: operator(false),
  NotIpAddress: operator(true),
} satisfies Record<string, Operator>;
