import {Flags} from '@oclif/core'
import {projectTag} from '../model/project-tag.js'

/** For commands that change tags: the one that ties things to their project is left alone without this. */
export const projectTagFlag = {
  'project-tag': Flags.boolean({description: `change ${projectTag} too: its project no longer finds this on AWS`}),
}
