import type { EscalationPath } from "../path.ts";
import { arn, aws, can, nothing, passedRole, pathfinding } from "./row.ts";

const stack = arn("cloudformation", "stack/*/*");
const sets = arn("cloudformation", "stackset/*:*");
const project = arn("codebuild", "project/*");
const formation = { service: "cloudformation.amazonaws.com" };
const build = { service: "codebuild.amazonaws.com" };
const product = arn("catalog", "product/*");
const pipeline = arn("codepipeline", "*");

/** Roles passed to what builds, deploys and sets up other things. */
export const passBuilds: readonly EscalationPath[] = [
  passedRole({
    ...formation,
    id: "passrole-cloudformation-create-stack",
    published: ["cloudformation-001"],
    source: pathfinding("cloudformation-001"),
    needs: [can(stack, ["cloudformation:CreateStack", "cloudformation:UpdateStack"])],
    words: {
      en: "Has CloudFormation set up a stack of its own with the role.",
      fr: "Fait mettre en place sa propre pile par CloudFormation avec le rôle.",
    },
  }),
  passedRole({
    ...formation,
    id: "passrole-cloudformation-change-set",
    source: aws("AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html"),
    needs: [can(stack, "cloudformation:CreateChangeSet"), can(stack, "cloudformation:ExecuteChangeSet")],
    words: {
      en: "Has CloudFormation carry out a change set of its own with the role.",
      fr: "Fait exécuter ses propres modifications par CloudFormation avec le rôle.",
    },
  }),
  passedRole({
    ...formation,
    id: "passrole-cloudformation-create-stack-set",
    published: ["cloudformation-003"],
    source: pathfinding("cloudformation-003"),
    needs: [can(nothing, "cloudformation:CreateStackSet"), can(sets, "cloudformation:CreateStackInstances")],
    words: {
      en: "Has CloudFormation set up stacks in accounts with the role.",
      fr: "Fait mettre en place des piles dans des comptes par CloudFormation avec le rôle.",
    },
  }),
  passedRole({
    ...formation,
    id: "passrole-cloudformation-update-stack-set",
    published: ["cloudformation-004"],
    source: pathfinding("cloudformation-004"),
    needs: [can(sets, "cloudformation:UpdateStackSet")],
    words: {
      en: "Rewrites stacks of accounts with the role.",
      fr: "Réécrit des piles de comptes avec le rôle.",
    },
  }),
  passedRole({
    ...formation,
    id: "passrole-cloudformation-cloud-control",
    source: aws("cloudcontrolapi/latest/APIReference/API_CreateResource.html"),
    needs: [can(nothing, ["cloudformation:CreateResource", "cloudformation:UpdateResource"])],
    words: {
      en: "Has Cloud Control make a resource with the role.",
      fr: "Fait créer une ressource par Cloud Control avec le rôle.",
    },
  }),
  passedRole({
    service: "servicecatalog.amazonaws.com",
    id: "passrole-servicecatalog-provision",
    source: aws("servicecatalog/latest/adminguide/constraints-launch.html"),
    needs: [
      can(product, "servicecatalog:CreateProduct"),
      can(product, "servicecatalog:CreateConstraint"),
      can(product, "servicecatalog:ProvisionProduct"),
    ],
    words: {
      en: "Offers a product of its own that is set up with the role, and orders it.",
      fr: "Propose son propre produit, mis en place avec le rôle, et le commande.",
    },
  }),
  passedRole({
    ...build,
    id: "passrole-codebuild-create-start-build",
    published: ["codebuild-001"],
    source: pathfinding("codebuild-001"),
    needs: [
      can(project, ["codebuild:CreateProject", "codebuild:UpdateProject"]),
      can(project, "codebuild:StartBuild"),
    ],
    words: {
      en: "Makes a build project with the role and starts it.",
      fr: "Crée un projet de construction avec le rôle et le démarre.",
    },
  }),
  passedRole({
    ...build,
    id: "passrole-codebuild-create-start-batch",
    published: ["codebuild-004"],
    source: pathfinding("codebuild-004"),
    needs: [
      can(project, ["codebuild:CreateProject", "codebuild:UpdateProject"]),
      can(project, "codebuild:StartBuildBatch"),
    ],
    words: {
      en: "Makes a build project with the role and starts a batch of builds.",
      fr: "Crée un projet de construction avec le rôle et démarre un lot de constructions.",
    },
  }),
  passedRole({
    ...build,
    id: "passrole-codebuild-start-build-override",
    source: aws("codebuild/latest/APIReference/API_StartBuild.html"),
    needs: [can(project, ["codebuild:StartBuild", "codebuild:StartBuildBatch"])],
    words: {
      en: "Starts a build that exists, with the role and steps of its own.",
      fr: "Démarre une construction existante, avec le rôle et ses propres étapes.",
    },
  }),
  passedRole({
    ...build,
    id: "passrole-codebuild-create-webhook",
    source: aws("codebuild/latest/APIReference/API_CreateWebhook.html"),
    needs: [
      can(project, ["codebuild:CreateProject", "codebuild:UpdateProject"]),
      can(project, "codebuild:CreateWebhook"),
    ],
    words: {
      en: "Makes a build project with the role and has another event start it.",
      fr: "Crée un projet de construction avec le rôle et le fait démarrer par un autre événement.",
    },
  }),
  passedRole({
    ...build,
    id: "passrole-codebuild-sandbox",
    source: aws("codebuild/latest/APIReference/API_StartSandbox.html"),
    needs: [
      can(project, ["codebuild:CreateProject", "codebuild:UpdateProject"]),
      can(project, "codebuild:StartSandbox"),
      can(arn("codebuild", "sandbox/*"), [
        "codebuild:StartCommandExecution",
        "codebuild:StartSandboxConnection",
      ]),
    ],
    words: {
      en: "Makes a build project with the role and runs commands in its sandbox.",
      fr: "Crée un projet de construction avec le rôle et exécute des commandes dans son bac à sable.",
    },
  }),
  passedRole({
    service: "codepipeline.amazonaws.com",
    id: "passrole-codepipeline-create",
    source: aws("codepipeline/latest/APIReference/API_CreatePipeline.html"),
    needs: [can(pipeline, "codepipeline:CreatePipeline")],
    words: {
      en: "Makes a pipeline with the role, which runs commands at once.",
      fr: "Crée une chaîne de livraison avec le rôle, qui exécute aussitôt des commandes.",
    },
  }),
  passedRole({
    service: "codepipeline.amazonaws.com",
    id: "passrole-codepipeline-update-start",
    source: aws("codepipeline/latest/APIReference/API_UpdatePipeline.html"),
    needs: [
      can(pipeline, "codepipeline:UpdatePipeline"),
      can(pipeline, "codepipeline:StartPipelineExecution"),
    ],
    words: {
      en: "Rewrites a pipeline with the role and starts it.",
      fr: "Réécrit une chaîne de livraison avec le rôle et la démarre.",
    },
  }),
  passedRole({
    service: "amplify.amazonaws.com",
    id: "passrole-amplify-start-job",
    published: ["amplify-001"],
    source: pathfinding("amplify-001"),
    needs: [
      can(nothing, "amplify:CreateApp"),
      can(arn("amplify", "apps/*/branches/*"), "amplify:CreateBranch"),
      can(arn("amplify", "apps/*/branches/*/jobs/*"), "amplify:StartJob"),
    ],
    words: {
      en: "Builds a web application of its own with the role.",
      fr: "Construit sa propre application Web avec le rôle.",
    },
  }),
  passedRole({
    service: "codecatalyst-runner.amazonaws.com",
    id: "passrole-codecatalyst-connection",
    source: aws("codecatalyst/latest/userguide/ipa-iam-roles.html"),
    needs: [can(arn("codecatalyst", "/connections/*"), "codecatalyst:AssociateIamRoleToConnection")],
    words: {
      en: "Lends the role to a space of CodeCatalyst, whose workflows act with it.",
      fr: "Prête le rôle à un espace CodeCatalyst, dont les flux de travail agissent avec lui.",
    },
  }),
];
