import type { EscalationPath } from "../path.ts";
import { arn, aws, can, nothing, pathfinding, running, runningRole } from "./row.ts";

const core = { workloads: ["bedrock-agentcore"], service: "bedrock-agentcore.amazonaws.com" };
const tasks = { workloads: ["ecs"], service: "ecs-tasks.amazonaws.com" };
const interpreter = running("bedrock-agentcore", "bedrock-agentcore", "code-interpreter-custom/*");
// Where the task runs, be it another account: the policy of a repository may let others push into it.
const repository = running("ecs", "ecr", "repository/*");
const cluster = running("eks", "eks", "cluster/*");

/** Containers, agents and clusters that have a role already. */
export const runningContainers: readonly EscalationPath[] = [
  // AWS’s own command line asks for `ecs:DescribeTasks` too; the service does not.
  runningRole({
    ...tasks,
    id: "ecs-execute-command",
    published: ["ecs-006"],
    source: pathfinding("ecs-006"),
    needs: [can(arn("ecs", "task/*/*"), "ecs:ExecuteCommand")],
    words: {
      en: "Opens a shell in a container that is running.",
      fr: "Ouvre un terminal dans un conteneur en cours d’exécution.",
    },
    assumes: {
      en: "The task was started with ECS Exec switched on.",
      fr: "La tâche a été démarrée avec ECS Exec activé.",
    },
  }),
  runningRole({
    ...tasks,
    id: "ecr-put-image",
    source: aws("AmazonECR/latest/APIReference/API_PutImage.html"),
    needs: [can(repository, "ecr:PutImage"), can(repository, "ecr:CompleteLayerUpload")],
    words: {
      en: "Replaces the image from which containers are started.",
      fr: "Remplace l’image à partir de laquelle des conteneurs sont démarrés.",
    },
    assumes: {
      en: "The task takes its image by a tag that can be moved.",
      fr: "La tâche prend son image par une étiquette qui peut être déplacée.",
    },
  }),
  runningRole({
    workloads: ["batch"],
    service: "ecs-tasks.amazonaws.com",
    id: "batch-submit-job",
    published: ["batch-002"],
    source: pathfinding("batch-002"),
    needs: [
      can(running("batch", "batch", "job-definition/*"), "batch:SubmitJob"),
      can(arn("batch", "job-queue/*"), "batch:SubmitJob"),
    ],
    words: {
      en: "Submits a batch job that exists, with a command of its own.",
      fr: "Soumet un travail par lots existant, avec sa propre commande.",
    },
  }),
  runningRole({
    workloads: ["apprunner"],
    service: "tasks.apprunner.amazonaws.com",
    id: "apprunner-update-service",
    published: ["apprunner-002"],
    source: pathfinding("apprunner-002"),
    needs: [can(running("apprunner", "apprunner", "service/*/*"), "apprunner:UpdateService")],
    words: {
      en: "Puts an image of its own into a service of App Runner.",
      fr: "Met sa propre image dans un service d’App Runner.",
    },
  }),
  runningRole({
    workloads: ["eks"],
    service: "pods.eks.amazonaws.com",
    id: "eks-create-access-entry",
    source: aws("eks/latest/APIReference/API_CreateAccessEntry.html"),
    needs: [
      can(cluster, "eks:CreateAccessEntry"),
      can(arn("eks", "access-entry/*/*/*/*/*"), "eks:AssociateAccessPolicy"),
    ],
    words: {
      en: "Makes itself administrator of a Kubernetes cluster and uses the roles of its containers.",
      fr: "Se fait administrateur d’une grappe Kubernetes et utilise les rôles de ses conteneurs.",
    },
  }),
  runningRole({
    workloads: ["eks"],
    service: "oidc.eks.amazonaws.com",
    federated: true,
    id: "eks-create-access-entry-service-account",
    source: aws("eks/latest/userguide/iam-roles-for-service-accounts.html"),
    needs: [
      can(cluster, "eks:CreateAccessEntry"),
      can(arn("eks", "access-entry/*/*/*/*/*"), "eks:AssociateAccessPolicy"),
    ],
    words: {
      en: "Makes itself administrator of a Kubernetes cluster and uses the roles of its service accounts.",
      fr: "Se fait administrateur d’une grappe Kubernetes et utilise les rôles de ses comptes de service.",
    },
  }),
  runningRole({
    ...core,
    id: "agentcore-code-interpreter-session",
    published: ["bedrock-002"],
    source: pathfinding("bedrock-002"),
    needs: [
      can(interpreter, "bedrock-agentcore:StartCodeInterpreterSession"),
      can(interpreter, "bedrock-agentcore:InvokeCodeInterpreter"),
    ],
    words: {
      en: "Runs code in a code interpreter.",
      fr: "Exécute du code dans un interpréteur de code.",
    },
  }),
  runningRole({
    ...core,
    id: "agentcore-runtime-command",
    published: ["bedrock-004"],
    source: pathfinding("bedrock-004"),
    needs: [
      can(running("bedrock-agentcore", "bedrock-agentcore", "runtime/*"), [
        "bedrock-agentcore:InvokeAgentRuntimeCommand",
        "bedrock-agentcore:InvokeAgentRuntimeCommandShell",
      ]),
    ],
    words: {
      en: "Runs commands in the runtime of an agent.",
      fr: "Exécute des commandes dans l’environnement d’un agent.",
    },
  }),
  runningRole({
    ...core,
    id: "agentcore-browser-session",
    published: ["bedrock-007"],
    source: pathfinding("bedrock-007"),
    needs: [
      can(
        running("bedrock-agentcore", "bedrock-agentcore", "browser-custom/*"),
        "bedrock-agentcore:StartBrowserSession",
      ),
      can(nothing, "bedrock-agentcore:ConnectBrowserAutomationStream"),
    ],
    words: {
      en: "Reads the credentials of an agent’s browser through it.",
      fr: "Lit les identifiants du navigateur d’un agent à travers lui.",
    },
  }),
];
