import type { EscalationPath } from "../path.ts";
import { arn, aws, can, passedRole, pathfinding } from "./row.ts";

const definition = arn("ecs", "task-definition/*:*");
// Of a cluster that may have to be made first nothing is asked: facts do not say whether there is one.
const register = can(definition, "ecs:RegisterTaskDefinition");
const tasks = { service: "ecs-tasks.amazonaws.com" };
const cluster = arn("eks", "cluster/*");
const ecsApi = (action: string) => aws(`AmazonECS/latest/APIReference/API_${action}.html`);

/**
 * Roles passed to containers. A task has two roles, and both must be passed: its own, and the one by which ECS fetches
 * the image (“execution role”). A request that names one role as both (definitions and overrides can) passes that one
 * alone, so that one `iam:PassRole` is all that a row needs.
 */
export const passContainers: readonly EscalationPath[] = [
  passedRole({
    ...tasks,
    id: "passrole-ecs-register-create-service",
    published: ["ecs-001", "ecs-003"],
    source: pathfinding("ecs-003"),
    needs: [register, can(arn("ecs", "service/*/*"), ["ecs:CreateService", "ecs:UpdateService"])],
    words: {
      en: "Registers a task with the role and runs it as a service.",
      fr: "Enregistre une tâche avec le rôle et l’exécute comme service.",
    },
  }),
  passedRole({
    ...tasks,
    id: "passrole-ecs-register-run-task",
    published: ["ecs-002", "ecs-004"],
    source: pathfinding("ecs-004"),
    needs: [register, can(definition, "ecs:RunTask")],
    words: {
      en: "Registers a task with the role and runs it.",
      fr: "Enregistre une tâche avec le rôle et l’exécute.",
    },
  }),
  passedRole({
    ...tasks,
    id: "passrole-ecs-register-start-task",
    published: ["ecs-005"],
    source: pathfinding("ecs-005"),
    needs: [register, can(definition, "ecs:StartTask")],
    words: {
      en: "Registers a task with the role and starts it on a machine of the cluster.",
      fr: "Enregistre une tâche avec le rôle et la démarre sur une machine de la grappe.",
    },
  }),
  passedRole({
    ...tasks,
    id: "passrole-ecs-register-daemon",
    source: ecsApi("CreateDaemon"),
    needs: [
      can(arn("ecs", "daemon-task-definition/*:*"), "ecs:RegisterDaemonTaskDefinition"),
      can(arn("ecs", "daemon/*/*"), ["ecs:CreateDaemon", "ecs:UpdateDaemon"]),
    ],
    words: {
      en: "Runs a task with the role on every machine of a cluster.",
      fr: "Exécute une tâche avec le rôle sur chaque machine d’une grappe.",
    },
  }),
  passedRole({
    ...tasks,
    id: "passrole-ecs-run-task-override",
    published: ["ecs-008"],
    source: pathfinding("ecs-008"),
    needs: [can(definition, "ecs:RunTask")],
    words: {
      en: "Runs a task that exists, with the role and a command of its own.",
      fr: "Exécute une tâche existante, avec le rôle et sa propre commande.",
    },
  }),
  passedRole({
    ...tasks,
    id: "passrole-ecs-start-task-override",
    published: ["ecs-007", "ecs-009"],
    source: pathfinding("ecs-009"),
    needs: [can(definition, "ecs:StartTask")],
    words: {
      en: "Starts a task that exists on a machine of the cluster, with the role and a command of its own.",
      fr: "Démarre une tâche existante sur une machine de la grappe, avec le rôle et sa propre commande.",
    },
  }),
  passedRole({
    ...tasks,
    id: "passrole-ecs-express-service",
    source: ecsApi("CreateExpressGatewayService"),
    needs: [
      can(arn("ecs", "service/*/*"), ["ecs:CreateExpressGatewayService", "ecs:UpdateExpressGatewayService"]),
    ],
    words: {
      en: "Runs an image of its own as a service with the role.",
      fr: "Exécute sa propre image comme service avec le rôle.",
    },
  }),
  // AWS names no one service for the roles of a job: seen are `batch` and `ecs-tasks`.
  passedRole({
    ...tasks,
    passedTo: null,
    id: "passrole-batch-submit-job",
    published: ["batch-001", "batch-003"],
    source: pathfinding("batch-001"),
    needs: [
      can(arn("batch", "job-definition/*"), "batch:RegisterJobDefinition"),
      can(arn("batch", "job-definition/*"), "batch:SubmitJob"),
    ],
    words: {
      en: "Registers a batch job with the role and submits it.",
      fr: "Enregistre un travail par lots avec le rôle et le soumet.",
    },
  }),
  passedRole({
    service: "tasks.apprunner.amazonaws.com",
    passedTo: null,
    id: "passrole-apprunner-create-service",
    published: ["apprunner-001"],
    source: pathfinding("apprunner-001"),
    needs: [can(arn("apprunner", "service/*/*"), ["apprunner:CreateService", "apprunner:UpdateService"])],
    words: {
      en: "Runs an image of its own in App Runner with the role.",
      fr: "Exécute sa propre image dans App Runner avec le rôle.",
    },
  }),
  passedRole({
    service: "pods.eks.amazonaws.com",
    id: "passrole-eks-pod-identity",
    source: aws("eks/latest/APIReference/API_CreatePodIdentityAssociation.html"),
    needs: [
      can(cluster, "eks:CreatePodIdentityAssociation"),
      can(cluster, ["eks:CreateAccessEntry", "eks:MutateViaKubernetesApi"]),
    ],
    words: {
      en: "Gives the role to containers of a Kubernetes cluster and runs one.",
      fr: "Donne le rôle à des conteneurs d’une grappe Kubernetes et en exécute un.",
    },
  }),
  passedRole({
    service: "pods.eks.amazonaws.com",
    id: "passrole-eks-pod-identity-update",
    source: aws("eks/latest/APIReference/API_UpdatePodIdentityAssociation.html"),
    needs: [
      can(arn("eks", "podidentityassociation/*/*"), "eks:UpdatePodIdentityAssociation"),
      can(cluster, ["eks:CreateAccessEntry", "eks:MutateViaKubernetesApi"]),
    ],
    words: {
      en: "Gives the role to containers of a Kubernetes cluster that have another, and runs one.",
      fr: "Donne le rôle à des conteneurs d’une grappe Kubernetes qui en ont un autre, et en exécute un.",
    },
  }),
  passedRole({
    service: "capabilities.eks.amazonaws.com",
    passedTo: null,
    id: "passrole-eks-capability",
    source: aws("eks/latest/userguide/capability-role.html"),
    needs: [
      can(cluster, "eks:CreateCapability"),
      can(cluster, ["eks:CreateAccessEntry", "eks:MutateViaKubernetesApi"]),
    ],
    words: {
      en: "Has a Kubernetes cluster manage resources of AWS with the role.",
      fr: "Fait gérer des ressources d’AWS avec le rôle par une grappe Kubernetes.",
    },
  }),
  passedRole({
    service: "ec2.amazonaws.com",
    passedTo: null,
    id: "passrole-eks-create-nodegroup",
    source: aws("eks/latest/APIReference/API_CreateNodegroup.html"),
    needs: [can(cluster, "eks:CreateNodegroup")],
    words: {
      en: "Adds machines with the role to a Kubernetes cluster, with a key to sign in on them.",
      fr: "Ajoute à une grappe Kubernetes des machines avec le rôle, et une clé pour s’y connecter.",
    },
  }),
];
