import type {X509Certificate} from 'node:crypto'
import {findTruststore} from '../identity/find-truststore.js'
import {describeClientCertificate} from '../identity/client-certificate.js'
import type {ClientCertificate} from '../identity/client-certificate.js'
import type {DomainNameRecord} from '../store/rest-account-records.js'
import type {Store} from '../store/store.js'

/** Who may call a domain name with mutual TLS: holders of certificates of this truststore (PEM). */
export type ClientTrust = {domainName: string; truststore: string}

/** Undefined for a domain name without mutual TLS, and for one whose truststore is nowhere on this machine. */
export function clientTrust(store: Store, domain: Readonly<DomainNameRecord> | undefined): ClientTrust | undefined {
  if (domain?.mutualTlsAuthentication === undefined) return undefined
  const truststore = findTruststore(store, domain.mutualTlsAuthentication)
  return truststore === undefined ? undefined : {domainName: domain.domainName, truststore}
}

type Proof = ClientTrust & {certificate: X509Certificate; shown: ClientCertificate}

/** The certificate by which a connection may call a domain name with mutual TLS at this moment; undefined: it may not. */
export type ClientOf = (socket: object, domain: Readonly<DomainNameRecord>) => ClientCertificate | undefined

/** The client certificates that were verified, and those that were not, by connection. */
export class ClientProofs {
  readonly #proofs = new WeakMap<object, Proof>()
  readonly #reasons = new WeakMap<object, string>()

  /** After a handshake in which the certificate was found to come from the truststore. */
  keep(socket: object, trust: ClientTrust, certificate: X509Certificate): void {
    this.#proofs.set(socket, {...trust, certificate, shown: describeClientCertificate(certificate)})
  }

  /** After a handshake in which the certificate was not trusted; `reason` in AWS's words. */
  refuse(socket: object, reason: string): void {
    this.#reasons.set(socket, reason)
  }

  /** Why the certificate of a connection was not trusted; undefined for one that was, and for plain HTTP. */
  reasonOf(socket: object): string | undefined {
    return this.#reasons.get(socket)
  }

  /**
   * The certificate by which a connection may call a domain name at this moment: verified for that very name, against the
   * truststore that it has now, and valid by the gateway's clock.
   */
  find(socket: object, trust: ClientTrust, nowMs: number): ClientCertificate | undefined {
    const proof = this.#proofs.get(socket)
    if (proof?.domainName !== trust.domainName || proof.truststore !== trust.truststore) return undefined
    const {validFrom, validTo} = proof.certificate
    return Date.parse(validFrom) <= nowMs && nowMs <= Date.parse(validTo) ? proof.shown : undefined
  }
}
