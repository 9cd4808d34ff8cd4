import {lockState} from '../../src/gateway/store/state-lock.js'

// Takes the state directory of its argument, says so, and keeps it until it is killed.
const lock = lockState(process.argv[2] ?? '')
process.stdout.write(lock === undefined ? 'refused\n' : 'held\n')
if (lock !== undefined) setInterval(() => undefined, 1000)
