import {projectTag} from '../../model/project-tag.js'

type Tags = Readonly<Record<string, string>>

/** `shared` are the tags that the project gives to everything; `isMade`: the project made the thing, or is about to. */
export type ProjectTags = {project: string; shared: Tags | undefined; isMade: boolean}

/** What the project makes carries its tag and those that it gives to everything; what was there before does not. */
export function withTags<Thing extends {tags?: Tags}>(thing: Thing, {project, shared, isMade}: ProjectTags): Thing {
  return isMade ? {...thing, tags: {...shared, ...thing.tags, [projectTag]: project}} : thing
}
