import type { EscalationPath } from "../path.ts";
import { arn, aws, can, iamApi, iamArn, nothing, passedRole, pathfinding } from "./row.ts";

const instance = arn("ec2", "instance/*");
const run = can(instance, "ec2:RunInstances");
const command = can(instance, [
  "ssm:SendCommand",
  "ssm:StartSession",
  "ec2-instance-connect:SendSSHPublicKey",
]);
const profile = iamArn("instance-profile/*");
const ec2 = { service: "ec2.amazonaws.com" };
const held = { ...ec2, inProfile: true } as const;
const ec2Api = (action: string) => aws(`AWSEC2/latest/APIReference/API_${action}.html`);

/** Roles passed to virtual machines: through an instance profile that holds the role, or is made to hold it. */
export const passInstances: readonly EscalationPath[] = [
  passedRole({
    ...held,
    id: "passrole-ec2-run-instances",
    published: ["ec2-001"],
    source: pathfinding("ec2-001"),
    needs: [run],
    words: {
      en: "Starts a virtual machine with the role.",
      fr: "Démarre une machine virtuelle avec le rôle.",
    },
  }),
  passedRole({
    ...held,
    id: "passrole-ec2-request-spot-instances",
    published: ["ec2-003"],
    source: pathfinding("ec2-003"),
    needs: [can(arn("ec2", "spot-instances-request/*"), "ec2:RequestSpotInstances")],
    words: {
      en: "Asks for a spot machine with the role.",
      fr: "Demande une machine Spot avec le rôle.",
    },
  }),
  passedRole({
    ...held,
    id: "passrole-ec2-request-spot-fleet",
    source: ec2Api("RequestSpotFleet"),
    needs: [
      can(arn("ec2", "spot-fleet-request/*"), "ec2:RequestSpotFleet"),
      can(iamArn("role/*"), "iam:PassRole", { "iam:PassedToService": "spotfleet.amazonaws.com" }),
    ],
    words: {
      en: "Asks for a fleet of spot machines with the role.",
      fr: "Demande un parc de machines Spot avec le rôle.",
    },
  }),
  passedRole({
    ...held,
    id: "passrole-ec2-associate-profile",
    source: ec2Api("AssociateIamInstanceProfile"),
    needs: [can(instance, "ec2:AssociateIamInstanceProfile"), command],
    words: {
      en: "Gives the role to a machine that exists, and runs commands on it.",
      fr: "Donne le rôle à une machine existante et y exécute des commandes.",
    },
  }),
  passedRole({
    ...held,
    id: "passrole-ec2-replace-profile",
    source: ec2Api("ReplaceIamInstanceProfileAssociation"),
    needs: [can(instance, "ec2:ReplaceIamInstanceProfileAssociation"), command],
    words: {
      en: "Gives a machine the role in place of its own, and runs commands on it.",
      fr: "Donne à une machine le rôle à la place du sien et y exécute des commandes.",
    },
  }),
  passedRole({
    ...ec2,
    id: "passrole-ec2-add-role-to-profile",
    source: iamApi("AddRoleToInstanceProfile"),
    needs: [can(profile, "iam:AddRoleToInstanceProfile"), run],
    words: {
      en: "Puts the role into an instance profile and starts a machine with it.",
      fr: "Met le rôle dans un profil d’instance et démarre une machine avec lui.",
    },
  }),
  passedRole({
    ...ec2,
    id: "passrole-ec2-swap-role-in-profile",
    source: iamApi("RemoveRoleFromInstanceProfile"),
    needs: [
      can(profile, "iam:RemoveRoleFromInstanceProfile"),
      can(profile, "iam:AddRoleToInstanceProfile"),
      command,
    ],
    words: {
      en: "Swaps the role into the instance profile of a machine on which it runs commands.",
      fr: "Substitue le rôle dans le profil d’instance d’une machine où il exécute des commandes.",
    },
  }),
  passedRole({
    ...held,
    id: "passrole-autoscaling-launch-configuration",
    source: aws("autoscaling/ec2/APIReference/API_CreateLaunchConfiguration.html"),
    needs: [
      can(
        arn("autoscaling", "launchConfiguration:*:launchConfigurationName/*"),
        "autoscaling:CreateLaunchConfiguration",
      ),
      can(arn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/*"), [
        "autoscaling:CreateAutoScalingGroup",
        "autoscaling:UpdateAutoScalingGroup",
      ]),
    ],
    words: {
      en: "Has a scaling group start machines with the role.",
      fr: "Fait démarrer des machines avec le rôle par un groupe de mise à l’échelle.",
    },
  }),
  passedRole({
    ...held,
    id: "passrole-autoscaling-launch-template",
    source: aws("autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html"),
    needs: [
      can(arn("ec2", "launch-template/*"), ["ec2:CreateLaunchTemplate", "ec2:CreateLaunchTemplateVersion"]),
      can(arn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/*"), [
        "autoscaling:CreateAutoScalingGroup",
        "autoscaling:UpdateAutoScalingGroup",
      ]),
      run,
    ],
    words: {
      en: "Has a scaling group start machines from a template with the role.",
      fr: "Fait démarrer par un groupe de mise à l’échelle des machines d’un modèle avec le rôle.",
    },
  }),
  passedRole({
    ...held,
    id: "passrole-imagebuilder-create-image",
    published: ["imagebuilder-001"],
    source: pathfinding("imagebuilder-001"),
    needs: [
      can(arn("imagebuilder", "component/*/*/*"), "imagebuilder:CreateComponent"),
      can(arn("imagebuilder", "image-recipe/*/*"), "imagebuilder:CreateImageRecipe"),
      can(arn("imagebuilder", "infrastructure-configuration/*"), [
        "imagebuilder:CreateInfrastructureConfiguration",
        "imagebuilder:UpdateInfrastructureConfiguration",
      ]),
      can(arn("imagebuilder", "image/*/*/*"), "imagebuilder:CreateImage"),
    ],
    words: {
      en: "Builds an image on a machine with the role, by steps of its own.",
      fr: "Construit une image sur une machine avec le rôle, selon ses propres étapes.",
    },
  }),
  passedRole({
    ...held,
    id: "passrole-elasticbeanstalk-create-environment",
    source: aws("elasticbeanstalk/latest/dg/iam-instanceprofile.html"),
    needs: [
      can(arn("elasticbeanstalk", "applicationversion/*/*"), "elasticbeanstalk:CreateApplicationVersion"),
      can(arn("elasticbeanstalk", "environment/*/*"), [
        "elasticbeanstalk:CreateEnvironment",
        "elasticbeanstalk:UpdateEnvironment",
      ]),
    ],
    words: {
      en: "Deploys an application of its own on machines with the role.",
      fr: "Déploie sa propre application sur des machines avec le rôle.",
    },
  }),
  passedRole({
    ...held,
    id: "passrole-pcs-compute-node-group",
    source: aws("pcs/latest/APIReference/API_CreateComputeNodeGroup.html"),
    needs: [
      can(arn("pcs", "cluster/*"), ["pcs:CreateComputeNodeGroup"]),
      can(arn("ec2", "launch-template/*"), ["ec2:CreateLaunchTemplate", "ec2:CreateLaunchTemplateVersion"]),
    ],
    words: {
      en: "Adds machines with the role to a computing cluster.",
      fr: "Ajoute à une grappe de calcul des machines avec le rôle.",
    },
  }),
  passedRole({
    service: "gamelift.amazonaws.com",
    id: "passrole-gamelift-create-fleet",
    published: ["gamelift-001"],
    source: aws("gameliftservers/latest/developerguide/setting-up-role.html"),
    needs: [
      can(nothing, ["gamelift:CreateBuild", "gamelift:CreateScript"]),
      can(nothing, "gamelift:CreateFleet"),
    ],
    words: {
      en: "Starts a fleet of game servers with the role and a program of its own.",
      fr: "Démarre un parc de serveurs de jeu avec le rôle et son propre programme.",
    },
  }),
  passedRole({
    service: "gamelift.amazonaws.com",
    id: "passrole-gamelift-create-container-fleet",
    source: aws("gameliftservers/latest/apireference/API_CreateContainerFleet.html"),
    needs: [
      can(nothing, "gamelift:CreateContainerGroupDefinition"),
      can(nothing, "gamelift:CreateContainerFleet"),
    ],
    words: {
      en: "Starts a fleet of containers with the role and an image of its own.",
      fr: "Démarre un parc de conteneurs avec le rôle et sa propre image.",
    },
  }),
];
