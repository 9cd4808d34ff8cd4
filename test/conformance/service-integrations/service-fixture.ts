import {createBackend} from '../../../src/gateway/data/backend.js'
import {createServiceCaller} from '../../../src/gateway/data/services/service-caller.js'
import {deploy, portsOf} from '../../gateway/data/rest/rest-fixture.js'
import type {Api, SnapshotParts} from '../../gateway/data/rest/rest-fixture.js'
import {standInKeys, startStandIn} from '../../support/aws-stand-in.js'
import type {StandIn} from '../../support/aws-stand-in.js'

/** A REST API whose service integrations reach a stand-in of AWS over a real socket. */
export async function deployWithServices(parts: SnapshotParts): Promise<{api: Api; aws: StandIn; close: () => void}> {
  const aws = await startStandIn()
  const backend = createBackend()
  const environment = {AWS_ENDPOINT_URL: aws.url, ...standInKeys}
  const callService = createServiceCaller({
    access: {environment, allowAws: false, isOwn: () => false},
    callBackend: backend.call,
    nowMs: Date.now,
  })
  const api = deploy(parts, {...portsOf(), callService})
  return {api, aws, close: () => void Promise.all([backend.close(), aws.close()])}
}
