import {isJsonObject} from '../../model/json.js'
import type {Json, JsonObject} from '../../model/json.js'
import {present} from '../../model/present.js'
import {textParts} from '../stack/stack.js'
import type {Stack} from '../stack/stack.js'
import {apiId, apiResources} from './api-resources.js'
import {companionResources} from './companion-resources.js'
import {logicalId} from './logical-id.js'
import {ref} from './resource.js'
import {samResources} from './sam-resources.js'

/**
 * A template that makes the API, its stage and what stands beside them; `sam` takes SAM's resources where there are any.
 *
 * REST and HTTP APIs are one resource with their definition in it, WebSocket APIs one for each route. Variables of the
 * environment become parameters whose values are not shown, the account is that of the stack.
 */
export function toTemplate(stack: Stack, flavour: 'cloudformation' | 'sam'): JsonObject {
  const {resources, names} = flavour === 'sam' ? samResources(stack) : apiResources(stack)
  const {api, stage, companions} = stack
  const beside = stage === undefined ? {} : companionResources(companions, names)
  const parameters = new Map<string, JsonObject>()
  const all = withParameters({...resources, ...beside}, (name) => {
    const id = logicalId('Environment', name)
    parameters.set(id, {Type: 'String', NoEcho: true, Description: `${name} of the environment`})
    return id
  })
  return present({
    AWSTemplateFormatVersion: '2010-09-09',
    Transform: flavour === 'sam' ? 'AWS::Serverless-2016-10-31' : undefined,
    Description: `${api.name} by apigw`.replaceAll(/\s+/g, ' ').slice(0, 1024),
    Parameters: parameters.size === 0 ? undefined : Object.fromEntries(parameters),
    Resources: all,
    Outputs: {ApiId: {Description: 'Id of the API', Value: ref(apiId)}},
  })
}

/** Marks become what they stand for, in every text; keys stay as they are. */
function withParameters(value: Json, parameterOf: (variable: string) => string): Json {
  if (typeof value === 'string') return joined(value, parameterOf)
  if (Array.isArray(value)) return value.map((each: Json) => withParameters(each, parameterOf))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withParameters(member, parameterOf)]))
}

function joined(text: string, parameterOf: (variable: string) => string): Json {
  const parts = textParts(text)
  if (parts.every((part) => typeof part === 'string')) return text
  const values = parts.map((part): Json => {
    if (typeof part === 'string') return part
    return ref('account' in part ? 'AWS::AccountId' : parameterOf(part.variable))
  })
  return values.length === 1 ? (values[0] ?? '') : {'Fn::Join': ['', values]}
}
