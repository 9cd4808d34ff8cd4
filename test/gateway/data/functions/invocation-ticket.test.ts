import assert from 'node:assert/strict'
import {test} from 'vitest'
import {newTicketMemory, Tickets} from '../../../../src/gateway/data/functions/invocation-ticket.js'

test('tickets: of two sides only the first gets an invocation', () => {
  const memory = newTicketMemory()
  const [gateway, thread] = [new Tickets(memory), new Tickets(memory)]
  const [first, second] = [gateway.issue(), gateway.issue()]
  assert.equal(thread.take(first), true)
  assert.equal(gateway.take(first), false)
  assert.equal(gateway.take(second), true)
  assert.equal(thread.take(second), false)
})

test('tickets: an old one does not get what has its place now', () => {
  const memory = newTicketMemory()
  const [gateway, thread] = [new Tickets(memory), new Tickets(memory)]
  const old = gateway.issue()
  assert.equal(gateway.take(old), true)
  const later = Array.from({length: 64}, () => gateway.issue())
  const [sharing] = later.filter(({place}) => place === old.place)
  assert.equal(thread.take(old), false)
  assert.equal(sharing !== undefined && thread.take(sharing), true)
})
