import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {checkedTags, type Tags} from './tag-rules.js'
import {findTaggable} from './taggable.js'

type TagLabels = {resourceArn: string}

function getTags({resourceArn}: TagLabels, context: OperationContext): Members {
  return {tags: findTaggable(context, resourceArn).tags ?? {}}
}

function tagResource({resourceArn, tags}: TagLabels & {tags: Tags}, context: OperationContext): Members {
  const target = findTaggable(context, resourceArn)
  target.replace(checkedTags({...target.tags, ...tags}))
  return {}
}

function untagResource({resourceArn, tagKeys}: TagLabels & {tagKeys: string[]}, context: OperationContext): Members {
  const target = findTaggable(context, resourceArn)
  const remaining = Object.entries(target.tags ?? {}).filter(([key]) => !tagKeys.includes(key))
  target.replace(remaining.length === 0 ? undefined : Object.fromEntries(remaining))
  return {}
}

export const tagOperations: Operations = {
  GetTags: operation(getTags),
  TagResource: operation(tagResource),
  UntagResource: operation(untagResource),
}
