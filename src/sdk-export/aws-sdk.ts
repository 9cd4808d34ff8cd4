import type {Clients} from '../aws/clients.js'
import {readSdkZip} from '../aws/read/generated-sdk.js'
import type {SdkParameter, SdkRequest} from '../aws/read/generated-sdk.js'
import {ApigwError} from '../errors/apigw-error.js'
import {unpackSdk} from './unpack-sdk.js'

/** Values by name, with AWS's own where none was given. Throws SDK_PARAMETERS for unknown and missing names. */
export function sdkParameters(
  language: string,
  known: readonly SdkParameter[],
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !known.some((parameter) => parameter.name === name))
  const missing = known.filter(
    ({name, required, usual}) => required && usual === undefined && !Object.hasOwn(given, name),
  )
  if (unknown.length > 0 || missing.length > 0) throw wrongParameters(language, known, {unknown, missing})
  const usual = known.flatMap(({name, usual: value}) => (value === undefined ? [] : [[name, value] as const]))
  return {...Object.fromEntries(usual), ...given}
}

/** The SDK that AWS generates for what a stage of a REST API serves: its files by path. */
export async function readAwsSdk(clients: Clients, request: SdkRequest): Promise<Map<string, Uint8Array>> {
  return unpackSdk(await readSdkZip(clients, request))
}

function wrongParameters(
  language: string,
  known: readonly SdkParameter[],
  {unknown, missing}: {unknown: readonly string[]; missing: readonly SdkParameter[]},
): ApigwError {
  const listed = known.map(
    ({name, description, required}) => `${name} (${required ? 'required' : 'optional'}): ${description}`,
  )
  const lines = [
    ...unknown.map((name) => `${name} is not one of them.`),
    ...missing.map(({name}) => `${name} is missing.`),
    known.length === 0 ? `The SDK for ${language} takes none.` : `The SDK for ${language} takes:\n${listed.join('\n')}`,
  ]
  return new ApigwError({
    code: 'SDK_PARAMETERS',
    exit: 'usage',
    what: `The parameters do not do for an SDK in ${language}.`,
    why: lines.join('\n'),
    fix: `Give each with --parameter NAME=VALUE${missing
      .map(({name}) => `: --parameter ${name}=…`)
      .slice(0, 1)
      .join('')}.`,
  })
}
