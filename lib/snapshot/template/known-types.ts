// Types that carry neither a role nor a policy nor a setting that a check asks for. A resource of such a type that
// has a property which looks like one all the same is noted as not understood.

const harmless: readonly string[] = [
  "AWS::CDK::Metadata",
  "AWS::CloudFormation::WaitCondition",
  "AWS::CloudFormation::WaitConditionHandle",
  "AWS::ApiGatewayV2::ApiMapping",
  "AWS::ApiGatewayV2::Deployment",
  "AWS::ApiGatewayV2::DomainName",
  "AWS::ApiGatewayV2::Stage",
  "AWS::AutoScaling::AutoScalingGroup",
  "AWS::Budgets::Budget",
  "AWS::CertificateManager::Certificate",
  "AWS::CloudWatch::Alarm",
  "AWS::CloudWatch::AnomalyDetector",
  "AWS::CloudWatch::CompositeAlarm",
  "AWS::CloudWatch::Dashboard",
  "AWS::Cognito::UserPoolClient",
  "AWS::Cognito::UserPoolDomain",
  "AWS::Cognito::UserPoolResourceServer",
  "AWS::EC2::EIP",
  "AWS::EC2::FlowLog",
  "AWS::EC2::InternetGateway",
  "AWS::EC2::NatGateway",
  "AWS::EC2::NetworkAcl",
  "AWS::EC2::NetworkAclEntry",
  "AWS::EC2::Route",
  "AWS::EC2::RouteTable",
  "AWS::EC2::SecurityGroup",
  "AWS::EC2::SecurityGroupEgress",
  "AWS::EC2::SecurityGroupIngress",
  "AWS::EC2::Subnet",
  "AWS::EC2::SubnetNetworkAclAssociation",
  "AWS::EC2::SubnetRouteTableAssociation",
  "AWS::EC2::VPC",
  "AWS::EC2::VPCDHCPOptionsAssociation",
  "AWS::EC2::VPCEndpoint",
  "AWS::EC2::VPCGatewayAttachment",
  "AWS::EC2::Volume",
  "AWS::ECS::Cluster",
  "AWS::ECS::Service",
  "AWS::ElasticLoadBalancingV2::Listener",
  "AWS::ElasticLoadBalancingV2::ListenerRule",
  "AWS::ElasticLoadBalancingV2::LoadBalancer",
  "AWS::ElasticLoadBalancingV2::TargetGroup",
  // Who holds a key, and when it was last used, only a live account knows.
  "AWS::IAM::AccessKey",
  "AWS::Lambda::Alias",
  "AWS::Lambda::CodeSigningConfig",
  "AWS::Lambda::EventInvokeConfig",
  "AWS::Lambda::LayerVersion",
  "AWS::Lambda::Version",
  "AWS::Logs::LogGroup",
  "AWS::Logs::LogStream",
  "AWS::Logs::MetricFilter",
  "AWS::Logs::QueryDefinition",
  "AWS::ResourceGroups::Group",
  "AWS::Route53::HealthCheck",
  "AWS::Route53::HostedZone",
  "AWS::Route53::RecordSet",
  "AWS::SNS::Subscription",
  "AWS::SSM::Parameter",
  "AWS::Scheduler::ScheduleGroup",
  "AWS::Signer::SigningProfile",
  "AWS::Synthetics::Group",
  "AWS::WAFv2::IPSet",
  "AWS::WAFv2::WebACL",
  "AWS::WAFv2::WebACLAssociation",
  // The CDK's own: they empty buckets, set retention of logs, carry values between regions.
  "Custom::LogRetention",
  "Custom::S3AutoDeleteObjects",
  "Custom::CrossRegionExportReader",
  "Custom::CrossRegionExportWriter",
  "Custom::VpcRestrictDefaultSG",
];

const known: ReadonlySet<string> = new Set(harmless);

/** What a resource that no reader knows may hide; nothing for a harmless one. */
export function suspicion(
  type: string,
  properties: readonly string[],
): readonly ("workloads" | "resource-policies")[] {
  const role = properties.some((name) => /Role(Arn|ARN|Name)?$/.test(name));
  const policy = properties.some((name) => /Polic(y|ies|yDocument|yText)$/.test(name));
  if (!role && !policy) return known.has(type) ? [] : ["workloads"];
  return [...(role ? ["workloads" as const] : []), ...(policy ? ["resource-policies" as const] : [])];
}
