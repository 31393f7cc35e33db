import { names, type Curation } from "./curation.ts";

/** CloudTrail: the record of who did what. An office may name an event data store as its trail. */
export const cloudtrail: Curation = {
  service: "cloudtrail",
  placed: [
    {
      actions: names(`StopLogging DeleteTrail UpdateTrail PutEventSelectors PutEventConfiguration
        StopEventDataStoreIngestion DeleteEventDataStore UpdateEventDataStore DeregisterOrganizationDelegatedAdmin`),
      as: { trail: "silence-trail" },
    },
    {
      actions: names(`PutResourcePolicy DeleteResourcePolicy AddTags RemoveTags
        RegisterOrganizationDelegatedAdmin`),
      as: { trail: "change-rules" },
    },
  ],
  harmless: [
    {
      actions:
        names(`CreateTrail CreateEventDataStore CreateChannel CreateServiceLinkedChannel CreateDashboard
        StartLogging StartEventDataStoreIngestion RestoreEventDataStore`),
      why: "records more, never less",
    },
    {
      actions: names(`PutInsightSelectors UpdateDashboard DeleteDashboard StartDashboardRefresh UpdateChannel
        DeleteChannel UpdateServiceLinkedChannel DeleteServiceLinkedChannel StartImport StopImport StartQuery
        GenerateQuery CancelQuery EnableFederation DisableFederation`),
      why: "looks at what was recorded, or brings in other records; the trail itself goes on",
    },
  ],
  reviewed: names(`ListChannels ListDashboards ListEventDataStores ListImports ListInsightsData ListQueries
    ListServiceLinkedChannels ListTrails ListImportFailures ListPublicKeys ListTags DescribeQuery DescribeTrails
    GenerateQueryResultsSummary GetChannel GetDashboard GetEventConfiguration GetEventDataStore GetEventDataStoreData
    GetEventSelectors GetImport GetInsightSelectors GetQueryResults GetResourcePolicy GetServiceLinkedChannel GetTrail
    GetTrailStatus LookupEvents SearchSampleQueries`),
};
