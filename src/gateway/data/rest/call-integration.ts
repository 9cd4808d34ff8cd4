import type {Ports} from '../ports.js'
import {askBackend} from './ask-backend.js'
import {integrationArn} from './execution-arn.js'
import type {Matched} from './match-method.js'
import type {Answer, Outgoing} from './outgoing.js'
import {parseProxyAnswer} from './parse-proxy-answer.js'

/** Carries out the integration request of a REST API. */
export function callIntegration(
  {outgoing, matched}: {outgoing: Outgoing; matched: Matched},
  ports: Ports,
): Answer | Promise<Answer> {
  const caller = () => ({
    sourceArn: integrationArn(matched),
    client: matched.request.incoming,
    parseProxyAnswer,
  })
  return askBackend(outgoing, caller, ports)
}
