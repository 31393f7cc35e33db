import type { Identity } from "../landscape.ts";
import type { View } from "./views.ts";

/** What a request is on, and the user or role that this is. */
export interface Subject {
  readonly identity?: Identity;
}

const tag = /^(?:aws|iam):resourcetag\/(.+)$/;

/** What a key of a request on a user or role is, as far as the snapshot tells; `undefined`: it does not, or not this key. */
export function givenOf(key: string, { identity }: Subject): string | null | undefined {
  if (identity === undefined) return undefined;
  if (key === "iam:permissionsboundary") return identity.boundary?.ref ?? null;
  const name = tag.exec(key)?.[1];
  if (name === undefined) return undefined;
  const tags = identity.tags.filter(({ key }) => key.toLowerCase() === name);
  return tags.length > 1 ? undefined : (tags[0]?.value ?? null);
}

// There the key is what the request would set, not what stands.
const setsBoundary = /^iam:put(?:user|role)permissionsboundary$/i;
// "Do not try to control who can pass a role by tagging the role" (IAM User Guide, "Grant a user permissions to pass a role").
const knowsTags = (action: string) => action.toLowerCase() !== "iam:passrole";

/** What conditions ask of the user or role that the request is on, and the snapshot knows. */
export function factsAbout(
  entry: Subject,
  actions: readonly string[],
  views: readonly View[],
): Record<string, string | null> {
  const pairs = keysAbout(views).flatMap((key) => {
    const isBoundary = key === "iam:permissionsboundary";
    const fits = isBoundary ? !actions.some((action) => setsBoundary.test(action)) : actions.every(knowsTags);
    const value = fits ? givenOf(key, entry) : undefined;
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(pairs);
}

/** Keys of conditions of which the snapshot may tell something. */
export function keysAbout(views: readonly View[]): readonly string[] {
  const keys = views.flatMap(({ conditions }) => conditions.map(({ key }) => key));
  return [...new Set(keys)].filter(
    (key) => key === "iam:permissionsboundary" || /^(?:aws|iam):resourcetag\//.test(key),
  );
}
