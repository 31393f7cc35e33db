import { loadActions } from "../../actions/load.ts";
import { exits } from "../../base/exit.ts";
import { failure } from "../../base/faults.ts";
import type { Lang } from "../../base/words.ts";
import { nearest } from "../../base/nearest.ts";
import { compileAccess } from "../../iam/compile.ts";
import type { Reach, Route, RouteStep } from "../../iam/escalation.ts";
import { reachOf, startsOf } from "../../iam/reach.ts";
import type { Unread } from "../../snapshot/model.ts";
import { summaries } from "../catalogue-words.ts";
import { defineCommand, type Context } from "../command.ts";
import { writeChunk } from "../write-chunk.ts";
import { escalateFaults as faults } from "./access-escalate-faults.ts";
import { doubtIn, routeText, sumText } from "./access-escalate-text.ts";
import { escalateWords as words } from "./access-escalate-words.ts";
import { accessSource, accessSourceOptions } from "./access-source.ts";
import {
  bearingOn,
  leaveOpen,
  leaveUnproved,
  unlessUnread,
  unreadKey,
  unreadPolicies,
  unreadRemarks,
  type UnreadPolicies,
} from "./access-unread.ts";

/** `rollward access escalate`: who can act as whom, and how (docs/formats/escalation.md). */
export const command = defineCommand({
  name: "access escalate",
  summary: summaries["access escalate"],
  description: words.description,
  options: {
    ...accessSourceOptions,
    from: { kind: "one", value: "ARN", words: words.from },
  },
  examples: [
    { command: "rollward access escalate --snapshot snapshot.json", words: words.exampleAll },
    {
      command:
        "rollward access escalate --snapshot snapshot.json --from arn:aws:iam::111122223333:role/clerk",
      words: words.exampleFrom,
    },
    { command: "rollward access escalate --template cdk.out --json", words: words.exampleTemplate },
  ],
  run: async (values, context) => {
    const { from } = values;
    const { lang, json } = context;
    const snapshot = await accessSource(values, "access escalate", context);
    const engine = compileAccess(snapshot, loadActions());
    const starts = startsOf(engine);
    if (from !== undefined && !starts.includes(from)) {
      throw failure(faults["from-unknown"], { value: from, nearest: nearestArn(from, starts) ?? "none" });
    }
    const reach = reachOf(engine, snapshot);
    const policies = unreadPolicies(snapshot);
    const unread = bearingOn(policies, ["*"]);
    const routes = routesOf(reach, from === undefined ? starts : [from], policies, context);
    const doubt = json
      ? await writeJson(routes, unread, context)
      : await writeText([...routes], { from, proved: !leaveUnproved(unread) }, context);
    for (const remark of unreadRemarks(unread, lang)) context.remark(remark);
    return doubt || leaveOpen(unread) ? exits.unread : exits.ok;
  },
});

/** The same name, or the nearest, of whatever account: ARNs are long, and mostly alike. */
function nearestArn(from: string, starts: readonly string[]): string | undefined {
  const nameOf = (arn: string) => arn.slice(arn.lastIndexOf("/") + 1);
  const names = new Map(starts.map((arn) => [nameOf(arn), arn]));
  const found = nearest(nameOf(from), names.keys());
  return found === undefined ? undefined : names.get(found);
}

/** By start, then by end; one start after the other, since those of large accounts are too many to hold. */
function* routesOf(
  reach: Reach,
  starts: readonly string[],
  policies: UnreadPolicies,
  context: Context,
): Generator<Route> {
  for (const start of starts) {
    const routes = context.computing(() => reach.routes(start)).toSorted((a, b) => (a.to < b.to ? -1 : 1));
    for (const route of routes) yield withDoubt(route, policies, context.lang);
  }
}

/** A path with a request of which `access decide` could not say, for want of a policy, is unknown. */
function withDoubt(route: Route, policies: UnreadPolicies, lang: Lang): Route {
  if (route.unknown !== undefined) return route;
  const witnesses = route.steps.flatMap((step) => step.witnesses);
  const [unknown] = witnesses.flatMap(
    ({ by, ...asked }) => unlessUnread({ decision: "allowed", by }, asked, policies, lang).why ?? [],
  );
  return unknown === undefined ? route : { ...route, unknown };
}

/** One object, each path of which is written by itself. True when one is unknown. */
async function writeJson(
  routes: Iterable<Route>,
  unread: readonly Unread[],
  { now, stdout, signal }: Context,
): Promise<boolean> {
  const write = async (text: string) => writeChunk(stdout, Buffer.from(text), signal);
  let doubt = false;
  let separator = "";
  await write('{"paths":[');
  for (const route of routes) {
    const { from, to, steps, assumes } = route;
    const unknown = doubtIn(route, "en");
    const path = {
      from,
      to,
      steps: steps.map(stepOf),
      ...(assumes !== undefined && { assumes: assumes.map(({ en }) => en) }),
      ...(unknown !== undefined && { unknown }),
    };
    doubt ||= unknown !== undefined;
    await write(`${separator}${JSON.stringify(path)}`);
    separator = ",";
  }
  const more = { ...unreadKey(unread), ...(now !== undefined && { now }) };
  const keys = Object.entries(more).map(([key, value]) => `,"${key}":${JSON.stringify(value)}`);
  await write(`]${keys.join("")}}\n`);
  return doubt;
}

function stepOf({ kind, via, target, witnesses }: RouteStep) {
  const requests = witnesses.map(({ principal, action, resource, context }) => ({
    principal,
    action,
    resource,
    ...(context !== undefined && { context }),
  }));
  return { kind, via, target, requests };
}

async function writeText(
  routes: readonly Route[],
  { from, proved }: { readonly from: string | undefined; readonly proved: boolean },
  { lang, stdout, signal }: Context,
): Promise<boolean> {
  const write = async (text: string) => writeChunk(stdout, Buffer.from(text), signal);
  await write(`${sumText(routes, { from, proved }, lang)}\n`);
  for (const route of routes) await write(`\n${routeText(route, lang)}`);
  return routes.some((route) => doubtIn(route, lang) !== undefined);
}
