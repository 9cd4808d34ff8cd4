import type {Change, Kind} from '../../plan/change.js'
import {memberOf} from '../../spec/document.js'
import type {Path, SpecDocument} from '../../spec/document.js'
import {placeOfLine} from './aws-import-line.js'

/** Where the files of a project say what a change makes. */
export type ChangePlace = {in: 'definition' | 'settings'; path: Path}

type PlaceOf = (document: SpecDocument | undefined, name: string) => ChangePlace

const settings = (...path: string[]): ChangePlace => ({in: 'settings', path})
const definition = (...path: string[]): ChangePlace => ({in: 'definition', path})
const root =
  (member: string): PlaceOf =>
  (_document, name) =>
    definition(`x-amazon-apigateway-${member}`, name)

const places: Readonly<Record<Kind, PlaceOf>> = {
  restApi: () => definition('info'),
  httpApi: () => definition('info'),
  webSocketApi: () => settings('name'),
  resource: (_document, name) => definition('paths', name),
  method: operation,
  route: operation,
  webSocketRoute: (_document, name) => settings('routes', name),
  model: component('schemas', 'definitions'),
  webSocketModel: (_document, name) => settings('models', name),
  requestValidator: root('request-validators'),
  authorizer: component('securitySchemes', 'securityDefinitions'),
  httpAuthorizer: component('securitySchemes', 'securityDefinitions'),
  webSocketAuthorizer: (_document, name) => settings('authorizers', name),
  gatewayResponse: root('gateway-responses'),
  documentationPart: () => definition('x-amazon-apigateway-documentation'),
  restDeployment: () => definition(),
  httpDeployment: () => definition(),
  webSocketDeployment: () => settings('routes'),
  restStage: stage,
  httpStage: stage,
  webSocketStage: stage,
  usagePlan: (_document, name) => settings('usagePlans', name),
  usagePlanKey: (_document, name) => settings('usagePlans', name.split('/')[0] ?? '', 'keys'),
  apiKey: (_document, name) => settings('apiKeys', name),
  domainName: (_document, name) => settings('domains', name),
  apiMapping: (_document, name) => settings('domains', name.split('/')[0] ?? '', 'mappings'),
  invokePermission: () => settings('functions'),
  alarm: () => settings('alarms'),
  logGroup: () => settings('stages'),
}

/** The place of a changed thing in the files, by its kind and name; the nearest one that is written is meant. Pure. */
export function placeOfChange({kind, name}: Pick<Change, 'kind' | 'name'>, document?: SpecDocument): ChangePlace {
  return places[kind](document, name)
}

function stage(_document: SpecDocument | undefined, name: string): ChangePlace {
  return settings('stages', name)
}

function component(name: string, swagger: string): PlaceOf {
  return (document, thing) =>
    memberOf(document?.root, 'swagger') === undefined
      ? definition('components', name, thing)
      : definition(swagger, thing)
}

function operation(document: SpecDocument | undefined, name: string): ChangePlace {
  if (name === '$default') return definition('paths', '/$default', 'x-amazon-apigateway-any-method')
  const found = document === undefined ? undefined : placeOfLine(document, `on ${name}`)
  return {in: 'definition', path: found?.path ?? ['paths']}
}
