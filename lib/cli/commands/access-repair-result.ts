import type { Asked, Repair, Unsolved } from "../../iam/repair/request.ts";
import type { Snapshot } from "../../snapshot/model.ts";
import type { Lang } from "../../base/words.ts";
import { editDiff } from "./access-repair-diff.ts";
import type { Window } from "./access-repair-unused.ts";
import { hintOf } from "./access-repair-hint.ts";

/** The repair as the command gives it (docs/formats/repair.md). */
export function resultOf(
  repair: Repair,
  {
    snapshot,
    named,
    lang,
    window,
  }: {
    readonly snapshot: Snapshot;
    readonly named: ReadonlySet<Asked>;
    readonly lang: Lang;
    readonly window?: Window;
  },
) {
  const { edits, removed, kept, neverWas, alsoTakes, takesMore, unsolved, smallest } = repair;
  const lost = ({ principal, question, before }: (typeof removed)[number]) => {
    const { by, ...witness } = before;
    return { principal, ...question, witness, by };
  };
  return {
    ...(window && { window }),
    edits: edits.map((edit) => {
      const { policy, change, of, elements, before, after } = edit;
      const diff = editDiff(edit);
      return {
        policy,
        change,
        ...(of.length > 0 && { of }),
        elements,
        before,
        after,
        ...(diff !== undefined && { diff }),
        hint: hintOf(edit, snapshot, lang),
      };
    }),
    removed: removed.map(lost),
    kept: kept.map(({ principal, question }) => ({ principal, ...question })),
    // What the contract merely allows need not have been possible; what somebody named should have been.
    neverWas: neverWas
      .filter((asked) => named.has(asked))
      .map(({ principal, question }) => ({ principal, ...question })),
    alsoTakes: alsoTakes.map(lost),
    takesMore,
    unsolved: unsolved.map(({ principal, question, reason, why, before }: Unsolved) => ({
      principal,
      ...question,
      reason,
      ...(why !== undefined && { why }),
      ...(before !== undefined && { witness: { action: before.action, resource: before.resource } }),
    })),
    smallest,
  };
}

export type RepairResult = ReturnType<typeof resultOf>;
