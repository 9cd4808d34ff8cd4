import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {text} from 'node:stream/consumers'
import {verifySignature} from './verify-signature.js'
import type {Signed} from './verify-signature.js'

export type StandInZone = {id: string; name: string; isPrivate?: boolean}

export type Route53StandIn = {
  url: string
  /** What was asked for, in order; the body of a change. */
  asked: string[]
  /** What the signatures say, each of which was right. */
  signed: Signed[]
  close: () => Promise<void>
}

/** As much of Route 53 as finds zones and takes changes: it checks signatures, and creates no record twice. */
export async function startRoute53(
  zones: readonly StandInZone[],
  secretOf: Record<string, string>,
): Promise<Route53StandIn> {
  const asked: string[] = []
  const signed: Signed[] = []
  const records = new Set<string>()
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const answer = (status: number, xml: string) => response.writeHead(status, {'content-type': 'text/xml'}).end(xml)
      try {
        signed.push(verifySignature(request, Buffer.from(body), secretOf))
      } catch (error) {
        const why = error instanceof Error ? error.message : ''
        return answer(403, errorXml('SignatureDoesNotMatch', why))
      }
      const {pathname, searchParams} = new URL(request.url ?? '', 'http://127.0.0.1')
      asked.push(body === '' ? `${pathname}?${searchParams.toString()}` : body)
      if (request.method === 'GET') return answer(200, zonesXml(zones, searchParams.get('dnsname') ?? ''))
      const [, id] = /^\/2013-04-01\/hostedzone\/(\w+)\/rrset$/.exec(pathname) ?? []
      if (!zones.some((zone) => zone.id === id)) return answer(404, errorXml('NoSuchHostedZone', `No hosted zone found with ID: ${id ?? ''}`)) // prettier-ignore
      const name = /<Name>(.*?)<\/Name>/.exec(body)?.[1] ?? ''
      if (body.includes('<Action>CREATE') && records.has(name)) return answer(400, batchXml(name))
      records.add(name)
      return answer(200, '<ChangeResourceRecordSetsResponse><ChangeInfo><Id>/change/C1</Id><Status>PENDING</Status></ChangeInfo></ChangeResourceRecordSetsResponse>') // prettier-ignore
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()))
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, signed, close}
}

/** AWS orders zones by their labels from the right, and answers those from a name on: others come after it. */
function zonesXml(zones: readonly StandInZone[], from: string): string {
  const ordered = [...zones].sort((one, other) => backward(one.name).localeCompare(backward(other.name)))
  const listed = ordered.filter(({name}) => backward(name) >= backward(from))
  const each = listed.map(
    ({id, name, isPrivate = false}) =>
      `<HostedZone><Id>/hostedzone/${id}</Id><Name>${name}.</Name><CallerReference>r</CallerReference><Config><PrivateZone>${String(isPrivate)}</PrivateZone></Config></HostedZone>`,
  )
  return `<ListHostedZonesByNameResponse><HostedZones>${each.join('')}</HostedZones><IsTruncated>false</IsTruncated><MaxItems>100</MaxItems></ListHostedZonesByNameResponse>`
}

function backward(name: string): string {
  return name.split('.').reverse().join('.')
}

function errorXml(code: string, message: string): string {
  return `<?xml version="1.0"?>\n<ErrorResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</Message></Error></ErrorResponse>`
}

function batchXml(name: string): string {
  const message = `[Tried to create resource record set [name=&apos;${name}.&apos;, type=&apos;A&apos;] but it already exists]`
  return `<?xml version="1.0"?>\n<InvalidChangeBatch xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Messages><Message>${message}</Message></Messages></InvalidChangeBatch>`
}
