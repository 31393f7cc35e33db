import { App, CliCredentialsStackSynthesizer, DefaultStackSynthesizer, Stack } from "aws-cdk-lib/core";
import type { AppProps, IStackSynthesizer } from "aws-cdk-lib/core";
import type { Accounts } from "../contract/config.ts";
import { fillAuditStack } from "./audit-stack.ts";
import { boundaryMaker } from "./constructs/boundary.ts";
import type { Deployment } from "./deployment.ts";
import { fillMirrorStack } from "./mirror-stack.ts";
import { regionOf } from "./office.ts";
import { fillRegisterStack } from "./register-stack.ts";
import { fillVaultStack } from "./vault-stack.ts";

/** What the templates look like must not depend on who runs the CDK: the flags that matter are set here. */
const flags = {
  "@aws-cdk/core:enablePartitionLiterals": true,
  "@aws-cdk/core:explicitStackTags": true,
  "@aws-cdk/aws-kms:aliasNameRef": true,
  "@aws-cdk/aws-apigateway:logGroupDestinationArnWithoutWildcard": true,
};

/** An app without stacks yet. The CDK's program hands over the output folder and the context by itself. */
export function makeApp(props: AppProps = {}): App {
  return new App({
    analyticsReporting: false,
    treeMetadata: false,
    autoSynth: false,
    ...props,
    context: flags,
  });
}

interface StackOf {
  readonly id: string;
  /** CloudFormation shows one text to everybody. */
  readonly description: string;
  readonly fill: (stack: Stack, deployment: Deployment) => void;
}

const stacks: Readonly<Record<keyof Accounts, StackOf>> = {
  register: {
    id: "RollwardRegister",
    description: "The register of voters and its functions · Le registre des électeurs et ses fonctions",
    fill: fillRegisterStack,
  },
  vault: {
    id: "RollwardVault",
    description: "Sealed backups of the roll, locked · Sauvegardes scellées de la liste, verrouillées",
    fill: fillVaultStack,
  },
  mirror: {
    id: "RollwardMirror",
    description: "The remote mirror of the sealed backups · Le miroir distant des sauvegardes scellées",
    fill: fillMirrorStack,
  },
  audit: {
    id: "RollwardAudit",
    description: "The trail and the head record · Le journal d’activité et l’enregistrement de tête",
    fill: (stack, { office }) => fillAuditStack(stack, office),
  },
};

/**
 * Puts the four stacks of an office into `app`. With the context key `credentials` set to `caller` they are deployed
 * with the caller's own rights instead of the bootstrap's roles: for a trial against an emulator.
 */
export function addStacks(app: App, deployment: Deployment): void {
  const { office } = deployment;
  const asCaller = app.node.tryGetContext("credentials") === "caller";
  const made = new Map<keyof Accounts, Stack>();
  for (const place of Object.keys(stacks) as (keyof Accounts)[]) {
    const { id, description, fill } = stacks[place];
    const account = office.accounts[place];
    const stack = new Stack(app, id, {
      description,
      env: { account, region: regionOf(place, office) },
      terminationProtection: true,
      synthesizer: synthesizer(asCaller),
    });
    made.set(place, stack);
    fill(stack, deployment);
    const maker = place === "audit" ? undefined : made.get(boundaryMaker(account, office));
    if (maker !== undefined && maker !== stack)
      stack.addStackDependency(maker, "one boundary for the account");
  }
}

/** The CDK's program looks at the bootstrap itself; a template without parameters says all that it makes. */
function synthesizer(asCaller: boolean): IStackSynthesizer {
  // The CDK's own classes do not fit its interface under exact optional properties.
  return (
    asCaller
      ? new CliCredentialsStackSynthesizer()
      : new DefaultStackSynthesizer({ generateBootstrapVersionRule: false })
  ) as IStackSynthesizer;
}
