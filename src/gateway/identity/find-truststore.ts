import type {Store} from '../store/store.js'

/** Where a domain name's truststore is on S3. */
export type TruststoreReference = {truststoreUri: string; truststoreVersion?: string}

/**
 * PEM text that projects give for a truststore: that of the version, else that of the URI. Undefined when no project has a
 * file for it.
 */
export function findTruststore(
  store: Store,
  {truststoreUri, truststoreVersion}: TruststoreReference,
): string | undefined {
  const backends = store.all('backend')
  const keys = [
    ...(truststoreVersion === undefined ? [] : [`${truststoreUri}?versionId=${truststoreVersion}`]),
    truststoreUri,
  ]
  for (const key of keys) {
    for (const {truststorePems = {}} of backends) {
      if (Object.hasOwn(truststorePems, key)) return truststorePems[key]
    }
  }
  return undefined
}
