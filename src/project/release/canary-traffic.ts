import type {Clients} from '../../aws/clients.js'
import {readLogEvents} from '../../aws/read/log-events.js'
import {trafficCounter} from '../../metrics/canary-traffic.js'
import type {CanaryTraffic} from '../../metrics/canary-traffic.js'
import {toLogEntry} from '../../metrics/log-entry.js'
import {accessLogOf} from '../../metrics/log-source.js'
import type {RestStage} from '../../model/stage.js'

/**
 * What both sides of a canary answered from one moment to another (epoch milliseconds), by the stage's access log;
 * undefined when it writes none to CloudWatch. Metrics cannot tell: AWS counts both sides as one stage.
 */
export async function readCanaryTraffic(
  clients: Clients,
  stage: RestStage,
  span: {fromMs: number; toMs: number},
): Promise<CanaryTraffic | undefined> {
  const log = accessLogOf(stage)
  if (log.kind !== 'group') return undefined
  const counter = trafficCounter()
  const {groupName} = log.source
  for (const name of [groupName, `${groupName}/Canary`]) {
    const source = {...log.source, groupName: name}
    for await (const page of readLogEvents(clients, {groupName: name, ...span})) {
      for (const event of page) counter.add(toLogEntry(source, event, {unmask: false}))
    }
  }
  return counter.result()
}
