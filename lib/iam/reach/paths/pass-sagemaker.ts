import type { EscalationPath } from "../path.ts";
import { arn, aws, can, passedRole, pathfinding } from "./row.ts";

const maker = { service: "sagemaker.amazonaws.com" };
const notebook = arn("sagemaker", "notebook-instance/*");
const profile = arn("sagemaker", "user-profile/*/*");
const model = can(arn("sagemaker", "model/*"), "sagemaker:CreateModel");
const api = (action: string) => aws(`sagemaker/latest/APIReference/API_${action}.html`);

/** One request that runs an image of one’s own with the role. */
function running(
  id: string,
  actions: readonly [string, ...string[]],
  type: string,
  words: EscalationPath["words"],
  published?: string,
): EscalationPath {
  return passedRole({
    ...maker,
    id: `passrole-sagemaker-${id}`,
    ...(published !== undefined && { published: [published] }),
    source: published === undefined ? api(actions[0]) : pathfinding(published),
    needs: [
      can(
        arn("sagemaker", type),
        actions.map((action) => `sagemaker:${action}`),
      ),
    ],
    words,
  });
}

/** Roles passed to SageMaker. */
export const passSagemaker: readonly EscalationPath[] = [
  passedRole({
    ...maker,
    id: "passrole-sagemaker-notebook-open",
    published: ["sagemaker-001"],
    source: pathfinding("sagemaker-001"),
    needs: [
      can(notebook, "sagemaker:CreateNotebookInstance"),
      can(notebook, "sagemaker:CreatePresignedNotebookInstanceUrl"),
    ],
    words: {
      en: "Makes a notebook with the role and opens it.",
      fr: "Crée un bloc-notes avec le rôle et l’ouvre.",
    },
  }),
  passedRole({
    ...maker,
    id: "passrole-sagemaker-notebook-script",
    published: ["sagemaker-001"],
    source: pathfinding("sagemaker-001"),
    needs: [
      can(
        arn("sagemaker", "notebook-instance-lifecycle-config/*"),
        "sagemaker:CreateNotebookInstanceLifecycleConfig",
      ),
      can(notebook, "sagemaker:CreateNotebookInstance"),
    ],
    words: {
      en: "Makes a notebook with the role that runs a script when it starts.",
      fr: "Crée un bloc-notes avec le rôle, qui exécute un script au démarrage.",
    },
  }),
  passedRole({
    ...maker,
    id: "passrole-sagemaker-notebook-update",
    source: api("UpdateNotebookInstance"),
    needs: [
      can(notebook, "sagemaker:UpdateNotebookInstance"),
      can(notebook, "sagemaker:StartNotebookInstance"),
      can(notebook, "sagemaker:CreatePresignedNotebookInstanceUrl"),
    ],
    words: {
      en: "Gives the role to a notebook that exists, and opens it.",
      fr: "Donne le rôle à un bloc-notes existant et l’ouvre.",
    },
  }),
  running(
    "create-training-job",
    ["CreateTrainingJob"],
    "training-job/*",
    {
      en: "Runs a training job of its own with the role.",
      fr: "Exécute son propre entraînement avec le rôle.",
    },
    "sagemaker-002",
  ),
  running(
    "create-processing-job",
    ["CreateProcessingJob"],
    "processing-job/*",
    {
      en: "Runs a processing job of its own with the role.",
      fr: "Exécute son propre traitement avec le rôle.",
    },
    "sagemaker-003",
  ),
  running("create-tuning-job", ["CreateHyperParameterTuningJob"], "hyper-parameter-tuning-job/*", {
    en: "Runs a tuning job of its own with the role.",
    fr: "Exécute son propre réglage de modèle avec le rôle.",
  }),
  running(
    "create-monitoring-schedule",
    ["CreateMonitoringSchedule", "UpdateMonitoringSchedule"],
    "monitoring-schedule/*",
    {
      en: "Has an image of its own run regularly with the role.",
      fr: "Fait exécuter régulièrement sa propre image avec le rôle.",
    },
  ),
  running("create-cluster", ["CreateCluster", "UpdateCluster"], "cluster/*", {
    en: "Starts a cluster with the role that runs its scripts.",
    fr: "Démarre une grappe avec le rôle, qui exécute ses scripts.",
  }),
  passedRole({
    ...maker,
    id: "passrole-sagemaker-transform-job",
    source: api("CreateTransformJob"),
    needs: [model, can(arn("sagemaker", "transform-job/*"), "sagemaker:CreateTransformJob")],
    words: {
      en: "Makes a model with the role and an image of its own, and runs it over data.",
      fr: "Crée un modèle avec le rôle et sa propre image, et l’exécute sur des données.",
    },
  }),
  passedRole({
    ...maker,
    id: "passrole-sagemaker-endpoint",
    source: api("CreateEndpoint"),
    needs: [
      model,
      can(arn("sagemaker", "endpoint-config/*"), "sagemaker:CreateEndpointConfig"),
      can(arn("sagemaker", "endpoint/*"), ["sagemaker:CreateEndpoint", "sagemaker:UpdateEndpoint"]),
    ],
    words: {
      en: "Makes a model with the role and an image of its own, and puts it into service.",
      fr: "Crée un modèle avec le rôle et sa propre image, et le met en service.",
    },
  }),
  passedRole({
    ...maker,
    id: "passrole-sagemaker-pipeline",
    source: api("CreatePipeline"),
    needs: [
      can(arn("sagemaker", "pipeline/*"), ["sagemaker:CreatePipeline", "sagemaker:UpdatePipeline"]),
      can(arn("sagemaker", "pipeline/*"), "sagemaker:StartPipelineExecution"),
    ],
    words: {
      en: "Makes a SageMaker pipeline with the role and starts it.",
      fr: "Crée une chaîne SageMaker avec le rôle et la démarre.",
    },
  }),
  passedRole({
    ...maker,
    id: "passrole-sagemaker-studio",
    source: api("CreateUserProfile"),
    needs: [
      can(profile, ["sagemaker:CreateUserProfile", "sagemaker:UpdateUserProfile"]),
      can(profile, "sagemaker:CreatePresignedDomainUrl"),
    ],
    words: {
      en: "Gives the role to a profile of SageMaker Studio and opens it.",
      fr: "Donne le rôle à un profil de SageMaker Studio et l’ouvre.",
    },
  }),
];
