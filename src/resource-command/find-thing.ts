import type {Missing} from '../cli/missing-value.js'
import {ApigwError} from '../errors/apigw-error.js'
import {didYouMean} from '../errors/did-you-mean.js'
import {someOf} from '../errors/some-of.js'
import type {JsonObject} from '../model/json.js'
import type {LiveApi} from '../model/live-api.js'
import {editDefinition, kindName} from '../resource/edit-live.js'
import type {FieldTable} from '../resource/field.js'
import type {Resource} from '../resource/resource.js'
import {askChoice} from '../ui/prompt.js'

type Ask = <Value>(missing: Missing<Value>) => Promise<Value>

/** A thing of an API with the name it is kept under. */
export type FoundThing = {name: string; thing: JsonObject}

/** The thing that was named; asked for with those that there are. Throws PART_NOT_FOUND and KIND_WITHOUT_PART. */
export async function findThing<Fields extends FieldTable>(
  resource: Resource<Fields>,
  live: LiveApi,
  word: string | undefined,
  ask: Ask,
): Promise<FoundThing> {
  requireKind(resource, live)
  const things = resource.things(live)
  if (word === undefined && Object.keys(things).length === 0) throw none(resource, live)
  const given = word ?? (await askName(resource, Object.keys(things), ask))
  const name = Object.hasOwn(things, given) ? given : (resource.toName?.(given, live) ?? given)
  const thing = things[name]
  if (thing === undefined || !Object.hasOwn(things, name)) throw notFound(resource, live, name, Object.keys(things))
  return {name, thing}
}

/** Throws KIND_WITHOUT_PART when AWS has no such part in this kind of API. */
export function requireKind<Fields extends FieldTable>({kinds, plural}: Resource<Fields>, live: LiveApi): void {
  if (!kinds.includes(live.kind)) editDefinition(live, plural, {})
}

/** The name of a new thing, as it is kept. Throws RESOURCE_EXISTS for one that is taken, and what the noun says of others. */
export function newName<Fields extends FieldTable>(resource: Resource<Fields>, live: LiveApi, word: string): string {
  const name = resource.toName?.(word, live) ?? word
  if (Object.hasOwn(resource.things(live), name)) throw exists(resource, live, name)
  resource.requireFit?.(live, name)
  return name
}

function exists<Fields extends FieldTable>(resource: Resource<Fields>, live: LiveApi, name: string): ApigwError {
  const {noun} = resource
  return new ApigwError({
    code: 'RESOURCE_EXISTS',
    exit: 'failure',
    what: `${live.api.name} (${live.apiId}) has ${resource.one} ${name} already.`,
    why: 'Names are unique within an API. Nothing was changed.',
    fix: `Change it with: apigw ${noun} update "${name}" ${live.apiId}`,
  })
}

function askName<Fields extends FieldTable>(
  {noun}: Resource<Fields>,
  names: readonly string[],
  ask: Ask,
): Promise<string> {
  return ask({
    flag: `the name of the ${noun}`,
    what: `The ${noun}`,
    question: () => askChoice(`Which ${noun}?`, names.map((name) => ({name, value: name}))), // prettier-ignore
    said: (name) => ({arg: 'name', word: name}),
  })
}

function none<Fields extends FieldTable>({noun, plural, one}: Resource<Fields>, live: LiveApi): ApigwError {
  return new ApigwError({
    code: 'PART_NOT_FOUND',
    exit: 'failure',
    what: `${live.api.name} (${live.apiId}, ${kindName(live)}) has no ${plural}.`,
    why: 'There is nothing to choose from.',
    fix: `Make ${one} first: apigw ${noun} create`,
  })
}

function notFound<Fields extends FieldTable>(
  {noun, plural}: Resource<Fields>,
  live: LiveApi,
  name: string,
  names: readonly string[],
): ApigwError {
  const near = didYouMean(name, names)
  return new ApigwError({
    code: 'PART_NOT_FOUND',
    exit: 'failure',
    what: `${live.api.name} (${live.apiId}, ${kindName(live)}) has no ${noun} "${name}".`,
    why: names.length === 0 ? `It has no ${plural}.` : `It has ${someOf(names)}.`,
    fix: near === undefined ? `Run "apigw ${noun} list ${live.apiId}".` : `Did you mean "${near}"?`,
  })
}
