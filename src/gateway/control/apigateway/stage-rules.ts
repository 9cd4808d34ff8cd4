import type {StageRecord} from '../../store/rest-records.js'
import type {OperationContext} from '../operation.js'
import {badRequest} from './refuse.js'

const stageName = /^[A-Za-z0-9_-]{1,128}$/
const variableName = /^\w{1,64}$/
const variableValue = /^[\w\-.~:/?#&=,]*$/
const maximumVariables = 100
const maximumValueLength = 512
const cacheSizes = ['0.5', '1.6', '6.1', '13.5', '28.4', '58.2', '118', '237']

export function checkStageName(name: string): void {
  if (!stageName.test(name)) throw badRequest('Stage name only allows a-zA-Z0-9_')
}

/** Names are letters, digits and underscores; values have the characters a URI part may have. */
export function checkVariables(variables: Readonly<Record<string, string>> = {}): void {
  const entries = Object.entries(variables)
  if (entries.length > maximumVariables) {
    throw badRequest(`Number of stage variables exceeds the limit of ${maximumVariables}`)
  }
  for (const [name, value] of entries) {
    if (!variableName.test(name)) throw badRequest(`Invalid stage variable name: ${name}`)
    if (value.length > maximumValueLength || !variableValue.test(value)) {
      throw badRequest(
        "Invalid stage variable value. Please use values with alphanumeric characters and the symbols '-', '.', '_', '~', ':', '/', '?', '#', '&', '=', and ','.",
      )
    }
  }
}

export function checkDeployment({store}: OperationContext, restApiId: string, deploymentId: string): void {
  if (store.get('deployment', [restApiId, deploymentId]) === undefined) {
    throw badRequest('Deployment id does not exist')
  }
}

export function checkPercentTraffic(percent: number): void {
  if (!(percent >= 0 && percent <= 100)) throw badRequest('Invalid percentTraffic. Must be between 0.0 and 100.0')
}

/** The stage's cache cluster; it is there at once, and 0.5 GB unless a size was chosen. */
export function withCacheCluster(
  stage: StageRecord,
  {enabled = stage.cacheClusterEnabled, size = stage.cacheClusterSize}: {enabled?: boolean; size?: string | undefined},
): StageRecord {
  const cacheClusterSize = size ?? (enabled ? '0.5' : undefined)
  if (cacheClusterSize !== undefined && !cacheSizes.includes(cacheClusterSize)) {
    throw badRequest(`Invalid cache cluster size specified. Valid options are ${cacheSizes.join(',')}`)
  }
  return {
    ...stage,
    cacheClusterEnabled: enabled,
    cacheClusterStatus: enabled ? 'AVAILABLE' : 'NOT_AVAILABLE',
    ...(cacheClusterSize === undefined ? {} : {cacheClusterSize}),
  }
}
