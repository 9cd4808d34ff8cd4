/** Where things that only exist in AWS's network are on this machine, as the `local:` section of a project says. */
export type BackendRecord = {
  /** Base URL by id or name of a VPC link, or by ARN of what it leads to. */
  vpcLinks: Readonly<Record<string, string>>
  /** Absolute path of a PEM file by the `s3://` URI of a truststore, for one version with `?versionId=…` behind it. */
  truststores: Readonly<Record<string, string>>
  /** What was in those files when the project was registered. */
  truststorePems?: Readonly<Record<string, string>>
}
