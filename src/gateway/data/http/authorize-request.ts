import type {Ports} from '../ports.js'
import {authorizeJwt} from './authorize-jwt.js'
import {authorizeLambda} from './authorize-lambda.js'
import type {Caller} from './http-context.js'
import {HttpRefusal} from './http-refusal.js'
import type {Selected} from './select-route.js'
import {verifySigner} from './verify-signer.js'

const anonymous: Caller = {kind: 'anonymous'}

/** Who calls, by the route's authorization; throws a refusal for those who may not. */
export function authorizeRequest(selected: Selected, ports: Ports): Caller | Promise<Caller> {
  const {authorization} = selected.route
  switch (authorization.kind) {
    case 'none':
      return anonymous
    case 'iam':
      return verifySigner(selected, ports)
    case 'jwt':
      return authorizeJwt(selected, authorization, ports)
    case 'lambda':
      return authorizeLambda(selected, authorization, ports)
    case 'refused':
      throw new HttpRefusal('ACCESS_DENIED', authorization.reason)
  }
}
