import type {Handler, StandInAnswer} from './aws-stand-in.js'

type Attributes = Record<string, {S?: string; N?: string}>

type Input = {
  TableName: string
  Item?: Attributes
  Key?: Attributes
  ConditionExpression?: 'attribute_exists(id)' | 'attribute_not_exists(id)'
  ReturnValues?: 'ALL_OLD'
  ExclusiveStartKey?: Attributes
  Limit?: number
}

/** One table of DynamoDB, with the string `id` for its key: as much of four actions as mapping templates are tested by. */
export function dynamodbTable(name: string): Handler {
  const items = new Map<string, Attributes>()
  const actions: Record<string, (input: Input) => StandInAnswer> = {
    PutItem: ({Item = {}, ConditionExpression: condition}) => {
      const id = Item.id?.S ?? ''
      const isThere = items.has(id)
      if (condition !== undefined && (condition === 'attribute_exists(id)') !== isThere) {
        return fault('ConditionalCheckFailedException', 'The conditional request failed')
      }
      items.set(id, Item)
      return answer({})
    },
    GetItem: ({Key = {}}) => answer({Item: items.get(Key.id?.S ?? '')}),
    DeleteItem: ({Key = {}, ReturnValues}) => {
      const id = Key.id?.S ?? ''
      const Attributes = ReturnValues === 'ALL_OLD' ? items.get(id) : undefined
      items.delete(id)
      return answer({Attributes})
    },
    Scan: ({ExclusiveStartKey: after, Limit = items.size}) => {
      const ids = [...items.keys()]
      const start = after === undefined ? 0 : ids.indexOf(after.id?.S ?? '') + 1
      const page = ids.slice(start, start + Limit)
      const LastEvaluatedKey = start + Limit < ids.length ? {id: {S: page.at(-1)}} : undefined
      return answer({Count: page.length, Items: page.map((id) => items.get(id)), LastEvaluatedKey})
    },
  }
  return ({headers, body}) => {
    const action = actions[String(headers['x-amz-target']).replace('DynamoDB_20120810.', '')]
    const input = JSON.parse(body.toString()) as Input
    if (input.TableName !== name) return fault('ResourceNotFoundException', 'Requested resource not found')
    return action?.(input) ?? fault('UnknownOperationException', 'There is no such action.')
  }
}

function answer(value: object, status = 200): StandInAnswer {
  return {status, headers: {'content-type': 'application/x-amz-json-1.0'}, body: JSON.stringify(value)}
}

function fault(name: string, message: string): StandInAnswer {
  return answer({__type: `com.amazonaws.dynamodb.v20120810#${name}`, message}, 400)
}
