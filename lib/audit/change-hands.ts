import type { TaskId } from "../contract/config.ts";
import type { Asset, Contract } from "../contract/contract.ts";
import { parseArn } from "../iam/arn.ts";
import { bothOf, type Both, type Done } from "./apart.ts";
import { byText } from "./backups.ts";
import type { CheckInput } from "./check.ts";
import { tasksHeld } from "./holders.ts";
import { reachersOf } from "./who-reaches.ts";

/** The parts that a change takes, by the task that each belongs to. */
export const changeHands = [
  "propose-change",
  "approve-change",
  "sign-code",
] as const satisfies readonly TaskId[];
export type ChangeHand = (typeof changeHands)[number];

/** A change that goes past the other hand: nobody proposes it apart from whoever carries it out. */
const alone = {
  stacks: [
    "cloudformation:UpdateStack",
    "cloudformation:UpdateStackSet",
    "cloudformation:CreateStackInstances",
    "cloudformation:UpdateStackInstances",
    "cloudformation:ExecuteStackRefactor",
  ],
  code: ["lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"],
} as const;

/**
 * What each hand does, by what it is done to (CloudFormation, “Change sets”; Lambda, “Code signing”): whoever can have
 * code taken without a signature needs no signer.
 */
const deeds: Readonly<Record<ChangeHand, Readonly<Partial<Record<Place, readonly string[]>>>>> = {
  "propose-change": { stacks: ["cloudformation:CreateChangeSet", ...alone.stacks], code: alone.code },
  "approve-change": { stacks: ["cloudformation:ExecuteChangeSet", ...alone.stacks], code: alone.code },
  "sign-code": {
    profiles: ["signer:StartSigningJob", "signer:SignPayload", "signer:AddProfilePermission"],
    code: [
      "lambda:UpdateCodeSigningConfig",
      "lambda:DeleteCodeSigningConfig",
      "lambda:PutFunctionCodeSigningConfig",
      "lambda:DeleteFunctionCodeSigningConfig",
    ],
  },
};

type Place = "stacks" | "profiles" | "code";

/**
 * Whoever can do what two of the three hands do, by its own rights and those of everybody that it can become, over all
 * accounts, whatever the contract allows; sorted.
 */
export function inTwoHands(input: CheckInput): readonly Both[] {
  const places = placesOf(input.contract, input);
  const doers = changeHands.map((hand) => doersOf(input, hand, places));
  const everybody = [...new Set(doers.flatMap((each) => [...each.keys()]))].sort(byText);
  return everybody.flatMap((principal) => {
    const done = doers.flatMap((each) => each.get(principal) ?? []);
    return done.length < 2 ? [] : [bothOf(principal, done)];
  });
}

/** Whom the contract itself names for two of the three, by principal. */
export function namedForTwo({
  contract,
  access,
}: CheckInput): readonly (readonly [string, readonly TaskId[]])[] {
  const exact = changeHands.flatMap((hand) =>
    (contract.holders[hand] ?? []).filter((one) => !/[*?]/.test(one)),
  );
  return [...new Set([...access.principals, ...exact])].sort(byText).flatMap((principal) => {
    const held = tasksHeld(contract, principal).filter((task) => changeHands.some((hand) => hand === task));
    return held.length < 2 ? [] : [[principal, held] as const];
  });
}

function doersOf(
  input: CheckInput,
  hand: ChangeHand,
  places: Readonly<Record<Place, Asset>>,
): ReadonlyMap<string, Done> {
  const doers = new Map<string, Done>();
  for (const place of ["stacks", "profiles", "code"] as const) {
    const actions = deeds[hand][place] ?? [];
    for (const [principal, proof] of reachersOf(input, places[place], actions)) {
      if (doers.get(principal)?.proof.verdict !== "yes")
        doers.set(principal, { deed: hand, asset: places[place].id, proof });
    }
  }
  return doers;
}

/** The deployment as the contract names it; of what it does not name, all that there may be in the office’s accounts. */
function placesOf({ assets, config }: Contract, { snapshot }: CheckInput): Readonly<Record<Place, Asset>> {
  const named = assets.filter(({ key }) => key === "deployment").flatMap(({ resources }) => resources);
  const accounts = [
    ...new Set([...snapshot.accounts.map(({ id }) => id), ...assets.flatMap((one) => one.accounts)]),
  ];
  const regions = config?.regions ?? ["*"];
  const inEach = (service: string, kind: string) =>
    accounts.flatMap((id) => regions.map((region) => `arn:aws:${service}:${region}:${id}:${kind}`));
  const placed = (service: string, kinds: readonly string[]): Asset => {
    const own = named.filter((arn) => parseArn(arn)?.service === service);
    const resources = own.length > 0 ? own : kinds.flatMap((kind) => inEach(service, kind));
    return { key: "deployment", id: "deployment", resources, accounts };
  };
  const code = assets.filter(({ key }) => key === "code");
  return {
    stacks: placed("cloudformation", ["stack/*", "stackset/*"]),
    profiles: placed("signer", ["/signing-profiles/*"]),
    code: code[0] ?? { key: "code", id: "code", resources: inEach("lambda", "function:*"), accounts },
  };
}
