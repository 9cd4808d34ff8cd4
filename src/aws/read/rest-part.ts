import type * as sdk from '@aws-sdk/client-api-gateway'
import {locationWithPath} from '../../model/documentation-location.js'
import type {Json} from '../../model/json.js'
import {present} from '../../model/present.js'
import type {Authorizer, DocumentationPart, GatewayResponse, Model} from '../../model/rest-api.js'
import {sortedRecord} from '../../model/sorted-record.js'

/** How AWS writes a reference from one model to another; the API id is part of it. */
const modelUrl = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/([^/]+)$/

export function toModel(model: sdk.Model): Model {
  return present({
    contentType: model.contentType ?? 'application/json',
    description: model.description,
    schema: withNamedReferences(jsonOrText(model.schema)),
  })
}

export function toRestAuthorizer(authorizer: sdk.Authorizer): Authorizer {
  return present({
    type: authorizer.type ?? 'TOKEN',
    authType: authorizer.authType,
    authorizerUri: authorizer.authorizerUri,
    authorizerCredentials: authorizer.authorizerCredentials,
    identitySource: authorizer.identitySource,
    identityValidationExpression: authorizer.identityValidationExpression,
    authorizerResultTtlInSeconds: authorizer.authorizerResultTtlInSeconds,
    providerARNs: [...(authorizer.providerARNs ?? [])].sort(),
  })
}

export function toGatewayResponse(response: sdk.GatewayResponse): GatewayResponse {
  return present({
    statusCode: response.statusCode,
    responseParameters: sortedRecord(Object.entries(response.responseParameters ?? {})),
    responseTemplates: sortedRecord(Object.entries(response.responseTemplates ?? {})),
  })
}

export function toDocumentationPart(part: sdk.DocumentationPart): DocumentationPart {
  const {type, path, method, statusCode, name} = part.location ?? {}
  return {
    location: locationWithPath(present({type: type ?? 'API', path, method, statusCode, name})),
    properties: jsonOrText(part.properties),
  }
}

/** Models of other content types than JSON hold other texts; they are compared as they are. */
function jsonOrText(text: string | undefined): Json {
  if (text === undefined) return {}
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

function withNamedReferences(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map((entry: Json) => withNamedReferences(entry))
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      const name = key === '$ref' && typeof value === 'string' ? modelUrl.exec(value)?.[1] : undefined
      return [key, name === undefined ? withNamedReferences(value) : `#/models/${name}`]
    }),
  )
}
