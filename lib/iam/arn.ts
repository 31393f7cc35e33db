import { remembered } from "./remembered.ts";

/** `arn:partition:service:region:account:resource` (AWS General Reference, "Amazon Resource Names"). */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  /** Empty for buckets and a few others. */
  readonly account: string;
  /** All after the fifth colon, which may hold colons. */
  readonly resource: string;
}

/** `undefined` for what has not the six parts of an ARN. */
export const parseArn: (text: string) => Arn | undefined = remembered((text) => {
  const [arn, partition, service, region = "", account = "", ...rest] = text.split(":");
  if (arn !== "arn" || !partition || !service) return undefined;
  const resource = rest.join(":");
  return resource === "" ? undefined : { partition, service, region, account, resource };
});

/** Twelve digits. */
export function isAccountId(text: string): boolean {
  return /^[0-9]{12}$/.test(text);
}

/** The principal that an ARN names, as far as its text says. */
export type NamedPrincipal =
  | { readonly kind: "root"; readonly account: string }
  | { readonly kind: "user"; readonly account: string }
  | { readonly kind: "role"; readonly account: string; readonly name: string }
  | { readonly kind: "session"; readonly account: string; readonly role: string; readonly session: string }
  | { readonly kind: "federatedUser"; readonly account: string };

/** `undefined` for what is no principal's ARN. */
export function namedPrincipal(text: string): NamedPrincipal | undefined {
  const arn = parseArn(text);
  if (arn === undefined || arn.region !== "" || !isAccountId(arn.account)) return undefined;
  const { account } = arn;
  const [type, ...names] = arn.resource.split("/");
  const name = names.at(-1) ?? "";
  if (arn.service === "iam") {
    if (arn.resource === "root") return { kind: "root", account };
    if (type === "user" && name !== "") return { kind: "user", account };
    if (type === "role" && name !== "") return { kind: "role", account, name };
  }
  if (arn.service === "sts" && name !== "") {
    if (type === "assumed-role" && names.length === 2) {
      return { kind: "session", account, role: names[0]!, session: name };
    }
    if (type === "federated-user" && names.length === 1) return { kind: "federatedUser", account };
  }
  return undefined;
}
