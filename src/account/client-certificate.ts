import {listClientCertificates} from '../aws/read/client-certificates.js'
import type {Clients} from '../aws/clients.js'
import {present} from '../model/present.js'
import {callOf} from './account-call.js'
import type {AccountFields, AccountNoun, AccountThing} from './account-noun.js'
import {byName} from './by-name.js'

const fields = {
  description: {input: 'text', description: 'the new description, which is the name it is found by'},
} as const satisfies AccountFields

/** Client certificates: AWS gives them an id and a description, which stands for a name here. */
export const clientCertificate: AccountNoun<typeof fields> = {
  noun: 'client-cert',
  plural: 'client certificates',
  one: 'a client certificate',
  nameIs: 'description of the client certificate',
  nameQuestion: 'What is the certificate for?',
  fields,
  updatable: ['description'],
  list: listCertificates,
  columns: ['id', 'created', 'expires'],
  row: ({id, thing}) => {
    const {createdDate = '', expirationDate = ''} = thing as {createdDate?: string; expirationDate?: string}
    return [id, createdDate.slice(0, 10), expirationDate.slice(0, 10)]
  },
  next: (name) => `"apigw client-cert show '${name}' --query pem" prints what backends have to trust.`,
  create: (name) =>
    Promise.resolve([
      callOf(
        addressOf(name),
        'GenerateClientCertificate',
        {description: name},
        {
          gives: [{member: 'clientCertificateId', kind: 'clientCertificate', name}],
        },
      ),
    ]),
  update: ({id, name}, {description}) => {
    const patchOperations = [{op: 'replace', path: '/description', value: description ?? name}]
    const call = callOf(addressOf(name), 'UpdateClientCertificate', {clientCertificateId: id, patchOperations})
    return Promise.resolve(description === undefined || description === name ? [] : [call])
  },
  remove: ({id, name}) =>
    Promise.resolve([callOf(addressOf(name), 'DeleteClientCertificate', {clientCertificateId: id})]),
  examples: {
    list: ['--query "[].{name: name, expires: expirationDate}"'],
    show: ['backend-2026 --query pem'],
    create: ['backend-2026', 'backend-2026 --dry-run'],
    update: ['backend-2026 --description backend-old'],
    delete: ['backend-old --confirm backend-old'],
  },
}

async function listCertificates(clients: Clients): Promise<AccountThing[]> {
  const certificates = await listClientCertificates(clients)
  return certificates
    .map(
      ({clientCertificateId: id = '', description = '', createdDate, expirationDate, pemEncodedCertificate, tags}) => ({
        id,
        name: description === '' ? id : description,
        thing: present({
          createdDate: createdDate?.toISOString(),
          expirationDate: expirationDate?.toISOString(),
          pem: pemEncodedCertificate,
          tags,
        }),
      }),
    )
    .sort(byName)
}

function addressOf(name: string): string {
  return `clientCertificate/${name}`
}
