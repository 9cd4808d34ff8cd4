import {listApiKeys} from '../aws/read/usage-plans.js'
import type {Clients} from '../aws/clients.js'
import {present} from '../model/present.js'
import type {AccountThing} from './account-noun.js'
import {byName} from './by-name.js'

/** All API keys of the account and region, without their values, by name. */
export async function listKeys(clients: Clients): Promise<AccountThing[]> {
  const keys = await listApiKeys(await clients.rest())
  return keys
    .map(({id = '', name = '', description, enabled = false, customerId, createdDate, tags}) => ({
      id,
      name: name === '' ? id : name,
      thing: present({description, enabled, customerId, createdDate: createdDate?.toISOString(), tags}),
    }))
    .sort(byName)
}
