import {detachCalls} from '../../account/usage-plan.js'
import {linkCommand} from '../../resource-command/link-command.js'

export default linkCommand({
  summary: 'Take stages and keys out of a usage plan; the keys themselves stay.',
  examples: ['basic --api-stage pets:prod', 'basic --key acme'],
  callsOf: detachCalls,
})
