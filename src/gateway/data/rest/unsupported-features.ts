import type {IntegrationRecord, MethodRecord} from '../../store/rest-records.js'
import {restFeature, type RestFeature} from '../../store/feature-registry.js'

/**
 * Features of a method that behave differently here without opening anything, as the value of the response header
 * `x-apigw-local-unsupported`; undefined when there are none. The registry decides what counts as such.
 */
export function unsupportedFeatures({methodIntegration}: MethodRecord): string | undefined {
  if (methodIntegration === undefined) return undefined
  const used: (RestFeature | undefined)[] = [
    methodIntegration.connectionType === 'VPC_LINK' ? 'rest VPC link integration' : undefined,
    callsAwsService(methodIntegration) ? 'rest AWS service integration' : undefined,
    methodIntegration.responseTransferMode === 'STREAM' ? 'rest response streaming' : undefined,
  ]
  const warned = used.filter((feature) => feature !== undefined && restFeature(feature).state === 'warned')
  return warned.length === 0 ? undefined : warned.join(', ')
}

function callsAwsService({type, uri = ''}: IntegrationRecord): boolean {
  return (type === 'AWS' || type === 'AWS_PROXY') && !uri.includes(':lambda:path/')
}
