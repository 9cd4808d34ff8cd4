import type {Backoff} from './backoff.js'
import type {Provided} from './provided.js'
import type {Credentials} from './signature.js'

export type ClientOptions = {
  /** URL of the stage, without a slash at the end: `https://a1b2.execute-api.eu-west-1.amazonaws.com/prod`. */
  baseUrl: string
  /** Sent to the operations that need an API key. */
  apiKey?: Provided<string>
  /** Sent to the operations that an authorizer guards, where it looks for it. */
  token?: Provided<string>
  /** Signs the operations that need IAM authorization. */
  credentials?: Provided<Credentials>
  /** Region for signatures; by default the one in an address of AWS. */
  region?: string
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>
  /** For each attempt; 30,000 by default, a second more than most APIs may take. */
  timeoutMs?: number
  /** By default 3 attempts, from 200 ms up to 20 s apart. */
  retry?: Partial<Backoff>
  /** In place of the global one. */
  fetch?: typeof globalThis.fetch
}

/** What a call takes besides what the operation declares. */
export type CallOptions = {
  /** Ends the call, and all its attempts. */
  signal?: AbortSignal
  timeoutMs?: number
}

/** What the client has to know of an operation. */
export type OperationInfo = {
  /** `ANY` takes the verb from the call. */
  method: string
  /** `/files/{name}/{rest+}` */
  path: string
  /** Of a body, when it is not JSON. */
  contentType?: string
  /** Whether it needs a signature of an AWS identity. */
  signed?: boolean
  apiKey?: boolean
  /** Where the authorizer looks for the token, and what stands before it. */
  token?: {in: 'header' | 'query'; name: string; prefix: string}
}

/** An answer with a status below 400. */
export type Answer<Data> = {data: Data; status: number; headers: Headers}

/** A call of one operation, typed by what the OpenAPI document says of it. */
export type Call<Operation, Verb extends string = never> =
  object extends Request<Operation, Verb>
    ? (request?: Request<Operation, Verb> & CallOptions) => Promise<Answer<DataOf<Operation>>>
    : (request: Request<Operation, Verb> & CallOptions) => Promise<Answer<DataOf<Operation>>>

/** The parts of a request. An operation that declares no query parameters or body may be sent any. */
export type Request<Operation, Verb extends string = never> = Part<Operation, 'path', 'path', object> &
  Part<Operation, 'query', 'query', object> &
  Part<Operation, 'header', 'headers', Others> &
  BodyPart<Operation> &
  ([Verb] extends [never] ? unknown : {method: Verb})

/** Headers that the document does not mention may always be sent. */
type Others = {readonly [name: string]: unknown}

type Part<Operation, Place extends string, Name extends string, More> = Operation extends {
  parameters: {[K in Place]: infer Declared}
}
  ? {[K in Name]: Declared & More}
  : Operation extends {parameters: {[K in Place]?: infer Declared}}
    ? [Exclude<Declared, undefined>] extends [never]
      ? {[K in Name]?: Others}
      : {[K in Name]?: Exclude<Declared, undefined> & More}
    : {[K in Name]?: Others}

type BodyPart<Operation> = Operation extends {requestBody: {content: infer Content}}
  ? {body: Content[keyof Content]}
  : Operation extends {requestBody?: infer Declared}
    ? Exclude<Declared, undefined> extends {content: infer Content}
      ? [Exclude<Declared, undefined>] extends [never]
        ? {body?: unknown}
        : {body?: Content[keyof Content]}
      : {body?: unknown}
    : {body?: unknown}

type GoodStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206 | '2XX'

type Responses<Operation> = Operation extends {responses: infer All} ? All : never

type ContentOf<Responses, Status> = {
  [K in keyof Responses & Status]: Responses[K] extends {content: infer Content} ? Content[keyof Content] : unknown
}[keyof Responses & Status]

/** The body of a good answer; unknown where the document does not say. */
export type DataOf<Operation> = [ContentOf<Responses<Operation>, GoodStatus>] extends [never]
  ? [ContentOf<Responses<Operation>, 'default'>] extends [never]
    ? unknown
    : ContentOf<Responses<Operation>, 'default'>
  : ContentOf<Responses<Operation>, GoodStatus>

/** The body of a refusal; unknown where the document does not say. */
export type FailureOf<Operation> = [
  ContentOf<Responses<Operation>, Exclude<keyof Responses<Operation>, GoodStatus>>,
] extends [never]
  ? unknown
  : ContentOf<Responses<Operation>, Exclude<keyof Responses<Operation>, GoodStatus>>
