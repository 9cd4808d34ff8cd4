import type {RecordKind} from '../../store/record-kinds.js'

/** Records that make up an API's definition and are keyed [restApiId, …]. */
export const definitionKinds = [
  'resource',
  'model',
  'requestValidator',
  'authorizer',
  'gatewayResponse',
  'documentationPart',
] as const satisfies readonly RecordKind[]

/** Records that are keyed below an API besides its definition; all of them go when the API goes. */
export const publicationKinds = [
  'documentationVersion',
  'deployment',
  'restSnapshot',
  'stage',
  'cacheGeneration',
] as const satisfies readonly RecordKind[]
