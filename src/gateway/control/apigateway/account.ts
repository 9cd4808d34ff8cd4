import {accountThrottle} from '../../store/account-throttle.js'
import type {AccountRecord} from '../../store/rest-account-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {applyPatch, refuseWithList, replaceRule, type PatchInput, type PatchTable} from './patch.js'
import {present, without} from './present.js'
import {badRequest} from './refuse.js'

const roleArn = /^arn:[\w-]+:iam::\d{12}:role\/\S+$/

/** Read-only members of every account: the limits that AWS sets, and the API key format. */
function fixed({scope: {region}}: OperationContext): Members {
  return {apiKeyVersion: '4', throttleSettings: accountThrottle(region)}
}

function getAccount(_input: Members, context: OperationContext): Members {
  return {...read(context), ...fixed(context)}
}

function updateAccount(input: PatchInput, context: OperationContext): Members {
  const {accountId, region} = context.scope
  const account = applyPatch(read(context), input, accountPatch)
  context.store.put('account', [accountId, region], account)
  return {...account, ...fixed(context)}
}

function read({store, scope: {accountId, region}}: OperationContext): AccountRecord {
  return store.get('account', [accountId, region]) ?? {features: ['UsagePlans']}
}

const accountPatch: PatchTable<AccountRecord> = {
  refuse: refuseWithList,
  rules: [
    replaceRule('/cloudwatchRoleArn', withRole),
    {
      path: '/features',
      ops: {
        add: (account, {value}) => {
          if (value !== 'UsagePlans') throw badRequest(`Invalid feature specified: ${value ?? 'null'}`)
          return account
        },
        remove: (account, {value}) => {
          if (value === 'UsagePlans') throw badRequest('Usage Plans cannot be disabled once enabled')
          return {...account, features: account.features.filter((feature) => feature !== value)}
        },
      },
    },
  ],
}

/** An empty text takes the role away. */
function withRole(account: AccountRecord, value: string | undefined): AccountRecord {
  if (value !== undefined && value !== '' && !roleArn.test(value)) {
    throw badRequest('Invalid ARN specified in the request')
  }
  return present({...without(account, 'cloudwatchRoleArn'), cloudwatchRoleArn: value === '' ? undefined : value})
}

export const accountOperations: Operations = {
  GetAccount: operation(getAccount),
  UpdateAccount: operation(updateAccount),
}
