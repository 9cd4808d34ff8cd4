import type {Members} from './operation.js'
import type {Shape, Structure, WireOperation} from './shape.js'

/** Head of an XML answer: the service's namespace and the call's id. */
type Envelope = {namespace: string; requestId: string}

/** A form's keys as a tree: `MetricData.member.1.Value=2` is MetricData > member > 1 > Value. */
type FormNode = {text?: string; children: Map<string, FormNode>}

/** Form of a query-protocol request -> the JSON document that the same request has in the JSON protocol. */
export function decodeForm(input: Structure | undefined, form: URLSearchParams): Members {
  const root: FormNode = {children: new Map()}
  for (const [key, text] of form) {
    let node = root
    for (const part of key.split('.')) node = childOf(node, part)
    node.text = text
  }
  return input === undefined ? {} : structureFrom(root, input)
}

function childOf(node: FormNode, part: string): FormNode {
  const child = node.children.get(part) ?? {children: new Map<string, FormNode>()}
  node.children.set(part, child)
  return child
}

function structureFrom(node: FormNode, structure: Structure): Members {
  const entries = [...structure.members().values()].map((member) => {
    const child = node.children.get(member.wireName)
    return [member.wireName, child && valueFrom(child, member.shape)] as const
  })
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

/** What is no number or boolean stays text: the codec then refuses it as it would in JSON. */
function valueFrom(node: FormNode, shape: Shape): unknown {
  const {text = ''} = node
  switch (shape.kind) {
    case 'structure':
      return structureFrom(node, shape.structure)
    case 'list':
      return listEntries(node).map((entry) => valueFrom(entry, shape.element))
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : text
    default:
      return text
  }
}

function listEntries(node: FormNode): FormNode[] {
  const members = [...(node.children.get('member')?.children ?? [])]
  return members.sort(([one], [other]) => Number(one) - Number(other)).map(([, entry]) => entry)
}

/** Members -> XML answer of the query protocol. */
export function encodeXml(operation: WireOperation, output: Members, {namespace, requestId}: Envelope): Buffer {
  const {name} = operation
  const result = operation.output === undefined ? '' : element(`${name}Result`, structureText(output, operation.output))
  const metadata = element('ResponseMetadata', element('RequestId', escape(requestId)))
  return Buffer.from(`<${name}Response xmlns="${namespace}">${result}${metadata}</${name}Response>`)
}

/** An error of the query protocol. */
export function encodeXmlError(
  {type, code, message}: {type: 'Sender' | 'Receiver'; code: string; message: string},
  {namespace, requestId}: Envelope,
): Buffer {
  const error = element('Type', type) + element('Code', code) + element('Message', escape(message))
  const body = element('Error', error) + element('RequestId', escape(requestId))
  return Buffer.from(`<ErrorResponse xmlns="${namespace}">${body}</ErrorResponse>`)
}

function structureText(value: Members, structure: Structure): string {
  return [...structure.members().values()]
    .filter(({name}) => value[name] !== undefined)
    .map(({name, wireName, shape}) => element(wireName, valueText(value[name], shape)))
    .join('')
}

function valueText(value: unknown, shape: Shape): string {
  if (shape.kind === 'structure') return structureText(value as Members, shape.structure)
  if (shape.kind === 'list' && Array.isArray(value)) {
    return value.map((entry) => element('member', valueText(entry, shape.element))).join('')
  }
  if (shape.kind === 'timestamp' && typeof value === 'number') return new Date(value).toISOString()
  return escape(String(value))
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character)
}

const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}
