import type { Proof } from "../access.ts";
import { namedPrincipal } from "../arn.ts";
import { contextOf } from "../decide/context.ts";
import { judge } from "../decide/judge.ts";
import { ownerOf, resourceOf } from "../decide/request.ts";
import type { Requester } from "../decide/requester.ts";
import type { ActionIndex } from "../../actions/action-index.ts";
import type { Condition, Identity, Landscape } from "../landscape.ts";
import { parsePolicy } from "../parse.ts";
import { isUnknown } from "../truth.ts";
import { prove, type Decide } from "./prove.ts";
import type { Question } from "./question.ts";
import type { OwnGround } from "./ways.ts";

const everything = parsePolicy(
  { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
  "its own account",
  "identity",
);

/**
 * The proof for a user or role of an account that was not read. What its own account grants is not known, and is not
 * ours to rely on: that account’s administrators decide it alone. So it counts as granted, and what is left to prove
 * is whether a policy of ours lets it in. The witness says so, by `assumes`. Its tags are its account’s own affair too.
 */
export function proveOutside(
  ground: OwnGround & { readonly index: ActionIndex },
  requester: Extract<Requester, { kind: "user" | "role" }>,
  question: Question,
): Proof {
  const assumed = treatAsAllowed(requester);
  const proof = prove(ground, assumed, question, decideAs(ground, assumed), true);
  if (proof.verdict === "yes") {
    const by = proof.witness.by.filter(({ policy }) => policy !== everything.ref);
    return { verdict: "yes", witness: { ...proof.witness, by, assumes: requester.arn } };
  }
  return proof;
}

/**
 * The proof for an account that was not read, by its root’s ARN: the root itself, else some role of the account, by
 * the names that conditions ask for.
 */
export function proveAccount(
  ground: OwnGround & { readonly index: ActionIndex },
  root: Extract<Requester, { kind: "root" }>,
  question: Question,
  decide: Decide,
): Proof {
  const own = prove(ground, root, question, decide, true);
  if (own.verdict === "yes") return own;
  const proofs = namesAsked(question, root).map((arn) => {
    const kind = namedPrincipal(arn)?.kind === "user" ? "user" : "role";
    return proveOutside(ground, { kind, arn, account: root.account }, question);
  });
  const better = (verdict: Proof["verdict"]) => proofs.find((proof) => proof.verdict === verdict);
  return better("yes") ?? (own.verdict === "unknown" ? own : (better("unknown") ?? own));
}

/** As if its own account, which was not read, allowed it everything. */
export function treatAsAllowed(requester: Extract<Requester, { kind: "user" | "role" }>) {
  const { kind, arn, account } = requester;
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  const identity: Identity = {
    kind,
    arn,
    account,
    name,
    path: "/",
    tags: [],
    tagsUnread: true,
    policies: [everything],
  };
  return { ...requester, identity };
}

/** The concrete evaluation for one that is treated so. */
export function decideAs(
  { landscape, index }: { readonly landscape: Landscape; readonly index: ActionIndex },
  requester: Requester,
): Decide {
  return (asked) => {
    const action = asked.action.toLowerCase();
    const service = action.split(":", 1)[0]!;
    const resource = resourceOf(index, action, asked.resource);
    const owner = ownerOf(landscape, requester, resource);
    const context = contextOf(landscape, { requester, service, owner }, asked.context ?? {});
    if (isUnknown(context)) return { decision: "unknown", by: [], why: context.unknown };
    return judge(landscape, { requester, action, service, resource, owner, context }, []);
  };
}

function conditionsOf({ groups }: Question) {
  return groups
    .flatMap(({ zones }) => zones)
    .flatMap(({ policy }) => policy?.statements ?? [])
    .flatMap(({ conditions }) => conditions);
}

const mostNames = 20;

/** Users and roles of the account that conditions on `aws:PrincipalArn` speak of, and one that none speaks of. */
function namesAsked(
  question: Question,
  { account, arn }: Extract<Requester, { kind: "root" }>,
): readonly string[] {
  const partition = arn.split(":")[1]!;
  return namesIn(conditionsOf(question), account, partition);
}

/** As conditions on `aws:PrincipalArn` spell them, in the account: at most twenty, the one that none speaks of first. */
export function namesIn(
  conditions: readonly Condition[],
  account: string,
  partition: string,
): readonly string[] {
  const names = conditions
    .filter(({ key }) => key === "aws:principalarn")
    .flatMap(({ values }) => values.map(({ text }) => text))
    .map((text) => {
      const parts = text.replaceAll(/[*?]/g, "x").split(":");
      return parts.length < 6 ? text : [...parts.slice(0, 4), account, ...parts.slice(5)].join(":");
    })
    .filter((text) => {
      const named = namedPrincipal(text);
      return named?.kind === "role" || named?.kind === "user";
    });
  return [...new Set([`arn:${partition}:iam::${account}:role/x`, ...names])].slice(0, mostNames);
}
