import type {Api} from '../../model/api.js'
import {brokenPromises, narrowings} from './compare-schemas.js'
import type {Finding} from './finding.js'
import {routeContracts, schemasOf} from './route-contract.js'
import type {RouteContract} from './route-contract.js'
import type {RuleCode} from './rules.js'

/** What callers of the served API lose with the desired one, and what opens, route by route. */
export function routeFindings(served: Api, desired: Api): Finding[] {
  const before = routeContracts(served)
  const after = new Map(Object.entries(routeContracts(desired)).map(([key, contract]) => [asCalled(key), contract]))
  const schemas = {before: schemasOf(served), after: schemasOf(desired)}
  return Object.entries(before).flatMap(([on, old]) => {
    const now = after.get(asCalled(on))
    if (now === undefined) return [{rule: 'route-removed', on, what: 'The route goes.'} as const]
    const found = [
      ...guardChanges(old, now),
      ...parameterChanges(old, now),
      ...requestChanges(old, now, schemas),
      ...responseChanges(old, now, schemas),
    ]
    return found.map(([rule, what]): Finding => ({rule, on, what}))
  })
}

/** A route as callers see it: they do not know how its path parameters are named. */
export function asCalled(routeKey: string): string {
  return routeKey.replaceAll(/\{[^{}+]*(\+?)\}/g, '{$1}')
}

type Found = readonly (readonly [rule: RuleCode, what: string])[]
type BothSchemas = {before: ReturnType<typeof schemasOf>; after: ReturnType<typeof schemasOf>}

function guardChanges(old: RouteContract, now: RouteContract): Found {
  const keys: Found =
    old.apiKeyRequired === now.apiKeyRequired
      ? []
      : [
          now.apiKeyRequired
            ? ['api-key-required', 'An API key is needed.']
            : ['api-key-dropped', 'No API key is needed.'],
        ]
  return [...authorizationChanges(old, now), ...keys]
}

function authorizationChanges(old: RouteContract, now: RouteContract): Found {
  if (old.authorizationType === 'NONE' && now.authorizationType === 'NONE') return []
  if (now.authorizationType === 'NONE') return [['route-opened', `${guardName(old)} is no longer asked for.`]]
  if (old.authorizationType === 'NONE') return [['authorization-required', `${guardName(now)} is asked for.`]]
  if (guardName(old) !== guardName(now)) {
    return [['authorization-changed', `${guardName(now)} is asked for in place of ${guardName(old)}.`]]
  }
  // Any one of the scopes is enough, so only a scope that goes, or a first one, keeps somebody out.
  const gone = old.scopes.filter((scope) => !now.scopes.includes(scope))
  if (old.scopes.length === 0 && now.scopes.length > 0) {
    return [['authorization-changed', `A scope is needed: ${now.scopes.join(' or ')}.`]]
  }
  if (gone.length === 0 || now.scopes.length === 0) return []
  return [['authorization-changed', `The scope ${gone.join(', ')} is no longer enough.`]]
}

function guardName({authorizationType, authorizer}: RouteContract): string {
  return authorizer === undefined ? authorizationType : `${authorizationType} ${authorizer}`
}

/** Path parameters are in every call of their route, under whatever name. */
function parameterChanges(old: RouteContract, now: RouteContract): Found {
  return Object.entries(now.parameters).flatMap(([name, required]): Found =>
    required && !name.startsWith('path.') && old.parameters[name] !== true
      ? [['parameter-required', `${name} becomes required.`]]
      : [],
  )
}

function requestChanges(old: RouteContract, now: RouteContract, schemas: BothSchemas): Found {
  const isChecked = (contract: RouteContract) => contract.checksBody && Object.keys(contract.requests).length > 0
  const begins: Found =
    isChecked(now) && !isChecked(old) ? [['request-narrowed', 'Bodies are checked that were not.']] : []
  const changed = Object.entries(old.requests).flatMap(([type, schema]): Found => {
    const other = now.requests[type]
    // Without any model left, every body is taken.
    if (other === undefined) {
      return Object.keys(now.requests).length === 0 ? [] : [['request-media-type-removed', `${type} is not declared.`]]
    }
    const sides = [
      {schema, schemas: schemas.before},
      {schema: other, schemas: schemas.after},
    ] as const
    return narrowings(...sides).map((what) => ['request-narrowed', sentence(what)] as const)
  })
  return [...begins, ...changed]
}

function responseChanges(old: RouteContract, now: RouteContract, schemas: BothSchemas): Found {
  return Object.entries(old.responses).flatMap(([status, {headers, bodies}]): Found => {
    const other = now.responses[status]
    if (other === undefined) return [['response-removed', `${status} is not declared.`]]
    const lostHeaders = headers.filter((name) => !other.headers.includes(name))
    const changed = Object.entries(bodies).flatMap(([type, schema]): Found => {
      const body = other.bodies[type]
      if (body === undefined) return [['response-removed', `${type} of ${status} is not declared.`]]
      const sides = [
        {schema, schemas: schemas.before},
        {schema: body, schemas: schemas.after},
      ] as const
      return brokenPromises(...sides, `the body of ${status}`).map((what) => ['response-narrowed', sentence(what)])
    })
    return [
      ...lostHeaders.map((name) => ['response-removed', `${name} of ${status} is not declared.`] as const),
      ...changed,
    ]
  })
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}
