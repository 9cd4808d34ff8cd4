import {canaryCommand} from '../../resource-command/canary-command.js'
import {promoteCanary} from '../../project/release/edit-canary.js'

export default canaryCommand({
  summary: 'Let all requests of a stage reach what its canary serves, and end the canary.',
  description: `In one call the deployment of the canary becomes the stage's, and its variables join those of the stage; then the canary
is switched off. "apigw rollback" takes it back.`,
  examples: ['--stage prod', 'pets --stage prod --dry-run', 'pets --stage prod --yes --json'],
  fields: {},
  edit: promoteCanary,
  question: (stageName) => `Promote the canary of stage ${stageName}?`,
})
