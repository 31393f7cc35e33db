import type { EscalationPath } from "../path.ts";
import { arn, aws, can, pathfinding, running, runningRole } from "./row.ts";

const formation = { workloads: ["cloudformation"], service: "cloudformation.amazonaws.com" };
const stack = running("cloudformation", "cloudformation", "stack/*/*");
const build = { workloads: ["codebuild"], service: "codebuild.amazonaws.com" };
const project = running("codebuild", "codebuild", "project/*");
const product = arn("catalog", "product/*");

/** Builds and stacks that have a role already. */
export const runningBuilds: readonly EscalationPath[] = [
  runningRole({
    ...formation,
    id: "cloudformation-update-stack",
    published: ["cloudformation-002"],
    source: pathfinding("cloudformation-002"),
    needs: [can(stack, "cloudformation:UpdateStack")],
    words: {
      en: "Rewrites a stack that has a role of its own.",
      fr: "Réécrit une pile qui a son propre rôle.",
    },
  }),
  runningRole({
    ...formation,
    id: "cloudformation-execute-change-set",
    published: ["cloudformation-005"],
    source: pathfinding("cloudformation-005"),
    needs: [can(stack, "cloudformation:CreateChangeSet"), can(stack, "cloudformation:ExecuteChangeSet")],
    words: {
      en: "Carries out a change set on a stack that has a role of its own.",
      fr: "Exécute des modifications sur une pile qui a son propre rôle.",
    },
  }),
  runningRole({
    workloads: ["servicecatalog"],
    service: "servicecatalog.amazonaws.com",
    id: "servicecatalog-create-artifact",
    source: aws("servicecatalog/latest/dg/API_CreateProvisioningArtifact.html"),
    needs: [
      can(product, "servicecatalog:CreateProvisioningArtifact"),
      can(product, "servicecatalog:ProvisionProduct"),
    ],
    words: {
      en: "Adds a version of its own to a product that is set up with a role, and orders it.",
      fr: "Ajoute sa propre version à un produit mis en place avec un rôle, et le commande.",
    },
  }),
  runningRole({
    ...build,
    id: "codebuild-start-build",
    published: ["codebuild-002"],
    source: pathfinding("codebuild-002"),
    needs: [can(project, "codebuild:StartBuild")],
    words: {
      en: "Starts a build with steps of its own.",
      fr: "Démarre une construction avec ses propres étapes.",
    },
  }),
  runningRole({
    ...build,
    id: "codebuild-start-build-batch",
    published: ["codebuild-003"],
    source: pathfinding("codebuild-003"),
    needs: [can(project, "codebuild:StartBuildBatch")],
    words: {
      en: "Starts a batch of builds with steps of its own.",
      fr: "Démarre un lot de constructions avec ses propres étapes.",
    },
  }),
  runningRole({
    ...build,
    id: "codebuild-sandbox",
    source: aws("codebuild/latest/APIReference/API_StartCommandExecution.html"),
    needs: [
      can(project, "codebuild:StartSandbox"),
      can(arn("codebuild", "sandbox/*"), [
        "codebuild:StartCommandExecution",
        "codebuild:StartSandboxConnection",
      ]),
    ],
    words: {
      en: "Runs commands in the sandbox of a build project.",
      fr: "Exécute des commandes dans le bac à sable d’un projet de construction.",
    },
  }),
  runningRole({
    ...build,
    id: "codebuild-update-project",
    source: aws("codebuild/latest/APIReference/API_UpdateProject.html"),
    needs: [can(project, "codebuild:UpdateProject")],
    words: {
      en: "Puts steps of its own into a build project.",
      fr: "Met ses propres étapes dans un projet de construction.",
    },
  }),
  runningRole({
    workloads: ["codepipeline", "codebuild"],
    service: "codebuild.amazonaws.com",
    id: "codecommit-git-push",
    source: aws("codecommit/latest/userguide/auth-and-access-control-permissions-reference.html"),
    needs: [can(arn("codecommit", "*"), "codecommit:GitPush")],
    words: {
      en: "Pushes code of its own into the source of a pipeline.",
      fr: "Pousse son propre code dans la source d’une chaîne de livraison.",
    },
    assumes: {
      en: "The pipeline or build takes its source from that repository.",
      fr: "La chaîne ou la construction prend sa source dans ce dépôt.",
    },
  }),
  runningRole({
    workloads: ["amplify"],
    service: "amplify.amazonaws.com",
    id: "amplify-update-app",
    source: aws("amplify/latest/APIReference/API_UpdateApp.html"),
    needs: [
      can(running("amplify", "amplify", "apps/*"), "amplify:UpdateApp"),
      can(arn("amplify", "apps/*/branches/*/jobs/*"), "amplify:StartJob"),
    ],
    words: {
      en: "Puts build steps of its own into a web application and builds it.",
      fr: "Met ses propres étapes de construction dans une application Web et la construit.",
    },
  }),
];
