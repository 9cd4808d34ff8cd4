import {readFileSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {NormalizedSchema} from '@smithy/core/schema'
import type {StaticErrorSchema, StaticOperationSchema} from '@smithy/types'
import type {WireEntry, WireMember, WireModel, WireStructure, WireTable} from '../src/gateway/control/wire-model.js'

/** The committed table that the gateway loads; `npm run gen:wire-model` rewrites it from the installed SDK. */
export const wireModelFile = fileURLToPath(new URL('../src/gateway/control/wire-model.json', import.meta.url))

/** Services of the control plane and the SDK packages that carry their models. */
const packages: Readonly<Record<keyof WireModel, string>> = {
  apigateway: '@aws-sdk/client-api-gateway',
  apigatewayv2: '@aws-sdk/client-apigatewayv2',
  apigatewaymanagementapi: '@aws-sdk/client-apigatewaymanagementapi',
  cloudwatch: '@aws-sdk/client-cloudwatch',
  logs: '@aws-sdk/client-cloudwatch-logs',
  lambda: '@aws-sdk/client-lambda',
  sts: '@aws-sdk/client-sts',
}

/** Services that the gateway serves in part: the operations that the tool and integrations of APIs use. */
const parts: Readonly<Partial<Record<keyof WireModel, readonly string[]>>> = {
  // What clients ask first: the Terraform provider before anything else.
  sts: ['GetCallerIdentity'],
  cloudwatch: [
    'DeleteAlarms',
    'DeleteDashboards',
    'DescribeAlarmHistory',
    'DescribeAlarms',
    'DescribeAlarmsForMetric',
    'DisableAlarmActions',
    'EnableAlarmActions',
    'GetDashboard',
    'GetMetricData',
    'GetMetricStatistics',
    'ListDashboards',
    'ListMetrics',
    'ListTagsForResource',
    'PutCompositeAlarm',
    'PutDashboard',
    'PutMetricAlarm',
    'PutMetricData',
    'SetAlarmState',
    'TagResource',
    'UntagResource',
  ],
  logs: [
    'CreateLogGroup',
    'CreateLogStream',
    'DeleteLogGroup',
    'DeleteLogStream',
    'DeleteRetentionPolicy',
    'DescribeLogGroups',
    'DescribeLogStreams',
    'FilterLogEvents',
    'GetLogEvents',
    'ListTagsForResource',
    'PutLogEvents',
    'PutRetentionPolicy',
    'TagResource',
    'UntagResource',
  ],
  lambda: [
    'AddPermission',
    'CreateAlias',
    'CreateFunction',
    'DeleteAlias',
    'DeleteFunction',
    'GetAlias',
    'GetFunction',
    'GetFunctionConfiguration',
    'GetPolicy',
    'Invoke',
    'ListAliases',
    'ListFunctions',
    'ListVersionsByFunction',
    'PublishVersion',
    'RemovePermission',
    'UpdateAlias',
    'UpdateFunctionCode',
    'UpdateFunctionConfiguration',
  ],
}

/**
 * Statuses with which AWS answers otherwise than the SDK's models say.
 * Source: localstack/localstack localstack-core/localstack/aws/spec-patches.json, recorded from August to September 2024.
 */
const recordedStatuses: Readonly<Record<string, number>> = {
  'apigatewayv2 CreateApiMapping': 200,
  'apigatewayv2 UpdateApi': 201,
  'apigatewayv2 UpdateDeployment': 201,
  'apigatewayv2 UpdateRoute': 201,
}

const require = createRequire(import.meta.url)

/** Text of wire-model.json as the installed SDK clients describe the services. Needs no network. */
export function generateWireModel(): string {
  const services = Object.keys(packages) as (keyof WireModel)[]
  const tables = services.map((service) => [service, readTable(service)] as const)
  return `${JSON.stringify(Object.fromEntries(tables), null, 1)}\n`
}

function readTable(service: keyof WireModel): WireTable {
  const packageName = packages[service]
  const part = parts[service]
  const exported = Object.values(require(packageName) as Record<string, unknown>)
  const enums = readEnums(packageName)
  const structures: Record<string, WireStructure> = {}
  const wanted = exported.filter(isOperation).filter((schema) => part === undefined || part.includes(schema[2]))
  const operations = wanted.map((schema): [string, WireEntry] => {
    const input = describeRoot(schema[4], structures, enums)
    const output = describeRoot(schema[5], structures, enums)
    const {http = ['POST', '/', 200]} = schema[3] as {http?: [string, string, number]}
    const status = recordedStatuses[`${service} ${schema[2]}`] ?? http[2]
    const entry = {method: http[0], uri: lowerLabels(http[1]), status}
    return [schema[2], {...entry, ...(input && {input}), ...(output && {output})}]
  })
  const errors = exported.filter(isServiceError).map((schema): [string, number] => {
    return [schema[2], (schema[3] as {httpError: number}).httpError]
  })
  return {
    timestamps: usesIsoTime(exported) ? 'isoDateTime' : 'epochSeconds',
    operations: sorted(operations),
    structures: sorted(Object.entries(structures)),
    enums: sorted(Object.entries(enums.values).filter(([name]) => isUsed(name, structures))),
    errors: sorted(errors),
  }
}

function isOperation(value: unknown): value is StaticOperationSchema {
  return Array.isArray(value) && value[0] === 9
}

function isServiceError(value: unknown): value is StaticErrorSchema {
  return Array.isArray(value) && value[0] === -3 && typeof value[3] === 'object' && 'httpError' in (value[3] as object)
}

/** Every service writes all its times one way: schema 5 is date-time, 4 is the protocol's default (epoch seconds). */
function usesIsoTime(exported: readonly unknown[]): boolean {
  return JSON.stringify(exported.filter((value) => Array.isArray(value) && value[0] === 3)).includes('[5,')
}

/** Describes an input or output; an empty one has no name. */
function describeRoot(
  root: Parameters<typeof NormalizedSchema.of>[0],
  structures: Record<string, WireStructure>,
  enums: Enums,
): string | undefined {
  const schema = NormalizedSchema.of(root)
  return schema.isUnitSchema() ? undefined : describe(schema, structures, enums)
}

/** Type as text: `string`, `list<map<number>>`, or the name of a structure, which is added to `structures`. */
function describe(schema: NormalizedSchema, structures: Record<string, WireStructure>, enums: Enums): string {
  if (schema.isListSchema()) return `list<${describe(schema.getValueSchema(), structures, enums)}>`
  if (schema.isMapSchema()) return `map<${describe(schema.getValueSchema(), structures, enums)}>`
  if (schema.isStructSchema()) return describeStructure(schema, structures, enums)
  if (schema.isBlobSchema()) return 'blob'
  if (schema.isTimestampSchema()) return 'timestamp'
  if (schema.isBooleanSchema()) return 'boolean'
  if (schema.isNumericSchema()) return 'number'
  if (schema.isStringSchema()) return 'string'
  throw new Error(`The SDK describes ${schema.getName() ?? 'a member'} with a schema that the wire model cannot hold.`)
}

function describeStructure(schema: NormalizedSchema, structures: Record<string, WireStructure>, enums: Enums): string {
  const name = schema.getName() ?? ''
  if (name in structures) return name
  const structure: WireStructure = {required: [], members: {}}
  structures[name] = structure
  // The SDK lists required members first; element 6 of a static structure schema counts them.
  const raw: unknown = schema.getSchema()
  const requiredCount = Array.isArray(raw) && typeof raw[6] === 'number' ? raw[6] : 0
  for (const [index, [memberName, member]] of [...schema.structIterator()].entries()) {
    const ours = lowerFirst(memberName)
    if (index < requiredCount) structure.required.push(ours)
    const type = describe(member, structures, enums)
    structure.members[ours] = describeMember(memberName, member, type, enums.of(name, memberName))
  }
  return name
}

function describeMember(
  memberName: string,
  schema: NormalizedSchema,
  type: string,
  enumName: string | undefined,
): WireMember {
  const ours = lowerFirst(memberName)
  const traits = schema.getMergedTraits()
  const place = Object.entries(places).find(([trait]) => Object.hasOwn(traits, trait))?.[1]
  const inBody = place === undefined ? (traits.jsonName ?? memberName) : ours
  const wire = traits.httpQuery ?? traits.httpHeader ?? inBody
  return {
    type,
    ...(place !== undefined && {in: place}),
    ...(wire !== ours && {name: wire}),
    ...(enumName !== undefined && {enum: enumName}),
  }
}

const places = {
  httpLabel: 'label',
  httpQuery: 'query',
  httpQueryParams: 'queryParams',
  httpHeader: 'header',
  httpPayload: 'payload',
  httpResponseCode: 'status',
}

type Enums = {
  values: Readonly<Record<string, readonly string[]>>
  /** Name of the enum that the strings of a member are taken from. */
  of: (structure: string, member: string) => string | undefined
}

/** The schemas carry no enums; the type declarations do: constants in enums.d.ts, members in models_N.d.ts. */
function readEnums(packageName: string): Enums {
  const models = join(dirname(require.resolve(packageName)), '..', 'dist-types', 'models')
  const values: Record<string, string[]> = {}
  for (const [, name = '', body = ''] of readDeclarations(join(models, 'enums.d.ts')).matchAll(
    /export declare const (\w+): \{([\s\S]*?)\n\};/g,
  )) {
    values[name] = [...body.matchAll(/readonly [\w"'.-]+: "([^"]*)"/g)].map(([, value = '']) => value).sort()
  }
  const ofMember = new Map<string, string>()
  const declarations = ['models_0.d.ts', 'models_1.d.ts'].map((file) => readDeclarations(join(models, file))).join('\n')
  for (const [, structure = '', body = ''] of declarations.matchAll(/export interface (\w+)[^{]*\{([\s\S]*?)\n\}/g)) {
    for (const [, member = '', type = ''] of body.matchAll(/\n {4}(\w+)\??: ([^;]+);/g)) {
      const leaf = type.replace(/ \| undefined/g, '').replace(/\[\]$/, '')
      if (leaf in values) ofMember.set(`${structure}.${member}`, leaf)
    }
  }
  return {values, of: (structure, member) => ofMember.get(`${structure}.${member}`)}
}

function readDeclarations(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    // Services without enums have no such file.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

function isUsed(enumName: string, structures: Readonly<Record<string, WireStructure>>): boolean {
  return Object.values(structures).some(({members}) =>
    Object.values(members).some((member) => member.enum === enumName),
  )
}

function sorted<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)))
}

function lowerFirst(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1)
}

function lowerLabels(uri: string): string {
  return uri.replace(/\{(\w)/g, (_, first: string) => `{${first.toLowerCase()}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(wireModelFile, generateWireModel())
