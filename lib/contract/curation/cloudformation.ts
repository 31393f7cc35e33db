import { names, type Curation } from "./curation.ts";

/** CloudFormation: the deployment. A stack that was given a role acts with it, whoever updates the stack. */
export const cloudformation: Curation = {
  service: "cloudformation",
  placed: [
    {
      actions: names(`CreateChangeSet DeleteChangeSet ExecuteChangeSet UpdateStack DeleteStack RollbackStack
        CancelUpdateStack ContinueUpdateRollback SetStackPolicy UpdateTerminationProtection CreateStackRefactor
        ExecuteStackRefactor SignalResource RecordHandlerProgress CreateStackInstances UpdateStackInstances
        DeleteStackInstances UpdateStackSet DeleteStackSet StopStackSetOperation ImportStacksToStackSet TagResource
        UntagResource SetTypeConfiguration SetTypeDefaultVersion ActivateType DeactivateType
        ActivateOrganizationsAccess DeactivateOrganizationsAccess`),
      as: { deployment: "change-rules" },
    },
  ],
  harmless: [
    {
      actions:
        names(`CreateStack CreateStackSet CreateResource UpdateResource DeleteResource CancelResourceRequest
        CreateUploadBucket`),
      why: "acts with the caller’s own rights, or with a role that was passed (iam:PassRole)",
    },
    {
      actions: names(
        `CreateGeneratedTemplate UpdateGeneratedTemplate DeleteGeneratedTemplate StartResourceScan`,
      ),
      why: "drafts, and lists of what there is",
    },
    {
      actions: names("RegisterType DeregisterType TestType PublishType RegisterPublisher"),
      why: "kinds of resources that no stack of ours uses",
    },
  ],
  reviewed:
    names(`DescribeStacks ListAllHookResults ListChangeSets ListExports ListGeneratedTemplates ListHookResults
    ListImports ListResourceScanRelatedResources ListResourceScanResources ListResourceScans
    ListStackInstanceResourceDrifts ListStackInstances ListStackRefactorActions ListStackRefactors ListStackResources
    ListStackSetAutoDeploymentTargets ListStackSetOperationResults ListStackSetOperations ListStackSets ListStacks
    ListTypeRegistrations ListTypeVersions ListTypes BatchDescribeTypeConfigurations DescribeAccountLimits
    DescribeChangeSet DescribeChangeSetHooks DescribeEvents DescribeGeneratedTemplate DescribeOrganizationsAccess
    DescribePublisher DescribeResourceScan DescribeStackDriftDetectionStatus DescribeStackEvents DescribeStackInstance
    DescribeStackRefactor DescribeStackResource DescribeStackResourceDrifts DescribeStackResources DescribeStackSet
    DescribeStackSetOperation DescribeType DescribeTypeRegistration DetectStackDrift DetectStackResourceDrift
    DetectStackSetDrift EstimateTemplateCost GetGeneratedTemplate GetHookResult GetResource GetResourceRequestStatus
    GetStackPolicy GetTemplate GetTemplateSummary ListResourceRequests ListResources ValidateTemplate`),
};
