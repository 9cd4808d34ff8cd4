import {canaryCommand} from '../../resource-command/canary-command.js'
import {startCanary} from '../../project/release/edit-canary.js'
import {startFields} from '../../resource/canary-fields.js'

export default canaryCommand({
  summary: 'Let a share of the requests of a stage reach a new deployment.',
  description: `Makes a deployment of the API as it is now and gives it --percent of the requests (10 unless said); the others get what the
stage served before. To try what the files say, run "apigw apply" first. REST APIs only.`,
  examples: [
    '--stage prod --percent 10',
    'pets --stage prod --percent 5 --variables alias=next --variables table=pets-next',
    'pets --stage prod --deployment a1b2c3 --dry-run',
  ],
  fields: startFields,
  edit: startCanary,
  question: (stageName) => `Start this canary on stage ${stageName}?`,
})
