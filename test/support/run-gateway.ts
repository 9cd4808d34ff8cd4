import {startGateway} from '../../src/gateway/server.js'

// A gateway on the state directory of its argument, in a process that a test may kill. Says its port.
const gateway = await startGateway({port: 0, stateDirectory: process.argv[2] ?? '', auth: 'none', version: 'test'})
process.stdout.write(`${gateway.port}\n`)
