import type {AwaitedOperations, Operations} from '../operation.js'
import {functionCodeOperations} from './function-code.js'
import {functionOperations} from './function.js'
import {invokeOperations} from './invoke.js'
import {permissionOperations} from './permission.js'

/** Behaviour of the part of Lambda that the gateway serves at once. */
export const lambdaOperations: Operations = {...functionOperations, ...permissionOperations}

/** The rest, which waits for files or for the function. */
export const awaitedLambdaOperations: AwaitedOperations = {...functionCodeOperations, ...invokeOperations}
