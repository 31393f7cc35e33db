import type { EscalationPath } from "../path.ts";
import { arn, aws, can, nothing, passedRole, pathfinding } from "./row.ts";

const fn = arn("lambda", "function:*");
const create = can(fn, "lambda:CreateFunction");
const lambda = { service: "lambda.amazonaws.com" };
const states = { service: "states.amazonaws.com" };
const machine = arn("states", "stateMachine:*");

/** Roles passed to functions, workflows and interfaces that call AWS themselves. */
export const passFunctions: readonly EscalationPath[] = [
  passedRole({
    ...lambda,
    id: "passrole-lambda-create-invoke",
    published: ["lambda-001"],
    source: pathfinding("lambda-001"),
    needs: [create, can(fn, ["lambda:InvokeFunction", "lambda:InvokeAsync"])],
    words: {
      en: "Makes a function with the role and calls it.",
      fr: "Crée une fonction avec le rôle et l’appelle.",
    },
  }),
  passedRole({
    ...lambda,
    id: "passrole-lambda-create-event-source",
    published: ["lambda-002"],
    source: pathfinding("lambda-002"),
    needs: [create, can(nothing, "lambda:CreateEventSourceMapping")],
    words: {
      en: "Makes a function with the role and has a stream or queue call it.",
      fr: "Crée une fonction avec le rôle et la fait appeler par un flux ou une file.",
    },
  }),
  passedRole({
    ...lambda,
    id: "passrole-lambda-create-add-permission",
    published: ["lambda-006"],
    source: pathfinding("lambda-006"),
    needs: [create, can(fn, ["lambda:AddPermission", "lambda:PutResourcePolicy"])],
    words: {
      en: "Makes a function with the role and lets itself call it.",
      fr: "Crée une fonction avec le rôle et s’autorise à l’appeler.",
    },
  }),
  passedRole({
    ...lambda,
    id: "passrole-lambda-update-configuration",
    source: aws("lambda/latest/api/API_UpdateFunctionConfiguration.html"),
    needs: [can(fn, "lambda:UpdateFunctionConfiguration")],
    words: {
      en: "Gives the role to a function that exists, with a layer of its own.",
      fr: "Donne le rôle à une fonction existante, avec sa propre couche de code.",
    },
  }),
  passedRole({
    ...lambda,
    id: "passrole-lambda-run-microvm",
    source: aws("lambda/latest/microvm-api/API_RunMicrovm.html"),
    needs: [can(arn("lambda", "microvm-image:*"), "lambda:RunMicrovm")],
    words: {
      en: "Starts a small machine of Lambda with the role.",
      fr: "Démarre une micromachine Lambda avec le rôle.",
    },
  }),
  passedRole({
    ...states,
    id: "passrole-states-create-start",
    published: ["stepfunctions-001"],
    source: pathfinding("stepfunctions-001"),
    needs: [
      can(machine, "states:CreateStateMachine"),
      can(machine, ["states:StartExecution", "states:StartSyncExecution"]),
    ],
    words: {
      en: "Makes a workflow with the role and starts it.",
      fr: "Crée un flux de travail avec le rôle et le démarre.",
    },
  }),
  passedRole({
    ...states,
    id: "passrole-states-update-start",
    source: aws("step-functions/latest/apireference/API_UpdateStateMachine.html"),
    needs: [
      can(machine, "states:UpdateStateMachine"),
      can(machine, ["states:StartExecution", "states:StartSyncExecution"]),
    ],
    words: {
      en: "Gives the role and its own steps to a workflow that exists, and starts it.",
      fr: "Donne le rôle et ses propres étapes à un flux de travail existant, et le démarre.",
    },
  }),
  passedRole({
    ...states,
    id: "passrole-states-test-state",
    source: aws("step-functions/latest/apireference/API_TestState.html"),
    needs: [can(nothing, "states:TestState")],
    words: {
      en: "Tries out one step of a workflow with the role.",
      fr: "Met à l’essai une étape d’un flux de travail avec le rôle.",
    },
  }),
  passedRole({
    service: "scheduler.amazonaws.com",
    id: "passrole-scheduler-create-schedule",
    published: ["scheduler-001"],
    source: pathfinding("scheduler-001"),
    needs: [can(arn("scheduler", "schedule/*/*"), ["scheduler:CreateSchedule", "scheduler:UpdateSchedule"])],
    words: {
      en: "Makes a schedule that calls AWS with the role.",
      fr: "Crée une planification qui appelle AWS avec le rôle.",
    },
  }),
  passedRole({
    service: "appsync.amazonaws.com",
    id: "passrole-appsync-data-source",
    source: aws("appsync/latest/APIReference/API_CreateDataSource.html"),
    needs: [
      can(nothing, ["appsync:CreateDataSource", "appsync:UpdateDataSource"]),
      can(nothing, ["appsync:CreateResolver", "appsync:UpdateResolver"]),
    ],
    words: {
      en: "Makes an interface that signs calls to AWS with the role.",
      fr: "Crée une interface qui signe des appels à AWS avec le rôle.",
    },
  }),
  passedRole({
    service: "apigateway.amazonaws.com",
    id: "passrole-apigateway-integration",
    source: aws("apigateway/latest/api/API_PutIntegration.html"),
    needs: [
      can({ pattern: "arn:aws:apigateway:*::/restapis/*" }, "apigateway:PUT"),
      can({ pattern: "arn:aws:apigateway:*::/restapis/*/deployments" }, "apigateway:POST"),
    ],
    words: {
      en: "Makes a web interface that calls AWS with the role, and deploys it.",
      fr: "Crée une interface Web qui appelle AWS avec le rôle, et la déploie.",
    },
  }),
];
