import type { PhysicalRule } from "./physical-rule.ts";

const service = "arn:{partition}";
const here = "{region}:{account}";

/** Names of what runs, routes and signs, and of the network around it. */
export const computeRules: Readonly<Record<string, PhysicalRule>> = {
  "AWS::Lambda::Function": {
    name: "FunctionName",
    arn: `${service}:lambda:${here}:function:{name}`,
    ref: "{name}",
  },
  "AWS::Lambda::CodeSigningConfig": {
    invent: "hex17",
    prefix: "csc-",
    arn: `${service}:lambda:${here}:code-signing-config:{name}`,
    ref: "{arn}",
    attributes: { CodeSigningConfigArn: "{arn}", CodeSigningConfigId: "{name}" },
  },
  "AWS::Lambda::LayerVersion": {
    name: "LayerName",
    arn: `${service}:lambda:${here}:layer:{name}:1`,
    ref: "{arn}",
    attributes: { LayerVersionArn: "{arn}" },
  },
  "AWS::Signer::SigningProfile": {
    name: "ProfileName",
    arn: `${service}:signer:${here}:/signing-profiles/{name}`,
    ref: "{arn}",
    attributes: {
      ProfileName: "{name}",
      ProfileVersion: "{code}",
      ProfileVersionArn: "{arn}/{code}",
    },
  },
  "AWS::ApiGatewayV2::Api": {
    invent: "short10",
    arn: `${service}:apigateway:{region}::/apis/{name}`,
    ref: "{name}",
    attributes: { ApiId: "{name}", ApiEndpoint: "https://{name}.execute-api.{region}.{suffix}" },
  },
  "AWS::ApiGatewayV2::Authorizer": {
    invent: "short10",
    ref: "{name}",
    attributes: { AuthorizerId: "{name}" },
  },
  "AWS::ApiGatewayV2::Integration": {
    invent: "short10",
    ref: "{name}",
    attributes: { IntegrationId: "{name}" },
  },
  "AWS::ApiGatewayV2::Route": { invent: "short10", ref: "{name}", attributes: { RouteId: "{name}" } },
  "AWS::ApiGatewayV2::Stage": { name: "StageName", ref: "{name}" },
  "AWS::ApiGateway::RestApi": { invent: "short10", ref: "{name}", attributes: { RestApiId: "{name}" } },
  "AWS::StepFunctions::StateMachine": {
    name: "StateMachineName",
    arn: `${service}:states:${here}:stateMachine:{name}`,
    ref: "{arn}",
    attributes: { Name: "{name}" },
  },
  "AWS::Events::Rule": { name: "Name", arn: `${service}:events:${here}:rule/{name}`, ref: "{name}" },
  "AWS::Events::EventBus": {
    name: "Name",
    arn: `${service}:events:${here}:event-bus/{name}`,
    ref: "{name}",
    attributes: { Name: "{name}" },
  },
  "AWS::Scheduler::Schedule": {
    name: "Name",
    arn: `${service}:scheduler:${here}:schedule/default/{name}`,
    ref: "{name}",
  },
  "AWS::Scheduler::ScheduleGroup": {
    name: "Name",
    arn: `${service}:scheduler:${here}:schedule-group/{name}`,
    ref: "{name}",
  },
  "AWS::ECS::Cluster": { name: "ClusterName", arn: `${service}:ecs:${here}:cluster/{name}`, ref: "{name}" },
  "AWS::ECS::TaskDefinition": {
    name: "Family",
    arn: `${service}:ecs:${here}:task-definition/{name}:1`,
    ref: "{arn}",
    attributes: { TaskDefinitionArn: "{arn}" },
  },
  "AWS::EC2::Instance": {
    invent: "hex17",
    prefix: "i-",
    arn: `${service}:ec2:${here}:instance/{name}`,
    ref: "{name}",
    attributes: { InstanceId: "{name}" },
  },
  "AWS::EC2::LaunchTemplate": {
    invent: "hex17",
    prefix: "lt-",
    arn: `${service}:ec2:${here}:launch-template/{name}`,
    ref: "{name}",
    attributes: { LaunchTemplateId: "{name}", LatestVersionNumber: "1", DefaultVersionNumber: "1" },
  },
  "AWS::AutoScaling::LaunchConfiguration": {
    name: "LaunchConfigurationName",
    arn: `${service}:autoscaling:${here}:launchConfiguration:*:launchConfigurationName/{name}`,
    ref: "{name}",
  },
  "AWS::EC2::VPC": { invent: "hex17", prefix: "vpc-", ref: "{name}", attributes: { VpcId: "{name}" } },
  "AWS::EC2::VPCEndpoint": { invent: "hex17", prefix: "vpce-", ref: "{name}", attributes: { Id: "{name}" } },
  "AWS::EC2::Subnet": {
    invent: "hex17",
    prefix: "subnet-",
    ref: "{name}",
    attributes: { SubnetId: "{name}" },
  },
  "AWS::EC2::SecurityGroup": {
    invent: "hex17",
    prefix: "sg-",
    ref: "{name}",
    attributes: { GroupId: "{name}" },
  },
  "AWS::Cognito::UserPool": {
    invent: "short10",
    prefix: "pool_",
    arn: `${service}:cognito-idp:${here}:userpool/{name}`,
    ref: "{name}",
    attributes: {
      UserPoolId: "{name}",
      ProviderName: "cognito-idp.{region}.{suffix}/{name}",
      ProviderURL: "https://cognito-idp.{region}.{suffix}/{name}",
    },
  },
  "AWS::Cognito::UserPoolClient": { invent: "short10", ref: "{name}", attributes: { ClientId: "{name}" } },
  "AWS::CodeBuild::Project": {
    name: "Name",
    arn: `${service}:codebuild:${here}:project/{name}`,
    ref: "{name}",
  },
  "AWS::CodePipeline::Pipeline": {
    name: "Name",
    arn: `${service}:codepipeline:${here}:{name}`,
    ref: "{name}",
  },
  "AWS::Glue::Job": { name: "Name", arn: `${service}:glue:${here}:job/{name}`, ref: "{name}" },
  "AWS::OpenSearchService::Domain": {
    name: "DomainName",
    invent: "lowerCase",
    arn: `${service}:es:${here}:domain/{name}`,
    ref: "{name}",
  },
  "AWS::CloudFront::Distribution": {
    invent: "upper13",
    prefix: "E",
    arn: `${service}:cloudfront::{account}:distribution/{name}`,
    ref: "{name}",
    attributes: { Id: "{name}" },
  },
};
