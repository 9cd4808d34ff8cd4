import {attachCalls} from '../../account/usage-plan.js'
import {linkCommand} from '../../resource-command/link-command.js'

export default linkCommand({
  summary: 'Let a usage plan meter more stages, and give it more keys.',
  examples: ['basic --api-stage pets:prod', 'basic --key acme --key initech'],
  callsOf: attachCalls,
})
