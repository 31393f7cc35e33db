import { allElements, documentElements, policyOf, type Documents, type Draft } from "./draft.ts";
import type { PolicyEdit } from "./request.ts";

const newName = "rollward-repair";

/** A draft as edits, one for each policy, sorted by its name. What came to nothing is left out. */
export function editsOf(documents: Documents, draft: Draft): readonly PolicyEdit[] {
  const narrowed = [...draft.documents].flatMap(([policy, document]): readonly PolicyEdit[] => {
    const standing = documents.get(policy);
    const elements = documentElements(standing, document);
    if (standing === undefined || elements === 0) return [];
    const { json: after } = document;
    return [
      {
        policy,
        change: after === null ? "deleted" : "narrowed",
        before: standing.json,
        after,
        of: [],
        elements,
      },
    ];
  });
  const detached = [...draft.detached].map(([policy, of]): PolicyEdit => {
    const json = documents.get(policy)?.json ?? null;
    return {
      policy,
      change: "detached",
      before: json,
      after: json,
      of,
      elements: allElements(json) * of.length,
    };
  });
  const added = [...draft.added].map(([arn, statements]): PolicyEdit => {
    const after = policyOf(statements);
    const policy = `${arn}/inline/${inlineName(documents, arn)}`;
    return { policy, change: "added", before: null, after, of: [arn], elements: allElements(after) };
  });
  return [...narrowed, ...detached, ...added].sort((a, b) =>
    a.policy < b.policy ? -1 : a.policy > b.policy ? 1 : a.change < b.change ? -1 : 1,
  );
}

/** The name of a new inline policy: one that its principal has not yet. */
function inlineName(documents: Documents, principal: string): string {
  for (let number = 2, name = newName; ; number++) {
    if (!documents.has(`${principal}/inline/${name}`)) return name;
    name = `${newName}-${number}`;
  }
}
