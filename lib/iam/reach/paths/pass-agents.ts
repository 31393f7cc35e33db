import type { EscalationPath } from "../path.ts";
import { arn, can, aws, nothing, passedRole, pathfinding } from "./row.ts";

const core = { service: "bedrock-agentcore.amazonaws.com" };
const runtime = arn("bedrock-agentcore", "runtime/*");
const interpreter = arn("bedrock-agentcore", "code-interpreter-custom/*");
const identity = arn("bedrock-agentcore", "workload-identity-directory/*");
const makeRuntime = [
  can(nothing, "bedrock-agentcore:CreateAgentRuntime"),
  can(runtime, "bedrock-agentcore:CreateAgentRuntimeEndpoint"),
  can(identity, "bedrock-agentcore:CreateWorkloadIdentity"),
];
const command = can(runtime, [
  "bedrock-agentcore:InvokeAgentRuntimeCommand",
  "bedrock-agentcore:InvokeAgentRuntimeCommandShell",
]);

/** Roles passed to the machines of Bedrock AgentCore. */
export const passAgents: readonly EscalationPath[] = [
  passedRole({
    ...core,
    id: "passrole-agentcore-code-interpreter",
    published: ["bedrock-001"],
    source: pathfinding("bedrock-001"),
    needs: [
      can(nothing, "bedrock-agentcore:CreateCodeInterpreter"),
      can(interpreter, "bedrock-agentcore:StartCodeInterpreterSession"),
      can(interpreter, "bedrock-agentcore:InvokeCodeInterpreter"),
    ],
    words: {
      en: "Makes a code interpreter with the role and runs code in it.",
      fr: "Crée un interpréteur de code avec le rôle et y exécute du code.",
    },
  }),
  passedRole({
    ...core,
    id: "passrole-agentcore-runtime-command",
    published: ["bedrock-003"],
    source: pathfinding("bedrock-003"),
    needs: [...makeRuntime, command],
    words: {
      en: "Makes an agent runtime with the role and runs commands in it.",
      fr: "Crée un environnement d’agent avec le rôle et y exécute des commandes.",
    },
  }),
  passedRole({
    ...core,
    id: "passrole-agentcore-runtime-invoke",
    source: aws("bedrock-agentcore/latest/devguide/runtime-permissions.html"),
    needs: [...makeRuntime, can(runtime, "bedrock-agentcore:InvokeAgentRuntime")],
    words: {
      en: "Makes an agent runtime with the role and an image of its own, and calls it.",
      fr: "Crée un environnement d’agent avec le rôle et sa propre image, et l’appelle.",
    },
  }),
  passedRole({
    ...core,
    id: "passrole-agentcore-update-runtime",
    source: aws("bedrock-agentcore/latest/devguide/runtime-permissions.html"),
    needs: [
      can(runtime, "bedrock-agentcore:UpdateAgentRuntime"),
      can(runtime, [
        "bedrock-agentcore:InvokeAgentRuntime",
        "bedrock-agentcore:InvokeAgentRuntimeCommand",
        "bedrock-agentcore:InvokeAgentRuntimeCommandShell",
      ]),
    ],
    words: {
      en: "Gives the role to an agent runtime that exists, and runs code in it.",
      fr: "Donne le rôle à un environnement d’agent existant et y exécute du code.",
    },
  }),
  passedRole({
    ...core,
    id: "passrole-agentcore-harness",
    published: ["bedrock-005"],
    source: pathfinding("bedrock-005"),
    needs: [can(nothing, "bedrock-agentcore:CreateHarness"), ...makeRuntime, command],
    words: {
      en: "Makes an agent harness with the role and runs commands in it.",
      fr: "Crée un cadre d’agent avec le rôle et y exécute des commandes.",
    },
  }),
  passedRole({
    ...core,
    id: "passrole-agentcore-browser",
    published: ["bedrock-006"],
    source: pathfinding("bedrock-006"),
    needs: [
      can(nothing, "bedrock-agentcore:CreateBrowser"),
      can(arn("bedrock-agentcore", "browser-custom/*"), "bedrock-agentcore:StartBrowserSession"),
      can(nothing, "bedrock-agentcore:ConnectBrowserAutomationStream"),
    ],
    words: {
      en: "Makes a browser with the role and reads its credentials through it.",
      fr: "Crée un navigateur avec le rôle et lit ses identifiants à travers lui.",
    },
  }),
  passedRole({
    ...core,
    id: "passrole-agentcore-gateway",
    source: aws("bedrock-agentcore/latest/devguide/gateway-prerequisites-permissions.html"),
    needs: [
      can(nothing, "bedrock-agentcore:CreateGateway"),
      can(arn("bedrock-agentcore", "gateway/*"), "bedrock-agentcore:CreateGatewayTarget"),
      can(arn("bedrock-agentcore", "gateway/*"), "bedrock-agentcore:InvokeGateway"),
    ],
    words: {
      en: "Makes a gateway that calls AWS with the role, and calls it.",
      fr: "Crée une passerelle qui appelle AWS avec le rôle, et l’appelle.",
    },
  }),
];
