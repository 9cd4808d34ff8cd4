import {ApigwError} from '../errors/apigw-error.js'
import {didYouMean} from '../errors/did-you-mean.js'
import {gatewayResponseTypes} from '../model/gateway-response-types.js'
import {present} from '../model/present.js'
import {editDefinition, said, withEntry, withTexts, withoutEntry} from './edit-live.js'
import type {FieldTable} from './field.js'
import type {Resource} from './resource.js'

const fields = {
  status: {
    input: 'text',
    description: "status code; empty for the type's own",
    helpValue: 'CODE',
    question: 'Which status code?',
    wanted: () => true,
    fault: (value) =>
      typeof value === 'string' && /^[1-5]\d\d$/.test(value) ? undefined : 'It is a status code: 401.',
  },
  header: {
    input: 'pairs',
    description: "header of the answer: NAME=EXPRESSION ('text' in quotes, or a context variable); empty takes it away",
    helpValue: 'NAME=EXPRESSION',
  },
  template: {
    input: 'documents',
    description: 'body of the answer by media type, with $context variables; empty takes it away',
    helpValue: 'TYPE=TEXT|@FILE',
  },
} as const satisfies FieldTable

/** Answers that API Gateway gives itself: no route, no authorization, a backend that fails. */
export const gatewayResponse: Resource<typeof fields> = {
  noun: 'gateway-response',
  plural: 'gateway responses',
  one: 'a gateway response',
  kinds: ['rest'],
  nameIs: 'type of the answer: UNAUTHORIZED, DEFAULT_5XX',
  nameQuestion: 'Which answer of API Gateway?',
  toName: toType,
  newNames: ({api}) =>
    gatewayResponseTypes.filter((type) => api.kind === 'rest' && !Object.hasOwn(api.gatewayResponses, type)),
  fields,
  things: ({api}) => (api.kind === 'rest' ? api.gatewayResponses : {}),
  put: (live, type, {status, header, template}) =>
    editDefinition(live, 'gateway responses', {
      rest: (api) => {
        const before = api.gatewayResponses[type] ?? {responseParameters: {}, responseTemplates: {}}
        const headers = Object.entries(header ?? {}).map(([name, text]) => [`gatewayresponse.header.${name}`, text])
        const after = present({
          statusCode: said(status, before.statusCode),
          responseParameters: withTexts(before.responseParameters, Object.fromEntries(headers) as typeof header),
          responseTemplates: withTexts(before.responseTemplates, template),
        })
        return {...api, gatewayResponses: withEntry(api.gatewayResponses, type, after)}
      },
    }),
  remove: (live, type) =>
    editDefinition(live, 'gateway responses', {
      rest: (api) => ({...api, gatewayResponses: withoutEntry(api.gatewayResponses, type)}),
    }),
  columns: ['status', 'headers', 'bodies'],
  row: ({statusCode, responseParameters, responseTemplates}) => [
    typeof statusCode === 'string' ? statusCode : '',
    String(Object.keys(responseParameters ?? {}).length),
    Object.keys(responseTemplates ?? {}).join(', '),
  ],
  examples: {
    list: ['pets --region eu-west-1'],
    show: ['UNAUTHORIZED pets'],
    create: [
      `DEFAULT_4XX pets --header "Access-Control-Allow-Origin='*'"`,
      'THROTTLED pets --status 429 --template application/json=@throttled.json',
    ],
    update: ['THROTTLED pets --status 503'],
    delete: ['THROTTLED pets --confirm THROTTLED'],
  },
}

function toType(word: string): string {
  const type = word.trim().toUpperCase().replaceAll('-', '_')
  if (gatewayResponseTypes.includes(type)) return type
  const near = didYouMean(type, gatewayResponseTypes)
  throw new ApigwError({
    code: 'NAME_INVALID',
    exit: 'usage',
    what: `"${word}" is not an answer of API Gateway.`,
    why: `There are these: ${gatewayResponseTypes.join(', ')}.`,
    fix: near === undefined ? 'Name one of them.' : `Did you mean ${near}?`,
  })
}
