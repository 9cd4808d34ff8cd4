import type {Clients} from '../../aws/clients.js'
import type {Target} from '../../config/resolve-target.js'
import type {PulledPlace} from './pull-files.js'

/**
 * Where an API was read, as a stage says it. What only this shell says (a variable of the environment) is not written,
 * but for the region: elsewhere the same files would mean another API.
 */
export async function pulledPlace(target: Target, clients: Clients): Promise<PulledPlace> {
  const {profile, endpoint, origins} = target
  if (target.target === 'local') return {target: 'local'}
  const isSaid = (name: 'profile' | 'endpoint'): boolean => origins[name]?.from !== 'environment'
  return {
    target: 'aws',
    region: await clients.region(),
    ...(profile !== undefined && isSaid('profile') && {profile}),
    ...(endpoint !== undefined && isSaid('endpoint') && {endpoint}),
  }
}
