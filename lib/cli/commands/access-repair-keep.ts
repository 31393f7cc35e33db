import * as z from "zod/mini";
import type { ActionIndex } from "../../actions/action-index.ts";
import { failure } from "../../base/faults.ts";
import { readInputText } from "../../base/files.ts";
import { parseJson } from "../../base/json.ts";
import type { Asked } from "../../iam/repair/request.ts";
import { checkAction, checkResource, isArn } from "./access-names.ts";
import { repairFaults as faults } from "./access-repair-faults.ts";
import { repairWords as words } from "./access-repair-words.ts";

const mostBytes = 10_000_000;

const texts = z.union([z.string(), z.array(z.string()).check(z.minLength(1))]);
const shape = z.strictObject({
  principal: z.string().check(
    z.maxLength(2048),
    z.refine((text) => text === "*" || isArn(text)),
  ),
  action: texts,
  resource: texts,
  given: z.optional(z.record(z.string(), z.nullable(z.string()))),
});

/**
 * What must stay possible, of a file with one JSON object a line (docs/formats/repair.md): one question for each action
 * and resource.
 *
 * @throws RollwardError keep-malformed, action-unknown, resource-malformed, and whatever reading a file throws
 */
export async function readKeep(path: string, index: ActionIndex): Promise<readonly Asked[]> {
  const text = await readInputText(path, words.keepFile, mostBytes);
  return text.split("\n").flatMap((line, at) => (line.trim() === "" ? [] : askedOf(line, at + 1, index)));
}

function askedOf(text: string, line: number, index: ActionIndex): readonly Asked[] {
  const parsed = shape.safeParse(parseJson(text));
  if (!parsed.success) {
    const [step = ""] = parsed.error.issues[0]?.path ?? [];
    throw failure(faults["keep-malformed"], { line, at: step === "" ? "$" : `$.${String(step)}` });
  }
  const { principal, action, resource, given } = parsed.data;
  const [actions, resources] = [[action].flat(), [resource].flat()];
  for (const each of actions) checkAction(each, index);
  for (const each of resources) checkResource(each);
  return actions.flatMap((one) =>
    resources.map((on) => ({
      principal,
      question: { actions: [one], resources: [on], ...(given && { given }) },
    })),
  );
}
