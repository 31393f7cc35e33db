import type { EscalationPath } from "../../lib/iam/reach/path.ts";
import type { Case } from "./cases.ts";

/** What one tool named of each kind of cases; absent: it did not run. */
export interface Answers {
  readonly tool: string;
  readonly exact?: ReadonlySet<Case>;
  readonly wide?: ReadonlySet<Case>;
  readonly missed?: ReadonlySet<Case>;
}

export interface Cases {
  readonly exact: readonly Case[];
  readonly wide: readonly Case[];
  readonly missed: readonly Case[];
}

const families: readonly (readonly [name: string, kinds: RegExp])[] = [
  ["rights for oneself", /^own-/],
  ["another’s rights or credentials", /^(user|role|group-rights|rights-of-whom|new-principal|boundary-of)/],
  ["a role passed to a service", /^passed-role/],
  ["what runs with a role taken over", /^running-role/],
  ["a resource opened by who writes its policy", /^resource-opened/],
];

/** How many cases of each family each tool names: exact · wide. */
export function summary(cases: Cases, answers: readonly Answers[]): string {
  const row = (name: string, here: (path: EscalationPath) => boolean) => {
    const of = (list: readonly Case[]) => list.filter(({ path }) => here(path));
    const count = (list: readonly Case[], named: ReadonlySet<Case> | undefined) =>
      named === undefined ? "–" : String(of(list).filter((each) => named.has(each)).length);
    const cells = answers.map(
      ({ exact, wide }) => `${count(cases.exact, exact)} · ${count(cases.wide, wide)}`,
    );
    return `| ${[name, String(of(cases.exact).length), ...cells].join(" | ")} |`;
  };
  return [
    `| exact · wide | paths | ${answers.map(({ tool }) => tool).join(" | ")} |`,
    `| --- | --- | ${answers.map(() => "---").join(" | ")} |`,
    ...families.map(([name, kinds]) => row(name, ({ gains }) => kinds.test(gains.kind))),
    row("all", () => true),
  ].join("\n");
}

/** How many near misses of each kind each tool names though nothing is gained there. */
export function missTable({ missed }: Cases, answers: readonly Answers[]): string {
  const row = (name: string, here: (miss: string) => boolean) => {
    const list = missed.filter(({ miss = "" }) => here(miss));
    const cells = answers.map(({ missed: named }) =>
      named === undefined ? "–" : String(list.filter((each) => named.has(each)).length),
    );
    return `| ${[name, String(list.length), ...cells].join(" | ")} |`;
  };
  const kinds = [...new Set(missed.map(({ miss = "" }) => miss))];
  return [
    `| near miss | cases | ${answers.map(({ tool }) => tool).join(" | ")} |`,
    `| --- | --- | ${answers.map(() => "---").join(" | ")} |`,
    ...kinds.map((kind) => row(kind, (miss) => miss === kind)),
    row("all", () => true),
  ].join("\n");
}

/** Each path by its id: what each tool says of it, exact and wide. */
export function everyPath(cases: Cases, answers: readonly Answers[]): string {
  const say = (named: ReadonlySet<Case> | undefined, each: Case) =>
    named === undefined ? "–" : named.has(each) ? "yes" : "no";
  return [
    `| path | published as | ${answers.map(({ tool }) => tool).join(" | ")} |`,
    `| --- | --- | ${answers.map(() => "---").join(" | ")} |`,
    ...cases.exact.map((each, at) => {
      const cells = answers.map(({ exact, wide }) => `${say(exact, each)} · ${say(wide, cases.wide[at]!)}`);
      return `| ${[`\`${each.path.id}\``, each.path.published.join(", "), ...cells].join(" | ")} |`;
    }),
  ].join("\n");
}
