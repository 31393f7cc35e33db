import type { EscalationPath } from "../path.ts";
import { arn, aws, can, nothing, passedRole, pathfinding } from "./row.ts";

const ssm = { service: "ssm.amazonaws.com" };
const document = can(arn("ssm", "document/*"), "ssm:CreateDocument");
const command = can(arn("ssm", "managed-instance/*"), ["ssm:SendCommand", "ssm:StartSession"]);
const anchor = can(nothing, "rolesanywhere:CreateTrustAnchor");
const profile = arn("rolesanywhere", "profile/*");
const queue = arn("deadline", "farm/*/queue/*");
const directory = arn("ds", "directory/*");

/** Roles passed to what runs runbooks, and to what hands out credentials. */
export const passManagement: readonly EscalationPath[] = [
  passedRole({
    ...ssm,
    id: "passrole-ssm-automation",
    published: ["ssm-003"],
    source: pathfinding("ssm-003"),
    needs: [document, can(arn("ssm", "automation-definition/*:*"), "ssm:StartAutomationExecution")],
    words: {
      en: "Writes a runbook and starts it with the role.",
      fr: "Écrit un dossier d’exploitation et le démarre avec le rôle.",
    },
  }),
  passedRole({
    ...ssm,
    id: "passrole-ssm-association",
    source: aws("systems-manager/latest/APIReference/API_CreateAssociation.html"),
    needs: [document, can(arn("ssm", "document/*"), "ssm:CreateAssociation")],
    words: {
      en: "Writes a runbook and has it started regularly with the role.",
      fr: "Écrit un dossier d’exploitation et le fait démarrer régulièrement avec le rôle.",
    },
  }),
  passedRole({
    ...ssm,
    id: "passrole-ssm-maintenance-window",
    source: aws("systems-manager/latest/APIReference/API_RegisterTaskWithMaintenanceWindow.html"),
    needs: [document, can(arn("ssm", "maintenancewindow/*"), "ssm:RegisterTaskWithMaintenanceWindow")],
    words: {
      en: "Writes a runbook and has a maintenance window start it with the role.",
      fr: "Écrit un dossier d’exploitation et le fait démarrer avec le rôle par une fenêtre de maintenance.",
    },
  }),
  passedRole({
    ...ssm,
    id: "passrole-config-remediation",
    source: aws("config/latest/APIReference/API_PutRemediationConfigurations.html"),
    needs: [
      document,
      can(arn("config", "remediation-configuration/*"), "config:PutRemediationConfigurations"),
      can(nothing, "config:StartRemediationExecution"),
    ],
    words: {
      en: "Writes a runbook and has Config remediate with it and the role.",
      fr: "Écrit un dossier d’exploitation par lequel Config corrige avec le rôle.",
    },
  }),
  passedRole({
    service: "ssm-incidents.amazonaws.com",
    id: "passrole-ssm-incidents",
    source: aws("incident-manager/latest/APIReference/API_CreateResponsePlan.html"),
    needs: [
      document,
      can(nothing, "ssm-incidents:CreateResponsePlan"),
      can({ pattern: "arn:aws:ssm-incidents::{account}:response-plan/*" }, "ssm-incidents:StartIncident"),
    ],
    words: {
      en: "Writes a runbook and has an incident start it with the role.",
      fr: "Écrit un dossier d’exploitation et le fait démarrer avec le rôle par un incident.",
    },
  }),
  passedRole({
    ...ssm,
    id: "passrole-ssm-activation",
    source: aws("systems-manager/latest/APIReference/API_CreateActivation.html"),
    needs: [can(nothing, "ssm:CreateActivation")],
    words: {
      en: "Registers a computer of its own as a managed one, which gets credentials of the role.",
      fr: "Enregistre son propre ordinateur comme géré, qui reçoit des identifiants du rôle.",
    },
  }),
  passedRole({
    ...ssm,
    id: "passrole-ssm-managed-instance-role",
    source: aws("systems-manager/latest/APIReference/API_UpdateManagedInstanceRole.html"),
    needs: [can(arn("ssm", "managed-instance/*"), "ssm:UpdateManagedInstanceRole"), command],
    words: {
      en: "Gives the role to a managed computer and runs commands on it.",
      fr: "Donne le rôle à un ordinateur géré et y exécute des commandes.",
    },
  }),
  passedRole({
    ...ssm,
    id: "passrole-ssm-default-host-management",
    source: aws("systems-manager/latest/userguide/fleet-manager-default-host-management-configuration.html"),
    needs: [
      can(arn("ssm", "servicesetting/*"), "ssm:UpdateServiceSetting"),
      can(arn("ec2", "instance/*"), ["ssm:SendCommand", "ssm:StartSession"]),
    ],
    words: {
      en: "Gives the role to all machines without one, and runs commands on one of them.",
      fr: "Donne le rôle à toutes les machines sans rôle et exécute des commandes sur l’une d’elles.",
    },
  }),
  passedRole({
    service: "credentials.iot.amazonaws.com",
    id: "passrole-iot-role-alias",
    source: aws("iot/latest/developerguide/authorizing-direct-aws.html"),
    needs: [
      can(arn("iot", "rolealias/*"), ["iot:CreateRoleAlias", "iot:UpdateRoleAlias"]),
      can(nothing, ["iot:CreateKeysAndCertificate", "iot:CreateCertificateFromCsr"]),
      can(arn("iot", "policy/*"), "iot:CreatePolicy"),
      can(arn("iot", "cert/*"), "iot:AttachPolicy"),
    ],
    words: {
      en: "Makes a certificate that is exchanged for credentials of the role.",
      fr: "Crée un certificat qui s’échange contre des identifiants du rôle.",
    },
  }),
  passedRole({
    service: "rolesanywhere.amazonaws.com",
    id: "passrole-rolesanywhere-profile",
    source: aws("rolesanywhere/latest/userguide/introduction.html"),
    needs: [anchor, can(nothing, "rolesanywhere:CreateProfile")],
    words: {
      en: "Has certificates of its own exchanged for credentials of the role.",
      fr: "Fait échanger ses propres certificats contre des identifiants du rôle.",
    },
  }),
  passedRole({
    service: "rolesanywhere.amazonaws.com",
    id: "passrole-rolesanywhere-update-profile",
    source: aws("rolesanywhere/latest/APIReference/API_UpdateProfile.html"),
    needs: [anchor, can(profile, "rolesanywhere:UpdateProfile")],
    words: {
      en: "Adds the role to a profile for which certificates of its own are good.",
      fr: "Ajoute le rôle à un profil pour lequel ses propres certificats sont valables.",
    },
  }),
  passedRole({
    service: "credentials.deadline.amazonaws.com",
    id: "passrole-deadline-queue",
    source: aws("deadline-cloud/latest/userguide/security-iam-service-roles.html"),
    needs: [
      can(queue, ["deadline:CreateQueue", "deadline:UpdateQueue"]),
      can(queue, "deadline:AssumeQueueRoleForUser"),
    ],
    words: {
      en: "Makes a queue of Deadline Cloud with the role and fetches its credentials.",
      fr: "Crée une file de Deadline Cloud avec le rôle et en obtient les identifiants.",
    },
  }),
  passedRole({
    service: "credentials.deadline.amazonaws.com",
    id: "passrole-deadline-fleet",
    source: aws("deadline-cloud/latest/userguide/security-iam-service-roles.html"),
    needs: [
      can(arn("deadline", "farm/*/fleet/*"), ["deadline:CreateFleet", "deadline:UpdateFleet"]),
      can(arn("deadline", "farm/*/fleet/*/worker/*"), "deadline:AssumeFleetRoleForWorker"),
    ],
    words: {
      en: "Makes a fleet of Deadline Cloud with the role and fetches its credentials as a worker.",
      fr: "Crée un parc de Deadline Cloud avec le rôle et en obtient les identifiants comme travailleur.",
    },
  }),
  passedRole({
    service: "appstream.amazonaws.com",
    id: "passrole-appstream-image-builder",
    source: aws(
      "appstream2/latest/developerguide/using-iam-roles-to-grant-permissions-to-applications-scripts-streaming-instances.html",
    ),
    needs: [
      can(arn("appstream", "image-builder/*"), "appstream:CreateImageBuilder"),
      can(arn("appstream", "image-builder/*"), "appstream:CreateImageBuilderStreamingURL"),
    ],
    words: {
      en: "Opens a streamed desktop with the role.",
      fr: "Ouvre un bureau diffusé avec le rôle.",
    },
  }),
  passedRole({
    service: "appstream.amazonaws.com",
    id: "passrole-appstream-fleet",
    source: aws("appstream2/latest/APIReference/API_CreateFleet.html"),
    needs: [
      can(arn("appstream", "fleet/*"), ["appstream:CreateFleet", "appstream:UpdateFleet"]),
      can(arn("appstream", "fleet/*"), "appstream:CreateStreamingURL"),
    ],
    words: {
      en: "Streams applications from machines with the role.",
      fr: "Diffuse des applications depuis des machines avec le rôle.",
    },
  }),
  passedRole({
    service: "ds.amazonaws.com",
    id: "passrole-ds-role-access",
    source: aws("directoryservice/latest/admin-guide/ms_ad_manage_roles.html"),
    needs: [
      can(directory, "ds:EnableRoleAccess"),
      can(directory, ["ds:ResetUserPassword", "ds-data:CreateUser"]),
    ],
    words: {
      en: "Lets a user of a directory sign in with the role.",
      fr: "Laisse un utilisateur d’un annuaire se connecter avec le rôle.",
    },
  }),
  passedRole({
    service: "cognito-identity.amazonaws.com",
    federated: true,
    id: "passrole-cognito-identity-pool",
    published: ["cognitoidentity-001"],
    source: pathfinding("cognitoidentity-001"),
    needs: [can(nothing, "cognito-identity:SetIdentityPoolRoles")],
    words: {
      en: "Makes the role that of an identity pool, which hands out its credentials.",
      fr: "Fait du rôle celui d’un groupe d’identités, qui en distribue les identifiants.",
    },
  }),
  passedRole({
    service: "lambda.amazonaws.com",
    passedTo: null,
    id: "passrole-synthetics-canary",
    source: aws("AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_Roles.html"),
    needs: [
      can(nothing, "synthetics:CreateCanary"),
      can(arn("synthetics", "canary:*"), "synthetics:StartCanary"),
      can(arn("lambda", "function:*"), "lambda:CreateFunction"),
    ],
    words: {
      en: "Runs a script of its own as a canary with the role.",
      fr: "Exécute son propre script comme canari avec le rôle.",
    },
  }),
];
