import type {Server} from 'node:http'
import {findDomain} from '../domain-route.js'
import type {Store} from '../store/store.js'
import {authorityFiles} from './certificate-files.js'
import {clientTrust} from './client-proofs.js'
import type {ClientOf, ClientProofs} from './client-proofs.js'
import {openLocalAuthority} from './local-authority.js'
import {serveTls} from './serve-tls.js'
import type {TlsFront} from './serve-tls.js'

/** TLS on the gateway's port. */
export type GatewayTls = {
  front: TlsFront
  /** PEM file of the authority; absent while the state lives in memory only. */
  authorityFile: string | undefined
}

type Host = {
  store: Store
  proofs: ClientProofs
  /** Where the authority is kept between starts. */
  stateDirectory: string | undefined
  /** The machine's own time, by which clients judge certificates. */
  nowMs: () => number
}

/** Lets a server answer TLS too, for the loopback names and all custom domain names. */
export async function openTls(server: Server, {store, proofs, stateDirectory, nowMs}: Host): Promise<GatewayTls> {
  const files = stateDirectory === undefined ? undefined : authorityFiles(stateDirectory)
  const front = await serveTls(server, {
    authority: await openLocalAuthority(files, nowMs),
    isServed: (host) => /^(.+\.)?localhost$/.test(host) || findDomain(store, host) !== undefined,
    trustOf: (host) => clientTrust(store, findDomain(store, host)),
    proofs,
    nowMs,
  })
  return {front, authorityFile: files?.certificateFile}
}

/** Answers who is behind a connection, by the gateway's own clock. */
export function createClientOf(store: Store, proofs: ClientProofs, clock: {nowMs: () => number}): ClientOf {
  return (socket, domain) => {
    const trust = clientTrust(store, domain)
    return trust === undefined ? undefined : proofs.find(socket, trust, clock.nowMs())
  }
}
