import type { EscalationPath } from "../path.ts";
import { arn, aws, can, iamArn, nothing, passedRole, pathfinding } from "./row.ts";

const glue = { service: "glue.amazonaws.com" };
const job = arn("glue", "job/*");
const start = can(job, "glue:StartJobRun");
const trigger = can(arn("glue", "trigger/*"), "glue:CreateTrigger");
const flink = arn("kinesisanalytics", "application/*");
const workGroup = arn("athena", "workgroup/*");

/** Roles passed to what works through data with programs of one’s own. */
export const passData: readonly EscalationPath[] = [
  passedRole({
    ...glue,
    id: "passrole-glue-create-dev-endpoint",
    published: ["glue-001"],
    source: pathfinding("glue-001"),
    needs: [can(nothing, "glue:CreateDevEndpoint")],
    words: {
      en: "Makes a development endpoint of Glue with the role.",
      fr: "Crée un point de développement Glue avec le rôle.",
    },
  }),
  passedRole({
    ...glue,
    id: "passrole-glue-create-start-job",
    published: ["glue-003"],
    source: pathfinding("glue-003"),
    needs: [can(job, "glue:CreateJob"), start],
    words: {
      en: "Makes a Glue job with the role and starts it.",
      fr: "Crée un travail Glue avec le rôle et le démarre.",
    },
  }),
  passedRole({
    ...glue,
    id: "passrole-glue-create-trigger-job",
    published: ["glue-004"],
    source: pathfinding("glue-004"),
    needs: [can(job, "glue:CreateJob"), trigger],
    words: {
      en: "Makes a Glue job with the role and has a trigger start it.",
      fr: "Crée un travail Glue avec le rôle et le fait démarrer par un déclencheur.",
    },
  }),
  passedRole({
    ...glue,
    id: "passrole-glue-update-start-job",
    published: ["glue-005"],
    source: pathfinding("glue-005"),
    needs: [can(job, "glue:UpdateJob"), start],
    words: {
      en: "Gives the role to a Glue job that exists, and starts it.",
      fr: "Donne le rôle à un travail Glue existant et le démarre.",
    },
  }),
  passedRole({
    ...glue,
    id: "passrole-glue-update-trigger-job",
    published: ["glue-006"],
    source: pathfinding("glue-006"),
    needs: [can(job, "glue:UpdateJob"), trigger],
    words: {
      en: "Gives the role to a Glue job that exists, and has a trigger start it.",
      fr: "Donne le rôle à un travail Glue existant et le fait démarrer par un déclencheur.",
    },
  }),
  passedRole({
    ...glue,
    id: "passrole-glue-create-session",
    published: ["glue-007"],
    source: pathfinding("glue-007"),
    needs: [
      can(arn("glue", "session/*"), "glue:CreateSession"),
      can(arn("glue", "session/*"), "glue:RunStatement"),
    ],
    words: {
      en: "Opens a Glue session with the role and runs code in it.",
      fr: "Ouvre une session Glue avec le rôle et y exécute du code.",
    },
  }),
  passedRole({
    service: "ec2.amazonaws.com",
    inProfile: true,
    id: "passrole-emr-run-job-flow",
    published: ["emr-001"],
    source: pathfinding("emr-001"),
    needs: [
      can(iamArn("role/*"), "iam:PassRole", {
        "iam:PassedToService": "elasticmapreduce.amazonaws.com",
      }),
      can(nothing, "elasticmapreduce:RunJobFlow"),
    ],
    words: {
      en: "Starts an EMR cluster with the role on its machines.",
      fr: "Démarre une grappe EMR avec le rôle sur ses machines.",
    },
  }),
  // The role is passed with each run; of an application that may have to be made first nothing is asked.
  passedRole({
    service: "emr-serverless.amazonaws.com",
    id: "passrole-emr-serverless-start-job",
    published: ["emrserverless-001"],
    source: pathfinding("emrserverless-001"),
    needs: [
      can(arn("emr-serverless", "/applications/*"), [
        "emr-serverless:StartJobRun",
        "emr-serverless:StartSession",
        "emr-serverless:AccessLivyEndpoints",
        "emr-serverless:AccessInteractiveEndpoints",
      ]),
    ],
    words: {
      en: "Runs code of its own in EMR Serverless with the role.",
      fr: "Exécute son propre code dans EMR Serverless avec le rôle.",
    },
  }),
  passedRole({
    service: "kinesisanalytics.amazonaws.com",
    id: "passrole-kinesisanalytics-create-start",
    published: ["kinesisanalytics-001"],
    source: pathfinding("kinesisanalytics-001"),
    needs: [
      can(nothing, "kinesisanalytics:CreateApplication"),
      can(flink, "kinesisanalytics:StartApplication"),
    ],
    words: {
      en: "Makes a Flink application with the role and starts it.",
      fr: "Crée une application Flink avec le rôle et la démarre.",
    },
  }),
  passedRole({
    service: "kinesisanalytics.amazonaws.com",
    id: "passrole-kinesisanalytics-update",
    source: aws("managed-flink/latest/apiv2/API_UpdateApplication.html"),
    needs: [can(flink, "kinesisanalytics:UpdateApplication")],
    words: {
      en: "Gives the role and code of its own to a Flink application that exists.",
      fr: "Donne le rôle et son propre code à une application Flink existante.",
    },
  }),
  passedRole({
    service: "athena.amazonaws.com",
    id: "passrole-athena-start-calculation",
    source: aws("athena/latest/ug/notebooks-spark-getting-started.html"),
    needs: [
      can(workGroup, ["athena:CreateWorkGroup", "athena:UpdateWorkGroup"]),
      can(workGroup, "athena:StartSession"),
      can(workGroup, "athena:StartCalculationExecution"),
    ],
    words: {
      en: "Runs Spark code in Athena with the role.",
      fr: "Exécute du code Spark dans Athena avec le rôle.",
    },
  }),
  passedRole({
    service: "airflow-env.amazonaws.com",
    passedTo: "airflow.amazonaws.com",
    id: "passrole-airflow-create-environment",
    source: aws("mwaa/latest/userguide/mwaa-create-role.html"),
    needs: [can(arn("airflow", "environment/*"), ["airflow:CreateEnvironment", "airflow:UpdateEnvironment"])],
    words: {
      en: "Runs workflows of its own in Airflow with the role.",
      fr: "Exécute ses propres flux de travail dans Airflow avec le rôle.",
    },
  }),
  passedRole({
    service: "airflow-serverless.amazonaws.com",
    id: "passrole-airflow-serverless-start",
    source: aws("mwaa/latest/mwaa-serverless-userguide/what-is-mwaa-serverless.html"),
    needs: [
      can(nothing, "airflow-serverless:CreateWorkflow"),
      can(arn("airflow-serverless", "workflow/*"), "airflow-serverless:StartWorkflowRun"),
    ],
    words: {
      en: "Makes a serverless Airflow workflow with the role and starts it.",
      fr: "Crée un flux de travail Airflow sans serveur avec le rôle et le démarre.",
    },
  }),
  passedRole({
    service: "kafkaconnect.amazonaws.com",
    id: "passrole-kafkaconnect-create-connector",
    source: aws("msk/latest/developerguide/msk-connect-service-execution-role.html"),
    needs: [can(nothing, "kafkaconnect:CreateCustomPlugin"), can(nothing, "kafkaconnect:CreateConnector")],
    words: {
      en: "Runs a connector of its own for Kafka with the role.",
      fr: "Exécute son propre connecteur Kafka avec le rôle.",
    },
  }),
  passedRole({
    service: "ec2.amazonaws.com",
    passedTo: null,
    inProfile: true,
    id: "passrole-datapipeline-activate",
    published: ["datapipeline-001"],
    source: pathfinding("datapipeline-001"),
    needs: [
      can(nothing, "datapipeline:CreatePipeline"),
      can(arn("datapipeline", "pipeline/*"), "datapipeline:PutPipelineDefinition"),
      can(arn("datapipeline", "pipeline/*"), "datapipeline:ActivatePipeline"),
    ],
    words: {
      en: "Runs commands on machines of a data pipeline with the role.",
      fr: "Exécute des commandes sur les machines d’une chaîne de données avec le rôle.",
    },
  }),
  passedRole({
    service: "omics.amazonaws.com",
    id: "passrole-omics-start-run",
    published: ["omics-001"],
    source: pathfinding("omics-001"),
    needs: [
      can(nothing, "omics:CreateWorkflow"),
      can(arn("omics", "run/*"), ["omics:StartRun", "omics:StartRunBatch"]),
    ],
    words: {
      en: "Runs a HealthOmics workflow of its own with the role.",
      fr: "Exécute son propre flux de travail HealthOmics avec le rôle.",
    },
  }),
  passedRole({
    service: "braket.amazonaws.com",
    id: "passrole-braket-create-job",
    published: ["braket-001"],
    source: pathfinding("braket-001"),
    needs: [can(arn("braket", "job/*"), "braket:CreateJob")],
    words: {
      en: "Runs a Braket job of its own with the role.",
      fr: "Exécute son propre travail Braket avec le rôle.",
    },
  }),
];
