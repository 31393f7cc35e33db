import type { IamInput } from "../../../lib/iam/input.ts";
import type { EscalationPath, NeedTarget, PathNeed } from "../../../lib/iam/reach/path.ts";
import { escalationPaths, kindsTold } from "../../../lib/iam/reach/paths.ts";
import { worldOf, type Flaw } from "./path-world.ts";

/** Worlds in which one thing is missing, by its name: by no row of the table is anything gained there. */
export function nearMisses(path: EscalationPath): Readonly<Record<string, IamInput>> {
  return Object.fromEntries(flawsOf(path).map(([name, flaw]) => [name, worldOf(path, flaw)]));
}

/** As {@link nearMisses}, the flaws alone. */
export function flawsOf(path: EscalationPath): readonly (readonly [string, Flaw])[] {
  const { needs, gains } = path;
  const single = needs.map((need, at) => ({ need, at })).filter(({ at }) => !isWayWithout(path, at));
  const told = gains.kind === "running-role" && gains.workloads.some((kind) => kindsTold.has(kind));
  const asked = single.flatMap(({ need, at }): readonly (readonly [string, Flaw])[] => {
    const what = `${need.actions[0]} (need ${at})`;
    return [
      [`no ${what}`, { without: at }],
      [`${what} denied`, { denied: at }],
      [`${what} beyond the boundary`, { beyondBoundary: at }],
      [`${what} beyond the SCP`, { beyondScp: at }],
      ...(need.given === undefined ? [] : [[`${what} for something else`, { otherGiven: at }] as const]),
    ];
  });
  return [
    ...asked,
    ...(poorable(path) ? [["nothing stronger is there", { poor: true }] as const] : []),
    ...(gains.kind === "passed-role" || (gains.kind === "running-role" && !told)
      ? [["the role trusts another service", { otherTrust: true }] as const]
      : []),
    ...(gains.kind === "role" && !["identity-center", "rewritten", "handed"].includes(gains.trust)
      ? [["the role trusts somebody else", { otherTrust: true }] as const]
      : []),
    ...(gains.kind === "passed-role" && gains.inProfile
      ? [["no instance profile holds the role", { noProfile: true }] as const]
      : []),
  ];
}

/** Rights for oneself come from nowhere: there is nothing to be poor. */
function poorable({ gains }: EscalationPath): boolean {
  return !["own-rights", "new-principal", "resource-opened"].includes(gains.kind);
}

/** Whether what is left without one need, or with it denied, is another row, by which it goes all the same. */
function isWayWithout(path: EscalationPath, at: number): boolean {
  const left = path.needs.filter((_, place) => place !== at);
  const gone = new Set(path.needs[at]!.actions);
  return escalationPaths.some(
    (other) =>
      other.id !== path.id &&
      fits(other, path) &&
      !isToldToBeNone(other, path) &&
      other.needs.every((need) => left.some((each) => sameRequest(need, each, gone))),
  );
}

/** Where a role is passed, nothing runs yet of what a snapshot can tell (see `worldOf`). */
function isToldToBeNone({ gains }: EscalationPath, path: EscalationPath): boolean {
  return (
    gains.kind === "running-role" &&
    path.gains.kind !== "running-role" &&
    gains.workloads.every((kind) => kindsTold.has(kind))
  );
}

function fits(other: EscalationPath, path: EscalationPath): boolean {
  const service = (each: EscalationPath) => ("service" in each.gains ? each.gains.service : undefined);
  return service(other) === undefined || service(other) === service(path);
}

function sameRequest(need: PathNeed, left: PathNeed, gone: ReadonlySet<string>): boolean {
  const action = left.actions[0]!;
  return (
    !gone.has(action) &&
    need.actions.includes(action) &&
    placeOf(need.on) === placeOf(left.on) &&
    Object.entries(need.given ?? {}).every(
      ([key, value]) =>
        left.given === undefined || !Object.hasOwn(left.given, key) || left.given[key] === value,
    )
  );
}

const placeOf = (on: NeedTarget): string =>
  typeof on === "string" ? on : "pattern" in on ? on.pattern : on.else;
