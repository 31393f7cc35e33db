import type { EscalationPath } from "../path.ts";
import { arn, aws, can, pathfinding, running, runningRole } from "./row.ts";

const instance = running("ec2", "ec2", "instance/*");
const ec2 = { workloads: ["ec2"], service: "ec2.amazonaws.com" };
const agent = {
  en: "The agent of Systems Manager runs on the machine.",
  fr: "L’agent de Systems Manager fonctionne sur la machine.",
};
const network = {
  en: "The machine can be reached over the network.",
  fr: "La machine est accessible par le réseau.",
};
const script = { pattern: "arn:aws:ssm:*:*:document/AWS-Run*Script" };
const template = arn("ec2", "launch-template/*");
const stop = can(instance, "ec2:StopInstances");
const start = can(instance, "ec2:StartInstances");

/** Virtual machines that have a role already. */
export const runningInstances: readonly EscalationPath[] = [
  runningRole({
    ...ec2,
    id: "ssm-start-session",
    published: ["ssm-001"],
    source: pathfinding("ssm-001"),
    needs: [can(instance, "ssm:StartSession")],
    words: { en: "Opens a session on a machine.", fr: "Ouvre une session sur une machine." },
    assumes: agent,
  }),
  runningRole({
    ...ec2,
    id: "ssm-send-command",
    published: ["ssm-002"],
    source: pathfinding("ssm-002"),
    needs: [can(instance, "ssm:SendCommand"), can(script, "ssm:SendCommand")],
    words: { en: "Sends a machine commands.", fr: "Envoie des commandes à une machine." },
    assumes: agent,
  }),
  runningRole({
    ...ec2,
    id: "ssm-send-command-own-document",
    source: aws("systems-manager/latest/APIReference/API_SendCommand.html"),
    needs: [
      can(arn("ssm", "document/*"), ["ssm:CreateDocument", "ssm:UpdateDocument"]),
      can(arn("ssm", "document/*"), "ssm:SendCommand"),
      can(instance, "ssm:SendCommand"),
    ],
    words: {
      en: "Sends a machine commands that it has written into a document.",
      fr: "Envoie à une machine des commandes qu’il a écrites dans un document.",
    },
    assumes: agent,
  }),
  runningRole({
    ...ec2,
    id: "ssm-create-association",
    source: aws("systems-manager/latest/APIReference/API_CreateAssociation.html"),
    needs: [can(instance, "ssm:CreateAssociation"), can(script, "ssm:CreateAssociation")],
    words: {
      en: "Has a machine run commands regularly.",
      fr: "Fait exécuter régulièrement des commandes par une machine.",
    },
    assumes: agent,
  }),
  runningRole({
    ...ec2,
    id: "ec2-instance-connect-send-key",
    published: ["ec2instanceconnect-003"],
    source: pathfinding("ec2instanceconnect-003"),
    needs: [can(instance, "ec2-instance-connect:SendSSHPublicKey")],
    words: {
      en: "Puts a key of its own on a machine and signs in.",
      fr: "Met sa propre clé sur une machine et s’y connecte.",
    },
    assumes: network,
  }),
  runningRole({
    ...ec2,
    id: "ec2-instance-connect-serial-console",
    source: aws("AWSEC2/latest/UserGuide/configure-access-to-serial-console.html"),
    needs: [can(instance, "ec2-instance-connect:SendSerialConsoleSSHPublicKey")],
    words: {
      en: "Opens the serial console of a machine.",
      fr: "Ouvre la console série d’une machine.",
    },
    assumes: {
      en: "The serial console is switched on in the account, and a password of the machine is known.",
      fr: "La console série est activée dans le compte, et un mot de passe de la machine est connu.",
    },
  }),
  runningRole({
    ...ec2,
    id: "ec2-modify-user-data",
    published: ["ec2-002"],
    source: pathfinding("ec2-002"),
    needs: [can(instance, "ec2:ModifyInstanceAttribute"), stop, start],
    words: {
      en: "Changes the start script of a machine and restarts it.",
      fr: "Change le script de démarrage d’une machine et la redémarre.",
    },
  }),
  runningRole({
    ...ec2,
    id: "ec2-replace-root-volume",
    source: aws("AWSEC2/latest/APIReference/API_CreateReplaceRootVolumeTask.html"),
    needs: [can(instance, "ec2:CreateReplaceRootVolumeTask")],
    words: {
      en: "Replaces the system disk of a machine by an image of its own.",
      fr: "Remplace le disque système d’une machine par sa propre image.",
    },
  }),
  runningRole({
    ...ec2,
    id: "ec2-swap-volume",
    source: aws("AWSEC2/latest/APIReference/API_AttachVolume.html"),
    needs: [stop, can(instance, "ec2:DetachVolume"), can(instance, "ec2:AttachVolume"), start],
    words: {
      en: "Swaps the system disk of a machine and restarts it.",
      fr: "Échange le disque système d’une machine et la redémarre.",
    },
  }),
  runningRole({
    ...ec2,
    id: "ec2-launch-template-default-version",
    published: ["ec2-004", "ec2-005"],
    source: pathfinding("ec2-004"),
    needs: [can(template, "ec2:CreateLaunchTemplateVersion"), can(template, "ec2:ModifyLaunchTemplate")],
    words: {
      en: "Puts a start script of its own into the template of machines.",
      fr: "Met son propre script de démarrage dans le modèle de machines.",
    },
  }),
  runningRole({
    ...ec2,
    id: "ec2-launch-template-latest-version",
    source: aws("autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html"),
    needs: [can(template, "ec2:CreateLaunchTemplateVersion")],
    words: {
      en: "Adds a version with a start script of its own to the template of machines.",
      fr: "Ajoute au modèle de machines une version avec son propre script de démarrage.",
    },
    assumes: {
      en: "A scaling group always takes the latest version of the template.",
      fr: "Un groupe de mise à l’échelle prend toujours la dernière version du modèle.",
    },
  }),
  runningRole({
    ...ec2,
    id: "ssm-put-parameter-image",
    source: aws("autoscaling/ec2/userguide/using-systems-manager-parameters.html"),
    needs: [can(arn("ssm", "parameter/*"), "ssm:PutParameter")],
    words: {
      en: "Changes the parameter by which the image of machines is found.",
      fr: "Change le paramètre par lequel l’image des machines est trouvée.",
    },
    assumes: {
      en: "A template of machines takes its image, or what it runs, from a parameter.",
      fr: "Un modèle de machines prend son image, ou ce qu’il exécute, dans un paramètre.",
    },
  }),
  runningRole({
    ...ec2,
    id: "codedeploy-create-deployment",
    published: ["codedeploy-001"],
    source: pathfinding("codedeploy-001"),
    needs: [
      can(arn("codedeploy", "application:*"), "codedeploy:RegisterApplicationRevision"),
      can(arn("codedeploy", "deploymentconfig:*"), "codedeploy:GetDeploymentConfig"),
      can(arn("codedeploy", "deploymentgroup:*/*"), "codedeploy:CreateDeployment"),
    ],
    words: {
      en: "Deploys a program of its own to machines.",
      fr: "Déploie son propre programme sur des machines.",
    },
    assumes: {
      en: "The machine belongs to a group to which CodeDeploy deploys.",
      fr: "La machine fait partie d’un groupe sur lequel CodeDeploy déploie.",
    },
  }),
  runningRole({
    workloads: ["elasticbeanstalk"],
    service: "ec2.amazonaws.com",
    id: "elasticbeanstalk-update-environment",
    source: aws("elasticbeanstalk/latest/api/API_UpdateEnvironment.html"),
    needs: [
      can(arn("elasticbeanstalk", "applicationversion/*/*"), "elasticbeanstalk:CreateApplicationVersion"),
      can(arn("elasticbeanstalk", "environment/*/*"), "elasticbeanstalk:UpdateEnvironment"),
    ],
    words: {
      en: "Deploys a version of its own to an environment of Elastic Beanstalk.",
      fr: "Déploie sa propre version dans un environnement d’Elastic Beanstalk.",
    },
  }),
  runningRole({
    workloads: ["imagebuilder"],
    service: "ec2.amazonaws.com",
    id: "imagebuilder-create-image",
    source: aws("imagebuilder/latest/APIReference/API_CreateImage.html"),
    needs: [
      can(arn("imagebuilder", "component/*/*/*"), "imagebuilder:CreateComponent"),
      can(arn("imagebuilder", "image-recipe/*/*"), "imagebuilder:CreateImageRecipe"),
      can(arn("imagebuilder", "image/*/*/*"), "imagebuilder:CreateImage"),
    ],
    words: {
      en: "Builds an image by steps of its own on a machine set up for it.",
      fr: "Construit une image selon ses propres étapes sur une machine prévue pour cela.",
    },
  }),
  runningRole({
    workloads: ["gamelift"],
    service: "gamelift.amazonaws.com",
    id: "gamelift-compute-access",
    source: aws("gameliftservers/latest/apireference/API_GetComputeAccess.html"),
    needs: [can(running("gamelift", "gamelift", "fleet/*"), "gamelift:GetComputeAccess")],
    words: {
      en: "Opens a session on a game server.",
      fr: "Ouvre une session sur un serveur de jeu.",
    },
  }),
];
