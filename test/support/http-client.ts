import {request} from 'node:http'
import {text} from 'node:stream/consumers'

export type HttpCall = {
  method?: string
  path: string
  headers?: Record<string, string>
  body?: string
}

export type HttpAnswer = {status: number; headers: Record<string, string | string[] | undefined>; body: string}

/** One request with exactly these headers (Host included when given), on a connection of its own. */
export function httpCall(port: number, {method = 'GET', path, headers = {}, body}: HttpCall): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({host: '127.0.0.1', port, method, path, headers, agent: false}, (incoming) => {
      text(incoming).then(
        (read) => resolve({status: incoming.statusCode ?? 0, headers: incoming.headers, body: read}),
        reject,
      )
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
