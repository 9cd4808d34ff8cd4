/** What apigw writes into the description of a deployment; people may add their own words after it. */
const label = /^apigw sha256:([0-9a-f]{12,64})\b/

/** The hash of the definition a deployment was made from; undefined when someone else deployed. */
export function contentHashIn(description: string | undefined): string | undefined {
  return description === undefined ? undefined : label.exec(description)?.[1]
}
