import type {Locator} from '../aws/read/locator.js'
import type {Project} from './project.js'

/**
 * How the API of a project is found: by the id that its settings name, else by its tag. A stage of AWS that is tried out
 * on the local gateway has its id on AWS only.
 */
export function locatorOf({settings, target, stageName}: Project): Locator {
  const section = Object.hasOwn(settings.stages, stageName) ? settings.stages[stageName] : undefined
  const isElsewhere = target.target === 'local' && section?.target !== 'local'
  return isElsewhere || target.apiId === undefined
    ? {by: 'project', project: settings.name}
    : {by: 'id', apiId: target.apiId}
}
