import type {AwaitedOperations, Operations} from '../operation.js'
import {aliasOperations} from './alias.js'
import {functionCodeOperations} from './function-code.js'
import {functionOperations} from './function.js'
import {invokeOperations} from './invoke.js'
import {permissionOperations} from './permission.js'
import {versionOperations} from './version.js'

/** Behaviour of the part of Lambda that the gateway serves at once. */
export const lambdaOperations: Operations = {
  ...functionOperations,
  ...versionOperations,
  ...aliasOperations,
  ...permissionOperations,
}

/** The rest, which waits for files or for the function. */
export const awaitedLambdaOperations: AwaitedOperations = {...functionCodeOperations, ...invokeOperations}
