import { names, type Curation } from "./curation.ts";

/** Lambda: the code of every function that touches the roll or the backups. */
export const lambda: Curation = {
  service: "lambda",
  placed: [
    {
      // New code, another version behind a name, an event or an address that starts it, or a place that its answers go to.
      actions: names(`UpdateFunctionCode UpdateFunctionConfiguration UpdateAlias CreateAlias
        PutFunctionCodeSigningConfig UpdateFunctionCodeSigningConfig DeleteFunctionCodeSigningConfig
        UpdateCodeSigningConfig DeleteCodeSigningConfig PutRuntimeManagementConfig InvokeFunction InvokeAsync
        InvokeFunctionUrl CreateFunctionUrlConfig UpdateFunctionUrlConfig CreateEventSourceMapping
        UpdateEventSourceMapping PutFunctionEventInvokeConfig UpdateFunctionEventInvokeConfig
        CheckpointDurableExecution SendDurableExecutionCallbackSuccess SendDurableExecutionCallbackFailure`),
      as: { code: "run-code" },
    },
    {
      // Who may call it, and whether it is there at all.
      actions: names(`AddPermission RemovePermission PutResourcePolicy DeleteResourcePolicy EnableReplication
        DisableReplication DeleteFunction DeleteAlias DeleteEventSourceMapping DeleteFunctionUrlConfig
        DeleteFunctionEventInvokeConfig PutFunctionConcurrency PutFunctionRecursionConfig PutFunctionScalingConfig
        StopDurableExecution TagResource UntagResource`),
      as: { code: "change-rules" },
    },
  ],
  harmless: [
    {
      actions: names("CreateFunction"),
      why: "makes a new function; acting as ours takes passing their role to it, which escalation finds",
    },
    {
      actions: names(
        "PublishVersion DeleteFunctionConcurrency PutProvisionedConcurrencyConfig DeleteProvisionedConcurrencyConfig",
      ),
      why: "a copy of the code as it stands, or how many run at once",
    },
    {
      actions: names(
        "PublishLayerVersion DeleteLayerVersion AddLayerVersionPermission RemoveLayerVersionPermission",
      ),
      why: "a function keeps the version of a layer that it names; naming another takes UpdateFunctionConfiguration",
    },
    { actions: names("CreateCodeSigningConfig"), why: "counts only when a function is made to name it" },
    { actions: names("SendDurableExecutionCallbackHeartbeat"), why: "carries no answer" },
    {
      actions:
        names(`CreateCapacityProvider UpdateCapacityProvider DeleteCapacityProvider PassCapacityProvider
        CreateNetworkConnector UpdateNetworkConnector DeleteNetworkConnector PassNetworkConnector
        CreateMicrovmImage UpdateMicrovmImage UpdateMicrovmImageVersion DeleteMicrovmImage DeleteMicrovmImageVersion
        RunMicrovm ConnectMicrovm ResumeMicrovm SuspendMicrovm TerminateMicrovm CreateMicrovmAuthToken
        CreateMicrovmShellAuthToken`),
      why: "machines and networks that none of these functions runs on",
    },
  ],
  reviewed: names(`ListAliases ListCapacityProviders ListCodeSigningConfigs ListDurableExecutionsByFunction
    ListEventSourceMappings ListFunctionEventInvokeConfigs ListFunctionUrlConfigs ListFunctionVersionsByCapacityProvider
    ListFunctions ListFunctionsByCodeSigningConfig ListLayerVersions ListLayers ListManagedMicrovmImageVersions
    ListManagedMicrovmImages ListMicrovmImageBuilds ListMicrovmImageVersions ListMicrovmImages ListMicrovms
    ListNetworkConnectors ListProvisionedConcurrencyConfigs ListVersionsByFunction ListTags GetAccountSettings GetAlias
    GetCapacityProvider GetCodeSigningConfig GetDurableExecution GetDurableExecutionHistory GetDurableExecutionState
    GetEventSourceMapping GetFunction GetFunctionCodeSigningConfig GetFunctionConcurrency GetFunctionConfiguration
    GetFunctionEventInvokeConfig GetFunctionRecursionConfig GetFunctionScalingConfig GetFunctionUrlConfig
    GetLayerVersion GetLayerVersionPolicy GetMicrovm GetMicrovmImage GetMicrovmImageBuild GetMicrovmImageVersion
    GetNetworkConnector GetPolicy GetProvisionedConcurrencyConfig GetResourcePolicy GetRuntimeManagementConfig`),
};
