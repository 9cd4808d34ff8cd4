import {tracingFields} from '../../resource/stage-fields.js'
import {stageWith} from '../../resource/stage.js'
import {updateCommand} from '../../resource-command/update-command.js'

const examples = ['prod pets --tracing', 'prod pets --no-tracing']

export default updateCommand(stageWith(tracingFields, examples), 'Switch X-Ray tracing of a stage on or off.')
