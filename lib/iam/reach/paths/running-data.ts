import type { EscalationPath } from "../path.ts";
import { arn, aws, can, pathfinding, running, runningRole } from "./row.ts";

const glue = { workloads: ["glue"], service: "glue.amazonaws.com" };
const maker = { workloads: ["sagemaker"], service: "sagemaker.amazonaws.com" };
const notebook = running("sagemaker", "sagemaker", "notebook-instance/*");

/** Jobs, sessions and notebooks that have a role already. */
export const runningData: readonly EscalationPath[] = [
  runningRole({
    ...glue,
    id: "glue-update-dev-endpoint",
    published: ["glue-002"],
    source: pathfinding("glue-002"),
    needs: [can(arn("glue", "devEndpoint/*"), "glue:UpdateDevEndpoint")],
    words: {
      en: "Puts a key of its own on a development endpoint of Glue.",
      fr: "Met sa propre clé sur un point de développement Glue.",
    },
  }),
  runningRole({
    ...glue,
    id: "glue-start-job-run",
    source: aws("glue/latest/dg/aws-glue-programming-etl-glue-arguments.html"),
    needs: [can(running("glue", "glue", "job/*"), "glue:StartJobRun")],
    words: {
      en: "Starts a Glue job with a script of its own in place of the job’s.",
      fr: "Démarre un travail Glue avec son propre script à la place du sien.",
    },
  }),
  runningRole({
    ...glue,
    id: "glue-run-statement",
    source: aws("glue/latest/dg/glue-is-security.html"),
    needs: [can(arn("glue", "session/*"), "glue:RunStatement")],
    words: {
      en: "Runs code in a Glue session that is open.",
      fr: "Exécute du code dans une session Glue ouverte.",
    },
  }),
  runningRole({
    workloads: ["emr"],
    service: "ec2.amazonaws.com",
    id: "emr-add-job-flow-steps",
    source: aws("emr/latest/APIReference/API_AddJobFlowSteps.html"),
    needs: [can(running("emr", "elasticmapreduce", "cluster/*"), "elasticmapreduce:AddJobFlowSteps")],
    words: {
      en: "Adds a step of its own to an EMR cluster.",
      fr: "Ajoute sa propre étape à une grappe EMR.",
    },
  }),
  runningRole({
    workloads: ["kinesisanalytics"],
    service: "kinesisanalytics.amazonaws.com",
    id: "kinesisanalytics-update-application",
    source: aws("managed-flink/latest/apiv2/API_UpdateApplication.html"),
    needs: [
      can(
        running("kinesisanalytics", "kinesisanalytics", "application/*"),
        "kinesisanalytics:UpdateApplication",
      ),
    ],
    words: {
      en: "Puts code of its own into a Flink application.",
      fr: "Met son propre code dans une application Flink.",
    },
  }),
  runningRole({
    ...maker,
    id: "sagemaker-presigned-notebook-url",
    published: ["sagemaker-004"],
    source: pathfinding("sagemaker-004"),
    needs: [can(notebook, "sagemaker:CreatePresignedNotebookInstanceUrl")],
    words: { en: "Opens a notebook.", fr: "Ouvre un bloc-notes." },
  }),
  runningRole({
    ...maker,
    id: "sagemaker-notebook-lifecycle-config",
    published: ["sagemaker-005"],
    source: pathfinding("sagemaker-005"),
    needs: [
      can(
        arn("sagemaker", "notebook-instance-lifecycle-config/*"),
        "sagemaker:CreateNotebookInstanceLifecycleConfig",
      ),
      can(notebook, "sagemaker:StopNotebookInstance"),
      can(notebook, "sagemaker:UpdateNotebookInstance"),
      can(notebook, "sagemaker:StartNotebookInstance"),
    ],
    words: {
      en: "Puts a start script of its own into a notebook and restarts it.",
      fr: "Met son propre script de démarrage dans un bloc-notes et le redémarre.",
    },
  }),
  runningRole({
    ...maker,
    id: "sagemaker-update-lifecycle-config",
    source: aws("sagemaker/latest/APIReference/API_UpdateNotebookInstanceLifecycleConfig.html"),
    needs: [
      can(
        arn("sagemaker", "notebook-instance-lifecycle-config/*"),
        "sagemaker:UpdateNotebookInstanceLifecycleConfig",
      ),
    ],
    words: {
      en: "Changes the start script of notebooks.",
      fr: "Change le script de démarrage de blocs-notes.",
    },
    assumes: {
      en: "The notebook has such a script and is started again.",
      fr: "Le bloc-notes a un tel script et est redémarré.",
    },
  }),
  runningRole({
    ...maker,
    id: "sagemaker-presigned-domain-url",
    source: aws("sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html"),
    needs: [can(running("sagemaker", "sagemaker", "user-profile/*/*"), "sagemaker:CreatePresignedDomainUrl")],
    words: {
      en: "Opens somebody else’s profile of SageMaker Studio.",
      fr: "Ouvre le profil d’une autre personne dans SageMaker Studio.",
    },
  }),
];
