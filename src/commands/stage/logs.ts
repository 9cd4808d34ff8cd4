import {logFields} from '../../resource/stage-fields.js'
import {stageWith} from '../../resource/stage.js'
import {updateCommand} from '../../resource-command/update-command.js'

const examples = [
  'prod pets --execution-log error --metrics',
  'prod orders --access-log arn:aws:logs:eu-west-1:123456789012:log-group:orders',
  'prod pets --access-log "" --execution-log off',
]

export default updateCommand(stageWith(logFields, examples), 'Say what a stage writes to CloudWatch: logs and metrics.')
