import {GetClientCertificatesCommand} from '@aws-sdk/client-api-gateway'
import type {ClientCertificate} from '@aws-sdk/client-api-gateway'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'

/** Certificates by which backends know API Gateway: one call per 500. */
export async function listClientCertificates(clients: Clients): Promise<ClientCertificate[]> {
  const client = await clients.rest()
  return paginate(async (position) => {
    const page = await client.send(new GetClientCertificatesCommand({limit: 500, position}))
    return {items: page.items, next: page.position}
  })
}
