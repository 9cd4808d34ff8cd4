import {present} from '../model/present.js'
import {child, isMissing} from './cursor.js'
import type {Cursor} from './cursor.js'
import {readText} from './reader.js'
import type {Reader} from './reader.js'

export type Info = {name: string; description?: string; version?: string}

/** `info` of a document. AWS wants a title; a project that names its API in apigw.yaml (`fallbackName`) needs none. */
export function readInfo(reader: Reader, root: Cursor, fallbackName: string | undefined): Info {
  const info = child(root, 'info')
  const title = readText(reader, child(info, 'title')) ?? ''
  const isUnnamed = isMissing(info, 'title') || title === ''
  if (isUnnamed && fallbackName === undefined) reader.findings.error(info.path, withoutTitle)
  const text = (key: string) => readText(reader, child(info, key))
  const name = isUnnamed ? (fallbackName ?? '') : title
  return present({name, description: text('description'), version: text('version')})
}

const withoutTitle = {
  code: 'SPEC_MISSING_KEY',
  what: 'The API has no name.',
  why: 'The name of an API is "info.title".',
  fix: 'Add "title:" under "info:".',
  aws: 'Title must be specified.',
}
