import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'

/** Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
function getCallerIdentity(_: Members, {principal}: OperationContext): Members {
  return {userId: principal.userId, account: principal.accountId, arn: principal.arn}
}

/** What clients ask to learn whose keys they have. */
export const stsOperations: Operations = {GetCallerIdentity: operation(getCallerIdentity)}
