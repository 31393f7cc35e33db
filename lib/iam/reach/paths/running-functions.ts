import type { EscalationPath } from "../path.ts";
import { arn, aws, can, nothing, pathfinding, running, runningRole } from "./row.ts";

const fn = running("lambda", "lambda", "function:*");
const machine = running("states", "states", "stateMachine:*");
const lambda = { workloads: ["lambda"], service: "lambda.amazonaws.com" };

/** Code and settings put into functions and workflows that have a role already. */
export const runningFunctions: readonly EscalationPath[] = [
  runningRole({
    ...lambda,
    id: "lambda-update-function-code",
    published: ["lambda-003", "lambda-004", "lambda-005"],
    source: pathfinding("lambda-003"),
    needs: [can(fn, "lambda:UpdateFunctionCode")],
    words: {
      en: "Puts code of its own into a function.",
      fr: "Met son propre code dans une fonction.",
    },
  }),
  runningRole({
    ...lambda,
    id: "lambda-update-function-configuration",
    source: aws("lambda/latest/api/API_UpdateFunctionConfiguration.html"),
    needs: [can(fn, "lambda:UpdateFunctionConfiguration")],
    words: {
      en: "Puts a layer or environment of its own under the code of a function.",
      fr: "Met sa propre couche ou son propre environnement sous le code d’une fonction.",
    },
  }),
  runningRole({
    workloads: ["lambda-microvm"],
    service: "lambda.amazonaws.com",
    id: "lambda-microvm-shell",
    source: aws("lambda/latest/microvm-api/API_CreateMicrovmShellAuthToken.html"),
    needs: [can(arn("lambda", "microvm-image:*"), "lambda:CreateMicrovmShellAuthToken")],
    words: {
      en: "Opens a shell on a small machine of Lambda.",
      fr: "Ouvre un terminal sur une micromachine Lambda.",
    },
  }),
  runningRole({
    workloads: ["states"],
    service: "states.amazonaws.com",
    id: "states-update-state-machine",
    published: ["stepfunctions-002"],
    source: pathfinding("stepfunctions-002"),
    needs: [
      can(machine, "states:UpdateStateMachine"),
      can(machine, ["states:StartExecution", "states:StartSyncExecution"]),
    ],
    words: {
      en: "Puts steps of its own into a workflow and starts it.",
      fr: "Met ses propres étapes dans un flux de travail et le démarre.",
    },
  }),
  runningRole({
    workloads: ["cognito-identity"],
    service: "cognito-identity.amazonaws.com",
    federated: true,
    id: "cognito-identity-developer-token",
    source: aws("cognitoidentity/latest/APIReference/API_GetOpenIdTokenForDeveloperIdentity.html"),
    needs: [
      can(arn("cognito-identity", "identitypool/*"), "cognito-identity:GetOpenIdTokenForDeveloperIdentity"),
    ],
    words: {
      en: "Has an identity pool vouch for it, and gets credentials of the pool’s role.",
      fr: "Obtient la garantie d’un groupe d’identités, et les identifiants du rôle de ce groupe.",
    },
  }),
  runningRole({
    workloads: ["iot"],
    service: "credentials.iot.amazonaws.com",
    id: "iot-role-alias-certificate",
    source: aws("iot/latest/developerguide/authorizing-direct-aws.html"),
    needs: [
      can(nothing, ["iot:CreateKeysAndCertificate", "iot:CreateCertificateFromCsr"]),
      can(arn("iot", "policy/*"), "iot:CreatePolicy"),
      can(arn("iot", "cert/*"), "iot:AttachPolicy"),
    ],
    words: {
      en: "Makes a certificate that is exchanged for credentials of a role that devices have.",
      fr: "Crée un certificat qui s’échange contre des identifiants d’un rôle des appareils.",
    },
  }),
  runningRole({
    workloads: ["rolesanywhere"],
    service: "rolesanywhere.amazonaws.com",
    id: "rolesanywhere-create-trust-anchor",
    source: aws("rolesanywhere/latest/APIReference/API_CreateTrustAnchor.html"),
    needs: [can(nothing, "rolesanywhere:CreateTrustAnchor")],
    words: {
      en: "Has certificates of its own accepted for the roles of servers elsewhere.",
      fr: "Fait accepter ses propres certificats pour les rôles de serveurs extérieurs.",
    },
  }),
  runningRole({
    workloads: ["deadline"],
    service: "credentials.deadline.amazonaws.com",
    id: "deadline-assume-queue-role",
    source: aws("deadline-cloud/latest/APIReference/API_AssumeQueueRoleForUser.html"),
    needs: [
      can(running("deadline", "deadline", "farm/*/queue/*"), [
        "deadline:AssumeQueueRoleForUser",
        "deadline:AssumeQueueRoleForWorker",
      ]),
    ],
    words: {
      en: "Fetches credentials of the role of a Deadline Cloud queue.",
      fr: "Obtient les identifiants du rôle d’une file de Deadline Cloud.",
    },
  }),
];
