import {ApigwError} from '../errors/apigw-error.js'
import {between, httpUrl} from './fault.js'
import type {FieldTable, GivenValues, Values} from './field.js'

/** What answers a route, by the kind of API. HTTP APIs have no mocks. */
const answersOf = {
  rest: ['lambda', 'url', 'mock', 'nothing'],
  http: ['lambda', 'url', 'nothing'],
  websocket: ['lambda', 'url', 'mock', 'nothing'],
} as const

const isNew = ({answeredBy, lambda, url}: GivenValues) =>
  answeredBy === undefined && lambda === undefined && url === undefined

/** Fields of a route and of its integration alike: what answers. */
export const answerFields = {
  answeredBy: {
    input: 'choice',
    choices: ['lambda', 'url', 'mock', 'nothing'],
    offered: ({kind}) => answersOf[kind],
    hints: {
      lambda: 'a Lambda function gets the request, and its answer is the answer',
      url: 'another server gets the request, and its answer is passed on',
      mock: 'API Gateway answers by itself, from a template',
      nothing: 'nobody yet: "apigw integration create" says it later',
    },
    description: 'what answers; --lambda and --url say it too',
    question: 'What answers?',
    needed: isNew,
  },
  lambda: {
    input: 'function',
    description: 'function that answers, by name or ARN; it may be called by the API from then on',
    from: 'functions',
    question: 'Which Lambda function?',
    needed: ({answeredBy}) => answeredBy === 'lambda',
  },
  url: {
    input: 'text',
    description: 'backend that answers; {name} in it is the parameter of the path',
    helpValue: 'URL',
    question: 'Which URL?',
    needed: ({answeredBy}) => answeredBy === 'url',
    fault: httpUrl,
  },
  method: {
    input: 'choice',
    choices: ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'ANY'],
    description: "verb that the backend is called with (default: the route's)",
  },
  status: {
    input: 'number',
    description: 'status of a mock (default: 200)',
    kinds: ['rest', 'websocket'],
    fault: between(200, 599),
  },
  body: {
    input: 'document',
    description: 'body of a mock, a mapping template',
    kinds: ['rest', 'websocket'],
    question: 'What does the mock answer (text or template, or @FILE)?',
    wanted: ({answeredBy}) => answeredBy === 'mock',
  },
  credentials: {
    input: 'text',
    description: 'role that the backend is called with, in place of a permission on the function',
    helpValue: 'ARN',
  },
  timeout: {
    input: 'number',
    description: 'milliseconds that the backend has (default: 29000, HTTP APIs 30000)',
    fault: between(50, 900_000, 'milliseconds'),
  },
  payloadFormat: {
    input: 'choice',
    choices: ['1.0', '2.0'],
    description: 'format of what the function gets (default: 2.0)',
    kinds: ['http'],
  },
} as const satisfies FieldTable

export type AnswerValues = Values<typeof answerFields>

/** Whether the values make another integration, or only change settings of the one there is. */
export function isOtherAnswer({answeredBy, lambda, url, status, body}: AnswerValues): boolean {
  return [answeredBy, lambda, url, status, body].some((value) => value !== undefined)
}

/** What answers a route now; `service` is another AWS service. */
export type Answering = 'lambda' | 'url' | 'mock' | 'service' | 'nothing'

const answeringIs: Readonly<Record<Answering, string>> = {
  lambda: 'A function answers this route',
  url: 'A URL answers this route',
  mock: 'A mock answers this route',
  service: 'An AWS service answers this route',
  nothing: 'Nothing answers this route',
}

/**
 * Refuses what means nothing to that which answers: a status and a body are those of a mock, which a route must not become
 * by them alone; a function is invoked by POST, whatever the route's verb, and a mock by none. Throws FIELD_NOT_HERE.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function refuseForeign(values: AnswerValues, before: Answering): void {
  const isNamed = values.answeredBy !== undefined || values.lambda !== undefined || values.url !== undefined
  const after = isNamed ? answerOf(values) : before
  const {status, body, method} = values
  const isOther = after === 'lambda' || after === 'url' || after === 'service'
  if (isOther && status !== undefined) throw foreign('status', after, 'A status is that of a mock.')
  if (isOther && body !== undefined) throw foreign('body', after, 'A body is that of a mock.')
  if (after === 'lambda' && method !== undefined && method !== 'POST')
    throw foreign('method', after, 'Lambda takes POST alone; the verb of the route is in the event.')
  if (after === 'mock' && method !== undefined) throw foreign('method', after, 'A mock calls no backend.')
}

function foreign(flag: string, after: Answering, why: string): ApigwError {
  const fix = flag === 'method' ? 'Leave --method out.' : `Leave --${flag} out, or say --answered-by mock.`
  const what = `${answeringIs[after]}, which takes no such --${flag}.`
  return new ApigwError({code: 'FIELD_NOT_HERE', exit: 'usage', what, why, fix})
}

/** What answers, by the word for it or by the value that is given. */
export function answerOf({answeredBy, lambda, url}: AnswerValues): 'lambda' | 'url' | 'mock' | 'nothing' {
  if (answeredBy !== undefined) return answeredBy
  if (lambda !== undefined) return 'lambda'
  return url === undefined ? 'mock' : 'url'
}
