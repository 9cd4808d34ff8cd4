import {setTimeout as delay} from 'node:timers/promises'
import {socketClients} from './rest-wire.js'
import {changedStage, deployed, sixtyCallsApi, wireProject} from './sixty-calls.js'

// Deploys the sixty calls to the wire at the URL of its first argument, with journals in the folder of its second.
const [, , url = '', folder = ''] = process.argv
const clients = socketClients(url, {nowMs: Date.now, random: Math.random, sleep: (ms) => delay(ms)})
await deployed(clients, wireProject(folder), sixtyCallsApi, changedStage)
