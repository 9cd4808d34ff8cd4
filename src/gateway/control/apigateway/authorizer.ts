import type {AuthorizerRecord} from '../../store/rest-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {checkAuthorizer} from './authorizer-rules.js'
import {existingRestApi, findRestApi} from './find.js'
import {methodUsing} from './method-user.js'
import {page, type PageInput} from './page.js'
import {
  applyPatch,
  listRule,
  refuseWithList,
  replaceRule,
  type PatchInput,
  type PatchRule,
  type PatchTable,
} from './patch.js'
import {present} from './present.js'
import {badRequest, conflict, notFound} from './refuse.js'

type AuthorizerLabels = {restApiId: string; authorizerId: string}

function createAuthorizer(
  input: {restApiId: string} & Omit<AuthorizerRecord, 'id'>,
  context: OperationContext,
): Members {
  const {restApiId, ...members} = input
  if (existingRestApi(context, restApiId) === undefined) {
    // Recorded: AWS answers an unknown API like this, and only here.
    throw conflict('Unable to complete operation due to concurrent modification. Please try again later.')
  }
  const record: AuthorizerRecord = {
    id: context.newId(6),
    authType: input.type === 'COGNITO_USER_POOLS' ? 'cognito_user_pools' : 'custom',
    ...members,
  }
  store(restApiId, context, record)
  return record
}

function getAuthorizer(input: AuthorizerLabels, context: OperationContext): Members {
  return find(input, context)
}

function getAuthorizers(input: {restApiId: string} & PageInput, context: OperationContext): Members {
  const {id} = findRestApi(context, input.restApiId)
  return page(context.store.list('authorizer', [id]), input, (authorizer) => authorizer.id)
}

function updateAuthorizer(input: AuthorizerLabels & PatchInput, context: OperationContext): Members {
  const record = applyPatch(find(input, context), input, authorizerPatch)
  store(input.restApiId, context, record)
  return record
}

type TextMember =
  'authorizerUri' | 'authorizerCredentials' | 'authType' | 'identityValidationExpression' | 'identitySource'

function withText(record: AuthorizerRecord, member: TextMember, value: string | undefined): AuthorizerRecord {
  return present({...record, [member]: value === '' ? undefined : value})
}

function textRule(member: TextMember): PatchRule<AuthorizerRecord> {
  return replaceRule(`/${member}`, (record, value) => withText(record, member, value))
}

const authorizerPatch: PatchTable<AuthorizerRecord> = {
  refuse: refuseWithList,
  rules: [
    textRule('authorizerUri'),
    textRule('authorizerCredentials'),
    replaceRule('/authorizerResultTtlInSeconds', (record, value) => ({
      ...record,
      authorizerResultTtlInSeconds: Number(value),
    })),
    textRule('authType'),
    textRule('identityValidationExpression'),
    replaceRule('/name', (record, value = '') => ({...record, name: value})),
    replaceRule('/type', (record, value = '') => ({...record, type: value})),
    {
      path: '/identitySource',
      ops: {
        add: (record, {value}) => withText(record, 'identitySource', value),
        replace: (record, {value}) => withText(record, 'identitySource', value),
        remove: (record) => withText(record, 'identitySource', ''),
      },
    },
    listRule(
      '/providerARNs',
      ({providerARNs}) => providerARNs,
      (record, providerARNs) => ({...record, providerARNs}),
    ),
  ],
}

function deleteAuthorizer(input: AuthorizerLabels, context: OperationContext): Members {
  const {name} = find(input, context)
  const user = methodUsing(
    context.store.list('resource', [input.restApiId]),
    ({authorizerId}) => authorizerId === input.authorizerId,
  )
  if (user !== undefined) throw conflict(`Cannot delete authorizer '${name}', is referenced in method: ${user}`)
  context.store.delete('authorizer', [input.restApiId, input.authorizerId])
  return {}
}

function find({restApiId, authorizerId}: AuthorizerLabels, context: OperationContext): AuthorizerRecord {
  const known = existingRestApi(context, restApiId) !== undefined
  const record = known ? context.store.get('authorizer', [restApiId, authorizerId]) : undefined
  if (record === undefined) throw notFound('Invalid Authorizer identifier specified')
  return record
}

function store(restApiId: string, context: OperationContext, record: AuthorizerRecord): void {
  checkAuthorizer(record)
  const others = context.store.list('authorizer', [restApiId]).filter(({id}) => id !== record.id)
  if (others.some(({name}) => name === record.name)) {
    throw badRequest(`Authorizer name must be unique. Authorizer ${record.name} already exists in this RestApi.`)
  }
  context.store.put('authorizer', [restApiId, record.id], record)
}

export const authorizerOperations: Operations = {
  CreateAuthorizer: operation(createAuthorizer),
  GetAuthorizer: operation(getAuthorizer),
  GetAuthorizers: operation(getAuthorizers),
  UpdateAuthorizer: operation(updateAuthorizer),
  DeleteAuthorizer: operation(deleteAuthorizer),
}
