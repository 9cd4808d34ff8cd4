import type {Store} from '../store/store.js'

/** What the gateway shows to a backend that asks who it is; both PEM. */
export type ClientCertificate = {cert: string; key: string}

/** A client certificate of the control plane by its id; undefined for one that is gone. */
export function findClientCertificate(store: Store, id: string): ClientCertificate | undefined {
  const record = store.all('clientCertificate').find(({clientCertificateId}) => clientCertificateId === id)
  return record && {cert: record.pemEncodedCertificate, key: record.privateKey}
}
