import { addAbortSignal } from "node:stream";
import type { ActionIndex } from "../../actions/action-index.ts";
import { failure } from "../../base/faults.ts";
import { openInput } from "../../base/files.ts";
import type { AccessRequest, RequestContext } from "../../iam/access.ts";
import { nobodyNamed } from "../../iam/decide/nobody.ts";
import { cliFaults } from "../cli-faults.ts";
import type { Context } from "../command.ts";
import { accessFaults } from "./access-faults.ts";
import { explainFaults as faults } from "./access-explain-faults.ts";
import { requestLines } from "./access-lines.ts";
import { checkAction, isArn, longestResource } from "./access-names.ts";
import { parseRequest, type NumberedRequest } from "./access-request.ts";
import { accessWords } from "./access-words.ts";

/** What names the requests to explain: one by its parts, or any number from a file. */
export interface RequestOptions {
  readonly principal: string | undefined;
  readonly action: string | undefined;
  readonly resource: string | undefined;
  readonly context: readonly string[];
  readonly requests: string | undefined;
}

/** A request to explain; one that was given by its parts has no id. */
export type AskedRequest = Omit<NumberedRequest, "id"> & Partial<Pick<NumberedRequest, "id">>;

const command = "rollward access explain";

/**
 * The requests that the options name, in their order.
 *
 * @throws RollwardError option-missing, option-conflict, principal-malformed, resource-malformed, context-malformed,
 * action-unknown, and what reading requests throws
 */
export async function* askedRequests(
  options: RequestOptions,
  index: ActionIndex,
  context: Context,
): AsyncGenerator<AskedRequest> {
  const { principal, action, resource, requests } = options;
  const single = { "--principal": principal, "--action": action, "--resource": resource };
  if (requests === undefined) {
    const missing = Object.entries(single).find(([, value]) => value === undefined);
    if (missing !== undefined) throw failure(cliFaults["option-missing"], { command, option: missing[0] });
    yield { asked: oneRequest(principal!, action!, resource!, options.context, index) };
    return;
  }
  const both = Object.entries({ ...single, "--context": options.context[0] }).find(
    ([, value]) => value !== undefined,
  );
  if (both !== undefined)
    throw failure(cliFaults["option-conflict"], { option: "--requests", other: both[0] });
  await using source = await sourceOf(requests, context);
  for await (const lines of requestLines(source.stream, context.signal)) {
    for (const line of lines) yield parseRequest(line, index);
  }
}

function oneRequest(
  principal: string,
  action: string,
  resource: string,
  pairs: readonly string[],
  index: ActionIndex,
): AccessRequest {
  const named = (text: string): boolean => text === "*" || (isArn(text) && text.length <= longestResource);
  if (!named(principal) && nobodyNamed(principal) === undefined)
    throw failure(faults["principal-malformed"], { value: principal });
  if (!named(resource))
    throw failure(accessFaults["resource-malformed"], { value: resource, limit: longestResource });
  checkAction(action, index);
  if (index.find(action) === undefined)
    throw failure(accessFaults["action-unknown"], { action, nearest: "none", version: index.version });
  const context = contextFrom(pairs);
  return { principal, action, resource, ...(context !== undefined && { context }) };
}

/** A key that is given several times has several values. */
function contextFrom(pairs: readonly string[]): RequestContext | undefined {
  if (pairs.length === 0) return undefined;
  const keys = new Map<string, string[]>();
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const key = pair.slice(0, at);
    if (at < 1 || !key.includes(":")) throw failure(faults["context-malformed"], { value: pair });
    keys.set(key, [...(keys.get(key) ?? []), pair.slice(at + 1)]);
  }
  return Object.fromEntries(
    [...keys].map(([key, values]) => [key, values.length === 1 ? values[0]! : values]),
  );
}

async function sourceOf(path: string, { stdin, signal }: Context) {
  if (path === "-") return { stream: addAbortSignal(signal, stdin), [Symbol.asyncDispose]: async () => {} };
  const file = await openInput(path, accessWords.requestsFile);
  const stream = addAbortSignal(signal, file.createReadStream());
  return {
    stream,
    [Symbol.asyncDispose]: async () => {
      stream.destroy();
      await file.close();
    },
  };
}
