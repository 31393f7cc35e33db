import type { AccessQuestion } from "../access.ts";
import type { ReachedProof, RouteStep } from "../escalation.ts";
import type { Bearing, Bearings } from "./answers.ts";
import { assumption } from "./candidates.ts";
import type { Guise } from "./guises.ts";
import { journeyFrom, type Stop } from "./journey.ts";
import { assumptionsOf, doubtOf, stepOf, stepsTo } from "./routes.ts";
import type { Terrain } from "./terrain.ts";

/** The answer for one start, from the bearings of a question: with the steps that lead to whoever can. */
export function reachedFrom(
  terrain: Terrain,
  start: Guise,
  question: AccessQuestion,
  { yes, may }: Bearings,
): ReachedProof {
  const certain = yes.get(start.id);
  const bearing = certain ?? may.get(start.id);
  if (bearing === undefined) return { verdict: "no" };
  const end =
    endOf({ yes, may }, { guise: start, sure: true, far: 0 }, certain !== undefined) ??
    journeyTo(terrain, start, question, { yes, may });
  if (end === undefined) return { verdict: "unknown", why: "the way to whoever can was not found again" };
  return proofAt(end.stop, end.bearing);
}

/** The same for one from whom no question starts otherwise: all that it can come to is asked. */
export function reachedAnew(
  terrain: Terrain,
  start: Guise,
  question: AccessQuestion,
  bearings: Bearings,
): ReachedProof {
  const end = journeyTo(terrain, start, question, bearings);
  return end === undefined ? { verdict: "no" } : proofAt(end.stop, end.bearing);
}

interface End {
  readonly stop: Stop;
  readonly bearing: Exclude<Bearing, "written">;
}

/** Follows the bearings. */
function endOf({ yes, may }: Bearings, start: Stop, certain: boolean): End | undefined {
  const seen = new Set<number>();
  let stop = start;
  for (;;) {
    const bearing = (certain ? undefined : may.get(stop.guise.id)) ?? yes.get(stop.guise.id);
    if (bearing === undefined || bearing === "written" || seen.has(stop.guise.id)) return undefined;
    if (!("step" in bearing)) return { stop, bearing };
    seen.add(stop.guise.id);
    const { step, to } = bearing;
    const sure = "gain" in step ? step.gain.unknown === undefined : step.sure;
    stop = { guise: to, from: stop, step, sure: stop.sure && sure, far: stop.far + 1 };
  }
}

/** The nearest of all that can be come to who can by itself. */
function journeyTo(
  terrain: Terrain,
  start: Guise,
  question: AccessQuestion,
  bearings: Bearings,
): End | undefined {
  const found = journeyFrom(terrain, start).flatMap((stop): readonly End[] => {
    const own = bearings.yes.get(stop.guise.id) ?? bearings.may.get(stop.guise.id);
    if (own !== undefined && own !== "written" && !("step" in own)) return [{ stop, bearing: own }];
    if (own !== undefined) return [];
    const proof = stop.guise.engine.can(stop.guise.principal, question);
    return proof.verdict === "no" ? [] : [{ stop, bearing: { proof } }];
  });
  return found.find((end) => proofAt(end.stop, end.bearing).verdict === "yes") ?? found[0];
}

function proofAt(stop: Stop, bearing: End["bearing"]): ReachedProof {
  if ("step" in bearing) return { verdict: "unknown", why: "the way is not at its end" };
  const proof = "opened" in bearing ? bearing.opened.proof : bearing.proof;
  let steps: readonly RouteStep[] | undefined;
  const route = (): readonly RouteStep[] => (steps ??= [...stepsTo(stop), ...openingOf(stop, bearing)]);
  const doubt = proof.verdict === "unknown" ? proof.why : doubtOf(stop);
  if (proof.verdict === "unknown" || doubt !== undefined) {
    return {
      verdict: "unknown",
      why: doubt ?? "neither proved nor refuted",
      get route() {
        return route();
      },
    };
  }
  const own = "opened" in bearing ? bearing.opened.row.assumes : undefined;
  const assumes = [...assumptionsOf(stop), ...(own === undefined ? [] : [assumption(own, {})])];
  return {
    verdict: "yes",
    witness: proof.witness,
    get route() {
      return route();
    },
    as: stop.guise.principal,
    ...(assumes.length > 0 && { assumes }),
  };
}

function openingOf(stop: Stop, bearing: End["bearing"]): readonly RouteStep[] {
  if (!("opened" in bearing)) return [];
  const { row, resource, answers } = bearing.opened;
  return [stepOf(stop, { kind: row.id, target: resource, answers, assumes: [] })];
}
