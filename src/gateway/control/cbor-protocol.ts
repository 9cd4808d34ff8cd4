import {CborError, CborTime, decodeCbor, encodeCbor} from './cbor.js'
import type {Members} from './operation.js'
import {plainBody, queryErrorHeader} from './protocol.js'
import type {Protocol} from './protocol.js'
import {ServiceError, shownError} from './service-error.js'
import type {Shape, Structure} from './shape.js'

const contentType = 'application/cbor'
const mark = ['smithy-protocol', 'rpc-v2-cbor']

/** Smithy RPC v2 CBOR, the first choice of CloudWatch's newer clients. Source: smithy.io, smithy-rpc-v2. */
export const cloudwatchCbor: Protocol = {
  readBody: (request) => {
    const body = plainBody(request)
    return body.length === 0 ? body : Buffer.from(JSON.stringify(decoded(body)))
  },
  encodeOutput: ({output}, members) => ({
    headers: [...mark, 'Content-Type', contentType],
    body: encodeCbor(output === undefined ? {} : structureValue(members, output)),
  }),
  encodeError: (error) => {
    const {code, message, members, status} = shownError(error)
    const headers = [...mark, 'Content-Type', contentType, ...queryErrorHeader(code)]
    return {status, headers, body: encodeCbor({__type: `com.amazonaws.cloudwatch#${code}`, message, ...members})}
  },
}

function decoded(body: Buffer): unknown {
  try {
    return decodeCbor(body)
  } catch (error) {
    if (!(error instanceof CborError)) throw error
    throw new ServiceError('SerializationException', `The body is not CBOR. ${error.message}`, {}, {cause: error})
  }
}

function structureValue(members: Members, structure: Structure): Members {
  const known = [...structure.members().values()].filter(({name}) => members[name] !== undefined)
  return Object.fromEntries(known.map(({name, wireName, shape}) => [wireName, wireValue(members[name], shape)]))
}

/** Times in whole seconds, as in the JSON protocol. */
function wireValue(value: unknown, shape: Shape): unknown {
  if (shape.kind === 'timestamp' && typeof value === 'number') return new CborTime(Math.floor(value / 1000))
  if (shape.kind === 'structure') return structureValue(value as Members, shape.structure)
  if (shape.kind === 'list' && Array.isArray(value)) return value.map((entry) => wireValue(entry, shape.element))
  if (shape.kind !== 'map') return value
  const entries = Object.entries(value as Members).map(([key, entry]) => [key, wireValue(entry, shape.element)])
  return Object.fromEntries(entries)
}
