import {isJsonObject} from '../model/json.js'
import type {Json} from '../model/json.js'

/** The answer of `Ref: AWS::NoValue`: the member or item is left out. */
export const noValue = Symbol('AWS::NoValue')

/** One call of an intrinsic function: `Fn::Sub` or `Ref`, and what is given to it. */
export type Intrinsic = {name: string; argument: Json}

export type IntrinsicContext = {
  lookUp: (name: string, kind: 'variable' | 'condition' | 'function') => string | undefined
  /** Called once for each name without a value; `written` says how it was used. */
  unresolved: (name: string, written: string) => void
  malformed: (what: string) => void
  /** The result when something has no value. */
  otherwise: Json
}

/** `{"Fn::Sub": …}` or `{Ref: …}`: an object with this one key. */
export function asIntrinsic(value: Json): Intrinsic | undefined {
  if (!isJsonObject(value)) return undefined
  const keys = Object.keys(value)
  const [name] = keys
  if (keys.length !== 1 || name === undefined || !(name === 'Ref' || name.startsWith('Fn::'))) return undefined
  // A schema property may be called Ref.
  if (name === 'Ref' && typeof value[name] !== 'string') return undefined
  return {name, argument: value[name] ?? null}
}

/**
 * The value of an intrinsic function: Ref, Fn::Sub, Fn::GetAtt, Fn::Join, Fn::Select, Fn::Split, Fn::Base64 and Fn::If.
 *
 * Fn::If takes the side that a variable with the condition's name ("true" or "false") says; without one both sides must be equal.
 * The others (Fn::ImportValue, Fn::FindInMap, Fn::Transform, …) need a CloudFormation stack and count as unresolved.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export function resolveIntrinsic(intrinsic: Intrinsic, context: IntrinsicContext): Json | typeof noValue {
  const result = new Evaluation(context).call(intrinsic)
  return result === missing ? context.otherwise : result
}

const missing = Symbol('no value')
type Outcome = Json | typeof noValue | typeof missing

class Evaluation {
  private readonly functions: Partial<Record<string, (argument: Json) => Outcome>> = {
    Ref: (argument) => this.ref(argument),
    'Fn::Sub': (argument) => this.sub(argument),
    'Fn::GetAtt': (argument) => this.getAtt(argument),
    'Fn::Join': (argument) => this.join(argument),
    'Fn::Select': (argument) => this.select(argument),
    'Fn::Split': (argument) => this.split(argument),
    'Fn::Base64': (argument) => this.onText(argument, (text) => Buffer.from(text, 'utf8').toString('base64')),
    'Fn::If': (argument) => this.choose(argument),
  }

  constructor(private readonly context: IntrinsicContext) {}

  call({name, argument}: Intrinsic): Outcome {
    const known = this.functions[name]
    if (known !== undefined) return known(argument)
    const text = this.context.lookUp(name, 'function')
    if (text !== undefined) return text
    this.context.unresolved(name, 'needs a CloudFormation stack')
    return missing
  }

  private evaluate(value: Json): Outcome {
    const intrinsic = asIntrinsic(value)
    if (intrinsic !== undefined) return this.call(intrinsic)
    if (Array.isArray(value)) {
      const items = (value as readonly Json[]).map((item) => this.evaluate(item))
      return items.includes(missing)
        ? missing
        : items.filter((item): item is Json => item !== noValue && item !== missing)
    }
    if (!isJsonObject(value)) return value
    const entries = Object.entries(value).map(([key, member]) => [key, this.evaluate(member)] as const)
    if (entries.some(([, member]) => member === missing)) return missing
    return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== noValue))
  }

  private variable(name: string, written: string): Outcome {
    const value = this.context.lookUp(name, 'variable')
    if (value !== undefined) return value
    this.context.unresolved(name, written)
    return missing
  }

  private ref(argument: Json): Outcome {
    if (typeof argument !== 'string') return this.malformed('It takes a logical id.')
    return argument === 'AWS::NoValue' ? noValue : this.variable(argument, `Ref: ${argument}`)
  }

  /** `${!Name}` is a literal `${Name}`; names of the second argument come first. */
  private sub(argument: Json): Outcome {
    const [text, given] = Array.isArray(argument) ? (argument as readonly Json[]) : [argument]
    if (typeof text !== 'string') return this.malformed('It takes a text, or a list of a text and an object of names.')
    const names = new Map<string, Outcome>()
    if (isJsonObject(given)) for (const [name, value] of Object.entries(given)) names.set(name, this.evaluate(value))
    const missed: string[] = []
    const result = text.replaceAll(/\$\{(!?)([^${}]*)\}/g, (written, literal: string, inner: string) => {
      const name = inner.trim()
      if (literal === '!') return `\${${inner}}`
      if (name.startsWith('stageVariables.')) return written
      const value = names.has(name) ? names.get(name) : this.variable(name, `\${${name}}`)
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value)
      missed.push(name)
      return written
    })
    return missed.length === 0 ? result : missing
  }

  private getAtt(argument: Json): Outcome {
    const parts =
      typeof argument === 'string' ? argument.split('.') : Array.isArray(argument) ? argument.map(String) : []
    if (parts.length < 2) return this.malformed('It takes a list of a logical id and an attribute.')
    return this.variable(parts.join('.'), 'Fn::GetAtt')
  }

  private join(argument: Json): Outcome {
    const [separator, list] = Array.isArray(argument) ? (argument as readonly Json[]) : []
    const values = list === undefined ? missing : this.evaluate(list)
    if (values === missing && list !== undefined) return missing
    if (typeof separator !== 'string' || !Array.isArray(values))
      return this.malformed('It takes a separator and a list of texts.')
    return values.map(String).join(separator)
  }

  private select(argument: Json): Outcome {
    const [index, list] = Array.isArray(argument) ? (argument as readonly Json[]) : []
    const values = list === undefined ? missing : this.evaluate(list)
    if (values === missing && list !== undefined) return missing
    const chosen = Array.isArray(values) ? (values as readonly Json[])[Number(index)] : undefined
    return chosen ?? this.malformed('It takes an index and a list that is long enough.')
  }

  private split(argument: Json): Outcome {
    const [separator, text] = Array.isArray(argument) ? (argument as readonly Json[]) : []
    if (typeof separator !== 'string' || text === undefined) return this.malformed('It takes a separator and a text.')
    return this.onText(text, (each) => each.split(separator))
  }

  private onText(argument: Json, use: (text: string) => Json): Outcome {
    const value = this.evaluate(argument)
    if (value === missing) return missing
    return typeof value === 'string' ? use(value) : this.malformed('It takes a text.')
  }

  private choose(argument: Json): Outcome {
    const [condition, yes, no] = Array.isArray(argument) ? (argument as readonly Json[]) : []
    if (typeof condition !== 'string' || yes === undefined || no === undefined) {
      return this.malformed('It takes the name of a condition and two values.')
    }
    const chosen = this.context.lookUp(condition, 'condition')
    if (chosen === 'true') return this.evaluate(yes)
    if (chosen === 'false') return this.evaluate(no)
    const sides = [yes, no].map((side) => this.quietly(side))
    if (sides.every((side) => side !== missing) && JSON.stringify(sides[0]) === JSON.stringify(sides[1]))
      return sides[0] ?? null
    this.context.unresolved(condition, 'a condition: "true" or "false"')
    return missing
  }

  private quietly(value: Json): Outcome {
    const ignore = (): void => undefined
    return new Evaluation({...this.context, unresolved: ignore, malformed: ignore}).evaluate(value)
  }

  private malformed(what: string): typeof missing {
    this.context.malformed(what)
    return missing
  }
}
