import type {Hook} from '@oclif/core'
import {unknownCommand} from '../unknown-command.js'

/** oclif calls this for a command that does not exist; the error is reported like any other. */
const commandNotFound: Hook<'command_not_found'> = ({id, config}) => {
  throw unknownCommand(id, config.commands)
}

export default commandNotFound
