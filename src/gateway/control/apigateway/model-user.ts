import type {MethodRecord, ResourceRecord} from '../../store/rest-records.js'
import {byPath} from './resource-tree.js'

/**
 * Where a model is used, in the words of AWS's refusal to delete it; undefined when it is free. Of several users the
 * last by path is named (recorded).
 */
export function modelUser(model: string, resources: readonly ResourceRecord[]): string | undefined {
  const users = [...resources]
    .sort(byPath)
    .flatMap(({path, resourceMethods = {}}) =>
      Object.values(resourceMethods).flatMap((method) => usesOf(model, method, `${path}/${method.httpMethod}`)),
    )
  return users.at(-1)
}

function usesOf(model: string, {requestModels = {}, methodResponses = {}}: MethodRecord, address: string): string[] {
  const inResponses = Object.values(methodResponses).filter(({responseModels = {}}) =>
    Object.values(responseModels).includes(model),
  )
  return [
    ...inResponses.map(({statusCode}) => `method response: ${address}/${statusCode}`),
    ...(Object.values(requestModels).includes(model) ? [`method request: ${address}`] : []),
  ]
}
