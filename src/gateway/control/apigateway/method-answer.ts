import type {
  IntegrationRecord,
  IntegrationResponseRecord,
  MethodRecord,
  ResourceRecord,
} from '../../store/rest-records.js'
import type {Members} from '../operation.js'

/** A method as every operation answers it. */
export function methodAnswer({methodIntegration, ...method}: MethodRecord): Members {
  return methodIntegration === undefined ? method : {...method, methodIntegration: integrationAnswer(methodIntegration)}
}

/** An integration as every operation answers it, its responses included. */
export function integrationAnswer({
  integrationResponses,
  requestTemplates,
  ...integration
}: IntegrationRecord): Members {
  return {
    ...integration,
    ...(requestTemplates === undefined ? {} : {requestTemplates: shown(requestTemplates)}),
    ...(integrationResponses === undefined
      ? {}
      : {integrationResponses: mapEntries(integrationResponses, integrationResponseAnswer)}),
  }
}

/** An integration response as every operation answers it. */
export function integrationResponseAnswer({responseTemplates, ...response}: IntegrationResponseRecord): Members {
  return responseTemplates === undefined ? response : {...response, responseTemplates: shown(responseTemplates)}
}

/** Methods are listed by verb only, unless `embed=methods` asks for them in full. */
export function resourceAnswer({resourceMethods, ...resource}: ResourceRecord, embed: readonly string[] = []): Members {
  if (resourceMethods === undefined) return resource
  const isFull = embed.includes('methods')
  return {...resource, resourceMethods: mapEntries(resourceMethods, (method) => (isFull ? methodAnswer(method) : {}))}
}

/** An empty template lets the body pass and is shown as null (recorded on 2026-02-12 for integration responses). */
function shown(templates: Readonly<Record<string, string>>): Record<string, string | null> {
  return mapEntries(templates, (template) => (template === '' ? null : template))
}

function mapEntries<From, To>(map: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]))
}
