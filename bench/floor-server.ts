/** The floor: a bare node:http server answering a constant JSON body. Prints its port, ends with its parent. */
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'

const body = JSON.stringify({message: 'hello', name: null})
const server = createServer((request, response) => {
  request.resume()
  response.writeHead(200, {'content-type': 'application/json', 'content-length': Buffer.byteLength(body)})
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})
process.stdin.resume().on('end', () => process.exit(0))
