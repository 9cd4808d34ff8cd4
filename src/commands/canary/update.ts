import {canaryCommand} from '../../resource-command/canary-command.js'
import {updateCanary} from '../../project/release/edit-canary.js'
import {canaryFields} from '../../resource/canary-fields.js'

export default canaryCommand({
  summary: 'Change the share, the variables or the use of the cache of a canary.',
  description: 'What no flag names stays as it is.',
  examples: ['--stage prod --percent 50', 'pets --stage prod --variables alias=next'],
  fields: canaryFields,
  edit: updateCanary,
  question: (stageName) => `Change the canary of stage ${stageName}?`,
})
