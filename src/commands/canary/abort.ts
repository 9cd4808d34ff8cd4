import {canaryCommand} from '../../resource-command/canary-command.js'
import {abortCanary} from '../../project/release/edit-canary.js'

export default canaryCommand({
  summary: 'End a canary: all requests of the stage get what it serves itself.',
  description: 'One call. The deployment that the canary served stays and can be tried again.',
  examples: ['--stage prod', 'pets --stage prod --yes --json'],
  fields: {},
  edit: abortCanary,
  question: (stageName) => `Abort the canary of stage ${stageName}?`,
})
