import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {text} from 'node:stream/consumers'

/** One call as the stand-in has seen it. */
export type SeenCall = {target: unknown; authorization: unknown; body: Readonly<Record<string, unknown>>}

export type JsonService = {endpoint: string; seen: SeenCall[]; close: () => void}

/** As much of a service with AWS's JSON protocol as answers in order; a call too many gets a 500. */
export async function jsonService(answers: readonly {status: number; body: object}[]): Promise<JsonService> {
  const seen: SeenCall[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const {'x-amz-target': target, authorization} = request.headers
      const {status, body: answer} = answers[seen.length] ?? {status: 500, body: {}}
      seen.push({target, authorization, body: JSON.parse(body) as SeenCall['body']})
      response.writeHead(status, {'content-type': 'application/x-amz-json-1.1'}).end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {endpoint, seen, close: () => server.close()}
}
