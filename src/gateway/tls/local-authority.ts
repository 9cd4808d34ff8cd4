import {X509Certificate, createPrivateKey} from 'node:crypto'
import type {AuthorityFiles, KeyPair} from './certificate-files.js'

/** The gateway's own certificate authority: browsers and SDKs that trust it trust every host of the gateway. */
export type LocalAuthority = {
  /** PEM. */
  certificate: string
  /** Server certificate for these names and addresses, with its authority behind it. */
  issue: (hosts: readonly string[]) => Promise<KeyPair>
}

/**
 * The authority of the files, so that it is trusted once and for all; a new one when there is none, or when it is about to
 * expire. Without files it lasts as long as the process.
 */
export async function openLocalAuthority(
  files: AuthorityFiles | undefined,
  nowMs: () => number,
): Promise<LocalAuthority> {
  const {makeAuthority, makeLeaf} = await import('./certificate-maker.js')
  const kept = files?.read()
  const authority = kept !== undefined && isUsable(kept, nowMs()) ? kept : await makeAuthority(nowMs())
  if (authority !== kept) files?.write(authority)
  return {
    certificate: authority.certificate,
    issue: async (hosts) => {
      const leaf = await makeLeaf(authority, hosts, nowMs())
      return {...leaf, certificate: `${leaf.certificate}${authority.certificate}`}
    },
  }
}

/** It must outlive the server certificates that it signs. */
const renewBeforeMs = 400 * 86_400_000

/** Whether a pair belongs together and lasts. A broken one is replaced: it can only be read by those who may write it. */
function isUsable({certificate, privateKey}: KeyPair, nowMs: number): boolean {
  try {
    const parsed = new X509Certificate(certificate)
    return parsed.checkPrivateKey(createPrivateKey(privateKey)) && Date.parse(parsed.validTo) > nowMs + renewBeforeMs
  } catch {
    return false
  }
}
