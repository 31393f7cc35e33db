import { names } from "./curation/curation.ts";

/**
 * Changes of credentials that many offices let everybody make of their own: they give nobody a right, as long as they
 * reach only oneself. On somebody else they are a way to act as that person.
 */
export const ownCredentials: ReadonlySet<string> = new Set(
  names(`CreateAccessKey UpdateAccessKey DeleteAccessKey UpdateLoginProfile DeactivateMFADevice DeleteVirtualMFADevice
    CreateServiceSpecificCredential ResetServiceSpecificCredential UpdateServiceSpecificCredential
    DeleteServiceSpecificCredential UploadSSHPublicKey UpdateSSHPublicKey DeleteSSHPublicKey UploadSigningCertificate
    UpdateSigningCertificate DeleteSigningCertificate`).map((name) => `iam:${name}`),
);
