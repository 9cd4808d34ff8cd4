import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'

/**
 * Who is connected: `{connectionId, name}` each.
 *
 * API Gateway keeps no list, and a variable of this module would not do: every function, and every copy of one that AWS
 * starts, has its own memory. With TABLE set the list is a DynamoDB table, else files in the folder CONNECTIONS.
 */
const store = process.env.TABLE === undefined ? fileStore(process.env.CONNECTIONS) : tableStore(process.env.TABLE)

export const {addConnection, removeConnection, listConnections} = store

function fileStore(name = '.apigw/local/connections') {
  const folder = join(process.env.LAMBDA_TASK_ROOT ?? '.', name)
  const fileOf = (connectionId) => join(folder, `${encodeURIComponent(connectionId)}.json`)
  return {
    async addConnection(connection) {
      await mkdir(folder, {recursive: true})
      await writeFile(fileOf(connection.connectionId), JSON.stringify(connection))
    },
    removeConnection: (connectionId) => rm(fileOf(connectionId), {force: true}),
    async listConnections() {
      await mkdir(folder, {recursive: true})
      const found = await Promise.all((await readdir(folder)).map((file) => readConnection(join(folder, file))))
      return found.filter((connection) => connection !== undefined)
    },
  }
}

/** Undefined for a file that another function is just writing or has just removed. */
async function readConnection(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A table with the key connectionId; expiresAt is for its time to live, as no connection lasts longer than two hours. */
function tableStore(TableName) {
  const twoHours = 2 * 60 * 60
  let client
  const send = async (command, input) => {
    const sdk = await import('@aws-sdk/client-dynamodb')
    client ??= new sdk.DynamoDBClient({})
    return client.send(new sdk[command]({TableName, ...input}))
  }
  return {
    addConnection({connectionId, name}) {
      const expiresAt = String(Math.floor(Date.now() / 1000) + twoHours)
      return send('PutItemCommand', {Item: {connectionId: {S: connectionId}, name: {S: name}, expiresAt: {N: expiresAt}}})
    },
    removeConnection: (connectionId) => send('DeleteItemCommand', {Key: {connectionId: {S: connectionId}}}),
    async listConnections() {
      const connections = []
      let next
      do {
        const {Items = [], LastEvaluatedKey} = await send('ScanCommand', {ExclusiveStartKey: next})
        connections.push(...Items.map((item) => ({connectionId: item.connectionId.S, name: item.name.S})))
        next = LastEvaluatedKey
      } while (next !== undefined)
      return connections
    },
  }
}
