import { names, type Curation } from "./curation.ts";

/** STS: acting as somebody else. */
export const sts: Curation = {
  service: "sts",
  placed: [
    { actions: names("AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity"), as: { code: "run-code" } },
    { actions: names("AssumeRoot"), as: { identity: "change-rules" } },
  ],
  harmless: [
    {
      actions: names("SetContext SetSourceIdentity TagSession"),
      why: "goes with AssumeRole, and is nothing without it",
    },
    {
      actions: names("GetFederationToken GetWebIdentityToken TagGetWebIdentityToken GetDelegatedAccessToken"),
      why: "a session or a token with one’s own rights at most",
    },
    { actions: names("DecodeAuthorizationMessage"), why: "says why a request of one’s own was denied" },
  ],
  reviewed: names("GetAccessKeyInfo GetCallerIdentity GetServiceBearerToken GetSessionToken"),
};
