import {Args} from '@oclif/core'

/** The API that a command is about, for all commands that take one. */
export const apiArg = {
  api: Args.string({description: 'id or name of the API (default: the API of this project)'}),
}
