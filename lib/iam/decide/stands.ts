import { parseArn } from "../arn.ts";
import { partOne, partRun } from "../globs-classes.ts";
import { remembered } from "../remembered.ts";
import { anyRun, literalGlob, type Glob } from "../wildcard.ts";

/**
 * Resources of one service whose policy stands on another one of it, by the part of their ARNs that follows the
 * account. `over` finds on which; `beneath` says it the other way round: how everything begins that one stands over.
 */
interface Standing {
  readonly over: (resource: string) => string | undefined;
  readonly beneath: (resource: string) => readonly Beneath[];
}

interface Beneath {
  readonly begins: string;
  /** One name follows, without parts of its own. */
  readonly name?: true;
}

const inCatalog = ["database/", "table/", "tableVersion/", "userDefinedFunction/", "connection/"];

/** By service; each with AWS's page that says so. */
const standings: ReadonlyMap<string, Standing> = new Map([
  // S3 User Guide, "Policies and permissions in Amazon S3": a bucket's policy is that of its objects.
  ["s3", { over: (own) => own.split("/", 1)[0], beneath: (own) => within(own, /^[^/]+$/) }],
  // DynamoDB Developer Guide, "Using resource-based policies": a table's policy is that of its indexes; streams have their own.
  [
    "dynamodb",
    {
      over: (own) => /^(table\/[^/]+)\/index\//.exec(own)?.[1],
      beneath: (own) => (/^table\/[^/]+$/.test(own) ? [{ begins: `${own}/index/` }] : []),
    },
  ],
  // OpenSearch Service Developer Guide, "Identity and Access Management": what can be done "on the domain's subresources".
  ["es", { over: (own) => firstTwo(own, "domain"), beneath: (own) => within(own, /^domain\/[^/]+$/) }],
  // MediaStore User Guide, "Container policies".
  [
    "mediastore",
    { over: (own) => firstTwo(own, "container"), beneath: (own) => within(own, /^container\/[^/]+$/) },
  ],
  // Glue Developer Guide, "AWS Glue resource policies for access control": one a catalog, over all that is in it.
  [
    "glue",
    {
      over: (own) => (inCatalog.some((type) => own.startsWith(type)) ? "catalog" : undefined),
      beneath: (own) => (own === "catalog" ? inCatalog.map((begins) => ({ begins })) : []),
    },
  ],
  // CodeArtifact User Guide, "Repository policies": packages have none of their own.
  [
    "codeartifact",
    {
      over: (own) => {
        const found = /^package\/([^/]+\/[^/]+)\//.exec(own)?.[1];
        return found === undefined ? undefined : `repository/${found}`;
      },
      beneath: (own) => {
        const found = /^repository\/([^/]+\/[^/]+)$/.exec(own)?.[1];
        return found === undefined ? [] : [{ begins: `package/${found}/` }];
      },
    },
  ],
  // CloudWatch Logs User Guide, "Resource-based policies": a log group is written with and without `:*`, its streams after it.
  [
    "logs",
    {
      over: (own) => /^(log-group:[^:]+):/.exec(own)?.[1],
      beneath: (own) => (/^log-group:[^:]+$/.test(own) ? [{ begins: `${own}:` }] : []),
    },
  ],
  // EventBridge User Guide, "Permissions for event buses": PutRule, PutTargets and their like too.
  [
    "events",
    {
      over: (own) => {
        const found = /^rule\/(?:([^/:]+)\/)?[^/:]+$/.exec(own);
        return found === null ? undefined : `event-bus/${found[1] ?? "default"}`;
      },
      beneath: (own) => {
        const bus = /^event-bus\/([^/:]+)$/.exec(own)?.[1];
        if (bus === undefined) return [];
        const rules = [{ begins: `rule/${bus}/`, name: true } as const];
        return bus === "default" ? [...rules, { begins: "rule/", name: true }] : rules;
      },
    },
  ],
  // API Gateway Developer Guide, "Control access to a REST API with API Gateway resource policies".
  ["execute-api", { over: (own) => own.split("/", 1)[0], beneath: (own) => within(own, /^[^/]+$/) }],
]);

function within(own: string, itself: RegExp): readonly Beneath[] {
  return itself.test(own) ? [{ begins: `${own}/` }] : [];
}

function firstTwo(own: string, type: string): string | undefined {
  const [kind, name, ...rest] = own.split("/");
  return kind === type && name && rest.length > 0 ? `${kind}/${name}` : undefined;
}

/** The ARN under which a resource's policy stands: an object's is its bucket's, an index's its table's. */
export const standOf: (resource: string) => string = remembered((resource) => {
  const arn = parseArn(resource);
  const standing = arn && standingIn(arn);
  const on = standing?.over(arn!.resource);
  return on === undefined ? resource : resource.slice(0, resource.length - arn!.resource.length) + on;
});

/** Patterns of all whose policy stands on an ARN, that ARN itself left out: of just those `standOf` finds it. */
export function beneath(arn: string): readonly Glob[] {
  const parsed = parseArn(arn);
  const head = arn.slice(0, arn.length - (parsed?.resource.length ?? 0));
  return ((parsed && standingIn(parsed)?.beneath(parsed.resource)) ?? []).map(({ begins, name }) => [
    ...literalGlob(head + begins),
    ...(name === true ? [partOne, partRun] : [anyRun]),
  ]);
}

function standingIn({ service, account }: NonNullable<ReturnType<typeof parseArn>>): Standing | undefined {
  // Access points are of an account, and have policies of their own.
  return service === "s3" && account !== "" ? undefined : standings.get(service);
}

/**
 * The ARN on which a policy that the snapshot has on `resource` stands for requests. A REST API's is on its ARN for
 * those who manage it, and about the one by which it is called.
 */
export function standFor(resource: string, account: string): string {
  const api = /^arn:([^:]+):apigateway:([^:]+)::\/restapis\/([^/:]+)$/.exec(resource);
  if (api !== null) return `arn:${api[1]!}:execute-api:${api[2]!}:${account}:${api[3]!}`;
  return standOf(resource);
}
